"""The loop for one sample, and torch.vmap over the batch."""

import torch
from torch import Tensor


def bptt(
    d_output: Tensor, x: Tensor, h0: Tensor, weight_ih: Tensor, weight_hh: Tensor, bias: Tensor
) -> tuple[Tensor, Tensor, Tensor, Tensor, Tensor]:
    def one(e: Tensor, x: Tensor, h: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        old, new, d_a = [], [], []
        for x_t in x:
            old.append(h)
            h = torch.tanh(weight_ih @ x_t + weight_hh @ h + bias)
            new.append(h)
        d_h = torch.zeros_like(h)
        for t in reversed(range(len(new))):
            d_a.insert(0, (1 - new[t] * new[t]) * (e[t] + d_h))
            d_h = d_a[0] @ weight_hh
        return torch.stack(d_a), torch.stack(old), d_h

    d_a, old, d_h0 = torch.vmap(one)(d_output, x, h0)
    d_a_columns = d_a.flatten(0, 1).T
    return (
        d_a.matmul(weight_ih),
        d_h0,
        d_a_columns.matmul(x.flatten(0, 1)),
        d_a_columns.matmul(old.flatten(0, 1)),
        d_a_columns.sum(1),
    )
