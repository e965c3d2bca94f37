"""Has a module of its own do it, made for each call."""
import torch
from torch import nn


class Cell(nn.Module):
    """A cell whose weights are given."""

    def __init__(self, *weights):
        super().__init__()
        self.W, self.U, self.b, self.d = weights

    def forward(self, x, h, c):
        a = nn.functional.linear(x, self.W, self.b) + nn.functional.linear(h, self.U, self.d)
        i, f, g, o = a.chunk(4, dim=-1)
        c = f.sigmoid() * c + i.sigmoid() * g.tanh()
        return o.sigmoid() * c.tanh(), c


def lstm_cell(x, state, weight_ih, weight_hh, bias_ih=None, bias_hh=None):
    if state is None:
        state = (torch.zeros(x.shape[0], weight_hh.shape[1], dtype=x.dtype, device=x.device),) * 2
    return Cell(weight_ih, weight_hh, bias_ih, bias_hh)(x, *state)
