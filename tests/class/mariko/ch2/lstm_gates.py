"""ch2.lstm_gates: The gates of an LSTM (5 points).

README.md says what to do. Replace each raise NotImplementedError below, keep the names, and check yourself with

    pytest assignments/ch2/test_lstm_gates.py
"""

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
    """The gates and the candidate of an LSTM, after their activations.

    Args:
        x: input, shape [B, I].
        h: previous hidden state, shape [B, H].
        weight_ih: shape [4H, I], blocks in the order i, f, g, o.
        weight_hh: shape [4H, H], the same order.
        bias_ih, bias_hh: shape [4H], the same order, or None. Those given are added; one may be None
            without the other.

    Returns:
        (i, f, g, o), each of shape [B, H], with x's dtype and device: input gate, forget gate, candidate,
        output gate. The arguments stay as they are.

    Write it with torch operations on tensors; torch.nn.LSTMCell and its relatives are not allowed.
    """
    out = x @ weight_ih.T + h @ weight_hh.T
    if bias_ih is not None:
        out = out + bias_ih
    if bias_hh is not None:
        out = out + bias_hh
    size = weight_hh.shape[1]
    i = torch.sigmoid(out[:, 0 * size : 1 * size])
    f = torch.sigmoid(out[:, 1 * size : 2 * size])
    g = torch.tanh(out[:, 2 * size : 3 * size])
    o = torch.sigmoid(out[:, 3 * size : 4 * size])
    return i, f, g, o
