"""An autograd Function with the backward pass of the softmax written by hand."""

import torch
from torch import Tensor


class MaskedSoftmax(torch.autograd.Function):
    @staticmethod
    def forward(ctx, scores, mask, dim):
        low = scores if mask is None else scores.masked_fill(~mask, float("-inf"))
        top = low.amax(dim, keepdim=True)
        top[top == float("-inf")] = 0
        e = torch.exp(low - top)
        z = e.sum(dim, keepdim=True)
        w = e / z.masked_fill(z == 0, 1)
        ctx.save_for_backward(w)
        ctx.dim = dim
        return w

    @staticmethod
    def backward(ctx, grad):
        (w,) = ctx.saved_tensors
        inner = (w * grad).sum(ctx.dim, keepdim=True)
        return w * (grad - inner), None, None


def masked_softmax(scores: Tensor, mask: Tensor | None = None, dim: int = -1) -> Tensor:
    return MaskedSoftmax.apply(scores, mask, dim)
