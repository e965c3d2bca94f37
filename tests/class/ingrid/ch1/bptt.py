# Ingrid H. - kapittel 1
#
# The gradient is linear in d_output. So I take the losses one at a time: each goes back from its own step to the
# beginning, and in the end everything is added. O(T^2), but there is nothing to get wrong with "carrying".
import torch


def forward(x, h, weight_ih, weight_hh, bias):
    yield h
    for x_t in x.unbind(1):
        h = torch.tanh(x_t @ weight_ih.t() + h @ weight_hh.t() + bias)
        yield h


def bptt(d_output, x, h0, weight_ih, weight_hh, bias):
    h = list(forward(x, h0, weight_ih, weight_hh, bias))
    steps = x.size(1)
    d_x = [torch.zeros_like(x[:, t]) for t in range(steps)]
    d_h0, d_w_ih, d_w_hh, d_b = (torch.zeros_like(p) for p in (h0, weight_ih, weight_hh, bias))
    for last in range(steps):
        d = d_output[:, last].clone()
        for t in range(last, -1, -1):
            d = d * (1 - h[t + 1] ** 2)  # now the gradient of the sum before tanh
            d_x[t] += d @ weight_ih
            d_w_ih += torch.einsum("bk,bi->ki", d, x[:, t])
            d_w_hh += torch.einsum("bk,bj->kj", d, h[t])
            d_b += d.sum(0)
            d = d @ weight_hh
        d_h0 += d
    return torch.stack(d_x, 1), d_h0, d_w_ih, d_w_hh, d_b
