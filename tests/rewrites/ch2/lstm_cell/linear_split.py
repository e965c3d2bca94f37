"""torch.nn.functional.linear for both products, split for the blocks, functional activations."""

import torch
import torch.nn.functional as F
from torch import Tensor


def lstm_cell(
    x: Tensor,
    state: tuple[Tensor, Tensor] | None,
    weight_ih: Tensor,
    weight_hh: Tensor,
    bias_ih: Tensor | None = None,
    bias_hh: Tensor | None = None,
) -> tuple[Tensor, Tensor]:
    """One step of an LSTM."""
    hidden = weight_hh.shape[-1]
    if state is None:
        state = (x.new_zeros((x.size(0), hidden)), x.new_zeros((x.size(0), hidden)))
    h_prev, c_prev = state
    gates = F.linear(x, weight_ih, bias_ih) + F.linear(h_prev, weight_hh, bias_hh)
    ingate, forgetgate, cellgate, outgate = torch.split(gates, hidden, dim=1)
    c_next = F.sigmoid(forgetgate).mul(c_prev).add(F.sigmoid(ingate).mul(F.tanh(cellgate)))
    h_next = F.sigmoid(outgate).mul(F.tanh(c_next))
    return h_next, c_next
