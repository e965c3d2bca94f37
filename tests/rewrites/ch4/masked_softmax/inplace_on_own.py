"""In-place operations, but only on tensors of its own."""

import torch
from torch import Tensor


def masked_softmax(scores: Tensor, mask: Tensor | None = None, dim: int = -1) -> Tensor:
    own = scores.clone()
    if mask is not None:
        own.masked_fill_(mask.logical_not(), -torch.inf)
    with torch.no_grad():
        top = own.max(dim, keepdim=True)[0]
        top.masked_fill_(top == -torch.inf, 0)
    own.sub_(top).exp_()
    total = own.sum(dim, keepdim=True)
    total.masked_fill_(total == 0, 1)
    return own.div(total)
