"""A class whose object remembers the forward pass and has a method for the way back."""

import torch
from torch import Tensor


def rnn_cell(x: Tensor, h_prev: Tensor, weight_ih: Tensor, weight_hh: Tensor, bias: Tensor) -> Tensor:
    """One step forwards, ready to use: x of shape [B, I] and h_prev of shape [B, H] give h, shape [B, H]."""
    return torch.tanh(torch.addmm(bias, x, weight_ih.T) + h_prev.mm(weight_hh.T))


def step_backward(
    d_h: Tensor, x: Tensor, h_prev: Tensor, h: Tensor, weight_ih: Tensor, weight_hh: Tensor
) -> tuple[Tensor, Tensor, Tensor, Tensor, Tensor]:
    """One step backwards, ready to use, where h = rnn_cell(x, h_prev, ...) and d_h is the gradient of h."""
    d_a = d_h - d_h * h.square()
    size = x.shape[1]
    d_both = d_a.mm(torch.cat([weight_ih, weight_hh], dim=1))
    d_weights = d_a.T.mm(torch.cat([x, h_prev], dim=1))
    return d_both[:, :size], d_both[:, size:], d_weights[:, :size], d_weights[:, size:], d_a.sum(0)


class Unrolled:
    def __init__(self, x: Tensor, h0: Tensor, weight_ih: Tensor, weight_hh: Tensor, bias: Tensor) -> None:
        self.weights = weight_ih, weight_hh
        self.tape: list[tuple[Tensor, Tensor, Tensor]] = []
        h = h0
        for x_t in x.unbind(dim=1):
            h_prev, h = h, rnn_cell(x_t, h, weight_ih, weight_hh, bias)
            self.tape.append((x_t, h_prev, h))

    def pull_back(self, d_output: Tensor) -> tuple[Tensor, Tensor, Tensor, Tensor, Tensor]:
        carried: Tensor | float = 0.0
        d_x: list[Tensor] = []
        sums: list[Tensor] = []
        for own in reversed(d_output.unbind(dim=1)):
            d_x_t, carried, *shared = step_backward(own + carried, *self.tape.pop(), *self.weights)
            d_x = [d_x_t, *d_x]
            sums = [a + b for a, b in zip(sums, shared)] if sums else shared
        return torch.stack(d_x, dim=1), carried, *sums


def bptt(
    d_output: Tensor, x: Tensor, h0: Tensor, weight_ih: Tensor, weight_hh: Tensor, bias: Tensor
) -> tuple[Tensor, Tensor, Tensor, Tensor, Tensor]:
    return Unrolled(x, h0, weight_ih, weight_hh, bias).pull_back(d_output)
