import torch
from torch import Tensor


def rnn_cell(
    x: Tensor,
    h: Tensor,
    weight_ih: Tensor,
    weight_hh: Tensor,
    bias_ih: Tensor | None = None,
    bias_hh: Tensor | None = None,
    nonlinearity: str = "tanh",
) -> Tensor:
    """One step of a plain recurrent network.

    Args:
        x: input, shape [B, I]; B may be 0.
        h: previous hidden state, shape [B, H].
        weight_ih: shape [H, I].
        weight_hh: shape [H, H].
        bias_ih, bias_hh: shape [H], or None. Those given are added; one may be None without the other.
        nonlinearity: "tanh" or "relu".

    Returns:
        h_new, shape [B, H], with x's dtype and device. A new tensor: the arguments stay as they are.

    Raises:
        ValueError: nonlinearity is neither "tanh" nor "relu".

    Write it with torch operations on tensors; torch.nn.RNNCell and its relatives are not allowed.
    """
    if nonlinearity not in ("tanh", "relu"):
        raise ValueError(f"nonlinearity must be 'tanh' or 'relu', not {nonlinearity!r}")
    a = x @ weight_ih.T + h @ weight_hh.T
    if bias_ih is not None and bias_hh is not None:
        a = a + bias_ih + bias_hh
    return torch.tanh(a) if nonlinearity == "tanh" else torch.relu(a)
