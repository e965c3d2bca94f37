"""One addmm of [x | h] with the weights side by side and the biases summed."""

import torch
from torch import Tensor


def lstm_gates(
    x: Tensor,
    h: Tensor,
    weight_ih: Tensor,
    weight_hh: Tensor,
    bias_ih: Tensor | None = None,
    bias_hh: Tensor | None = None,
) -> tuple[Tensor, Tensor, Tensor, Tensor]:
    match bias_ih, bias_hh:
        case None, None:
            bias = x.new_zeros(1)
        case None, bias:
            pass
        case bias, None:
            pass
        case _:
            bias = bias_ih + bias_hh
    a = torch.addmm(bias, torch.hstack((x, h)), torch.hstack((weight_ih, weight_hh)).mT)
    s = torch.special.expit(a)
    n = h.size(-1)
    return s.narrow(1, 0, n), s.narrow(1, n, n), a.narrow(1, 2 * n, n).tanh(), s.narrow(1, 3 * n, n)
