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
        bias_ih, bias_hh: shape [4H], the same order, or None. Those given are added.

    Returns:
        (h_new, c_new), each of shape [B, H], with x's dtype and device. The arguments stay as they are.

    Write it with torch operations on tensors; torch.nn.LSTMCell and its relatives are not allowed.
    """
    if state is None:
        h = torch.zeros(x.shape[0], weight_hh.shape[1], dtype=x.dtype, device=x.device)
        c = torch.zeros_like(h)
    else:
        h, c = state
    gates = x @ weight_ih.T + h @ weight_hh.T
    if bias_ih is not None:
        gates = gates + bias_ih
    if bias_hh is not None:
        gates = gates + bias_hh
    i, f, g, o = gates.chunk(4, dim=1)
    i = torch.sigmoid(i)
    f = torch.sigmoid(f)
    g = torch.tanh(g)
    o = torch.sigmoid(o)
    c_new = f * c + i * g
    h_new = o * torch.tanh(c_new)
    return h_new, c_new
