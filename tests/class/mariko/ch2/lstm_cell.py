"""ch2.lstm_cell: One step of an LSTM (7 points).

README.md says what to do. Replace each raise NotImplementedError below, keep the names, and check yourself with

    pytest assignments/ch2/test_lstm_cell.py
"""

import torch
from torch import Tensor


def lstm_cell(
    x: Tensor,
    state: tuple[Tensor, Tensor] | None,
    weight_ih: Tensor,
    weight_hh: Tensor,
    bias_ih: Tensor | None = None,
    bias_hh: Tensor | None = None,
) -> tuple[Tensor, Tensor]:
    """One step of an LSTM.

    Args:
        x: input, shape [B, I].
        state: (h, c), each of shape [B, H]; None means zeros of x's dtype and device.
        weight_ih: shape [4H, I], blocks in the order i, f, g, o.
        weight_hh: shape [4H, H], the same order.
        bias_ih, bias_hh: shape [4H], the same order, or None. Both are added.

    Returns:
        (h_new, c_new), each of shape [B, H].

    Write it with torch operations on tensors; torch.nn.LSTMCell and its relatives are not allowed.
    """
    hidden = weight_hh.shape[1]
    if state is None:
        h = x.new_zeros((x.shape[0], hidden))
        c = x.new_zeros((x.shape[0], hidden))
    else:
        h, c = state
    out = x @ weight_ih.T + h @ weight_hh.T
    if bias_ih is not None:
        out = out + bias_ih
    if bias_hh is not None:
        out = out + bias_hh
    i, f, g, o = torch.split(out, hidden, dim=1)
    c_new = torch.sigmoid(f) * c + torch.sigmoid(i) * torch.tanh(g)
    h_new = torch.sigmoid(o) * torch.tanh(c_new)
    return h_new, c_new
