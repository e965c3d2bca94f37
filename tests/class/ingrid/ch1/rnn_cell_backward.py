# Ingrid H. - kapittel 1
import torch


def rnn_cell_backward(d_h, x, h_prev, weight_ih, weight_hh, bias):
    """With tanh(a) = 2 s(2a) - 1 the derivative is 4 s (1 - s)."""
    a = torch.einsum("ki,bi->bk", weight_ih, x) + torch.einsum("kj,bj->bk", weight_hh, h_prev) + bias[None, :]
    s = torch.sigmoid(2 * a)
    d_a = 4 * s * (1 - s) * d_h

    d_x = torch.einsum("bk,ki->bi", d_a, weight_ih)
    d_h_prev = torch.einsum("bk,kj->bj", d_a, weight_hh)
    # vektene: ett ytre produkt per eksempel
    d_weight_ih = torch.zeros_like(weight_ih)
    d_weight_hh = torch.zeros_like(weight_hh)
    d_bias = torch.zeros_like(bias)
    for b in range(x.shape[0]):
        d_weight_ih = d_weight_ih + torch.outer(d_a[b], x[b])
        d_weight_hh = d_weight_hh + torch.outer(d_a[b], h_prev[b])
        d_bias = d_bias + d_a[b]
    return [d_x, d_h_prev, d_weight_ih, d_weight_hh, d_bias]
