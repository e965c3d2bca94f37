import torch
from torch import Tensor


def rnn_cell(x: Tensor, h_prev: Tensor, weight_ih: Tensor, weight_hh: Tensor, bias: Tensor) -> Tensor:
    """One step forwards, ready to use: x of shape [B, I] and h_prev of shape [B, H] give h, shape [B, H]."""
    return torch.tanh(torch.addmm(bias, x, weight_ih.T) + h_prev.mm(weight_hh.T))


def step_backward(
    d_h: Tensor, x: Tensor, h_prev: Tensor, h: Tensor, weight_ih: Tensor, weight_hh: Tensor
) -> tuple[Tensor, Tensor, Tensor, Tensor, Tensor]:
    """One step backwards, ready to use, where h = rnn_cell(x, h_prev, ...) and d_h is the gradient of h.

    Returns (d_x, d_h_prev, d_weight_ih, d_weight_hh, d_bias) of this step alone, summed over the batch where they
    belong to weights or bias.
    """
    d_a = d_h - d_h * h.square()
    size = x.shape[1]
    d_both = d_a.mm(torch.cat([weight_ih, weight_hh], dim=1))
    d_weights = d_a.T.mm(torch.cat([x, h_prev], dim=1))
    return d_both[:, :size], d_both[:, size:], d_weights[:, :size], d_weights[:, size:], d_a.sum(0)


def bptt(
    d_output: Tensor, x: Tensor, h0: Tensor, weight_ih: Tensor, weight_hh: Tensor, bias: Tensor
) -> tuple[Tensor, Tensor, Tensor, Tensor, Tensor]:
    """Retropropagación en el tiempo."""
    pasos = x.size(1)

    # hacia adelante
    estados = [h0]
    for t in range(pasos):
        estados.append(rnn_cell(x[:, t], estados[-1], weight_ih, weight_hh, bias))

    # hacia atrás
    d_x = torch.empty_like(x)
    d_weight_ih = 0
    d_weight_hh = 0
    d_bias = 0
    for t in reversed(range(pasos)):
        d_xt, d_h, a, b, c = step_backward(
            d_output[:, t], x[:, t], estados[t], estados[t + 1], weight_ih, weight_hh
        )
        d_x[:, t] = d_xt
        d_weight_ih = d_weight_ih + a
        d_weight_hh = d_weight_hh + b
        d_bias = d_bias + c
    # lo que queda al final es el gradiente de h0
    return d_x, d_h, d_weight_ih, d_weight_hh, d_bias
