"""One sample after the other, with vectors and outer products as in the book, the gradients added up over samples."""

import torch
from torch import Tensor


def of_one_sample(e, x, h0, W, U, b):
    h = [h0]
    for x_t in x:
        h.append(torch.tanh(W.mv(x_t) + U.mv(h[-1]) + b))
    d_W, d_U, d_b = torch.zeros_like(W), torch.zeros_like(U), torch.zeros_like(b)
    d_x = [None] * len(x)
    r = torch.zeros_like(h0)
    for t in range(len(x), 0, -1):
        d_a = torch.diag(1 - h[t] ** 2).mv(e[t - 1] + r)
        d_W = d_W + torch.outer(d_a, x[t - 1])
        d_U = d_U + torch.outer(d_a, h[t - 1])
        d_b = d_b + d_a
        d_x[t - 1] = W.T.mv(d_a)
        r = U.T.mv(d_a)
    return torch.stack(d_x), r, d_W, d_U, d_b


def bptt(
    d_output: Tensor, x: Tensor, h0: Tensor, weight_ih: Tensor, weight_hh: Tensor, bias: Tensor
) -> tuple[Tensor, Tensor, Tensor, Tensor, Tensor]:
    samples = [of_one_sample(e, s, h, weight_ih, weight_hh, bias) for e, s, h in zip(d_output, x, h0)]
    d_x, d_h0, d_W, d_U, d_b = (torch.stack(part) for part in zip(*samples))
    return d_x, d_h0, d_W.sum(0), d_U.sum(0), d_b.sum(0)
