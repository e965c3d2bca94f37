"""F.linear with its optional bias, and split into blocks of H."""

import torch
import torch.nn.functional as F
from torch import Tensor


def gru_cell(
    x: Tensor,
    h: Tensor,
    weight_ih: Tensor,
    weight_hh: Tensor,
    bias_ih: Tensor | None = None,
    bias_hh: Tensor | None = None,
) -> Tensor:
    H = h.shape[-1]
    x_r, x_z, x_n = F.linear(x, weight_ih, bias_ih).split(H, dim=1)
    h_r, h_z, h_n = F.linear(h, weight_hh, bias_hh).split(H, dim=1)
    r, z = F.sigmoid(x_r + h_r), F.sigmoid(x_z + h_z)
    n = F.tanh(x_n + r * h_n)
    return torch.lerp(n, h, z)
