"""The states are kept in a dictionary by the time of the text, from zero to T."""

import torch
from torch import Tensor
from torch.nn.functional import linear


def rnn_cell(
    x: Tensor, h: Tensor, weight_ih: Tensor, weight_hh: Tensor, bias_ih: Tensor | None, bias_hh: Tensor | None
) -> Tensor:
    return torch.tanh(linear(x, weight_ih, bias_ih) + linear(h, weight_hh, bias_hh))


def rnn_forward(
    x: Tensor,
    h0: Tensor | None,
    weight_ih: Tensor,
    weight_hh: Tensor,
    bias_ih: Tensor | None,
    bias_hh: Tensor | None,
) -> tuple[Tensor, Tensor]:
    B, T = x.shape[0], x.shape[1]
    H, _ = weight_hh.shape
    h: dict[int, Tensor] = {}
    if h0 is None:
        h[0] = torch.zeros([B, H], dtype=x.dtype, device=x.device)
    else:
        h[0] = h0
    for t in range(1, T + 1):
        h[t] = rnn_cell(x[:, t - 1], h[t - 1], weight_ih, weight_hh, bias_ih, bias_hh)
    if T == 0:
        output = torch.zeros([B, 0, H], dtype=x.dtype, device=x.device)
    else:
        output = torch.stack([h[t] for t in range(1, T + 1)], dim=1)
    return output, h[T]
