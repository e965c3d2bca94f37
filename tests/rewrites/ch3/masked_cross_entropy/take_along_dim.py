"""take_along_dim, where a class is put at the padding by the remainder, and the mean as a weighted sum."""

import torch
from torch import Tensor


def masked_cross_entropy(logits: Tensor, targets: Tensor, pad_id: int) -> Tensor:
    V = logits.shape[-1]
    log_p = torch.log_softmax(logits, dim=-1)
    picked = torch.take_along_dim(log_p, (targets % V).unsqueeze(-1), dim=-1).squeeze(-1)
    weight = (targets != pad_id).to(log_p.dtype)
    weight = weight / weight.sum().clamp(min=1.0)
    return -(picked * weight).sum()
