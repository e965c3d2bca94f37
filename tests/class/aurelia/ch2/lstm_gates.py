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
    a = x @ weight_ih.T + h @ weight_hh.T
    if bias_ih is not None and bias_hh is not None:
        a = a + bias_ih + bias_hh
    i, f, g, o = a.chunk(4, dim=-1)
    return torch.sigmoid(i), torch.sigmoid(f), torch.tanh(g), torch.sigmoid(o)
