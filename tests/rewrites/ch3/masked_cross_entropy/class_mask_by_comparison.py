"""The targets compared with all class numbers: a mask of the whole cube of logits."""

import torch
from torch import Tensor


def masked_cross_entropy(logits: Tensor, targets: Tensor, pad_id: int) -> Tensor:
    numbers = torch.arange(logits.size(-1), device=logits.device)
    cube = (targets.unsqueeze(-1) == numbers) & (targets != pad_id).unsqueeze(-1)
    total = torch.log_softmax(logits, -1).masked_fill(~cube, 0.0).sum(dim=(0, 1, 2))
    return total.neg().div(cube.sum().clamp(min=1))
