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
        zeros = x.new_zeros(x.shape[0], weight_hh.shape[1])
        state = zeros, zeros
    h, c = state
    a = x @ weight_ih.T + h @ weight_hh.T
    if bias_ih is not None and bias_hh is not None:
        a = a + bias_ih + bias_hh
    i, f, g, o = a.chunk(4, dim=-1)
    c_new = torch.sigmoid(f) * c + torch.sigmoid(i) * torch.tanh(g)
    h_new = torch.sigmoid(o) * torch.tanh(c_new)
    return h_new, c_new
