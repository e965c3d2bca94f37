"""torch.nn.functional.linear with its optional bias, reshaped to [B, 4, H] and unbound."""

import torch.nn.functional as F
from torch import Tensor


def lstm_gates(
    x: Tensor,
    h: Tensor,
    weight_ih: Tensor,
    weight_hh: Tensor,
    bias_ih: Tensor | None = None,
    bias_hh: Tensor | None = None,
) -> tuple[Tensor, Tensor, Tensor, Tensor]:
    """The gates and the candidate of an LSTM."""
    pre = F.linear(x, weight_ih, bias_ih) + F.linear(h, weight_hh, bias_hh)
    i, f, g, o = pre.reshape(x.size(0), 4, -1).unbind(1)
    return F.sigmoid(i), F.sigmoid(f), F.tanh(g), F.sigmoid(o)
