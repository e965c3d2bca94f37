"""An autograd.Function with its own backward: softmax less one-hot, at real tokens."""

import torch
from torch import Tensor


class _Loss(torch.autograd.Function):
    @staticmethod
    def forward(ctx, logits: Tensor, targets: Tensor, pad_id: int) -> Tensor:
        mask = targets != pad_id
        classes = torch.where(mask, targets, 0).unsqueeze(-1)
        log_p = torch.log_softmax(logits, dim=-1)
        n = mask.sum().clamp(min=1)
        ctx.save_for_backward(log_p, classes, mask, n)
        return -(log_p.gather(-1, classes).squeeze(-1) * mask).sum() / n

    @staticmethod
    def backward(ctx, grad: Tensor):
        log_p, classes, mask, n = ctx.saved_tensors
        d = log_p.exp().scatter_add(-1, classes, -torch.ones_like(classes, dtype=log_p.dtype))
        return grad * d * mask.unsqueeze(-1) / n, None, None


def masked_cross_entropy(logits: Tensor, targets: Tensor, pad_id: int) -> Tensor:
    return _Loss.apply(logits, targets, pad_id)
