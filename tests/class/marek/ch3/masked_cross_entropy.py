import torch
from torch import Tensor


def masked_cross_entropy(logits: Tensor, targets: Tensor, pad_id: int) -> Tensor:
    """Średnia entropia krzyżowa bez wypełnienia."""
    maska = (targets != pad_id).to(logits.dtype)
    cel = targets.clone()
    cel[targets == pad_id] = 0
    logp = torch.log_softmax(logits, dim=-1)
    strata = -torch.gather(logp, 2, cel.unsqueeze(2)).squeeze(2)
    zdania = (strata * maska).sum(dim=1) / maska.sum(dim=1).clamp(min=1)
    return zdania.mean()
