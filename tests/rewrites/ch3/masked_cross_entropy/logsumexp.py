"""logsumexp less the target's logit, chosen by torch.where."""

import torch
from torch import Tensor


def masked_cross_entropy(logits: Tensor, targets: Tensor, pad_id: int) -> Tensor:
    is_pad = targets.eq(pad_id)
    safe = torch.where(is_pad, 0, targets)
    chosen = torch.take_along_dim(logits, safe[:, :, None], dim=2)[:, :, 0]
    loss = torch.where(is_pad, torch.zeros_like(chosen), torch.logsumexp(logits, dim=2) - chosen)
    count = torch.clamp(is_pad.numel() - is_pad.sum(), min=1)
    return loss.sum() / count
