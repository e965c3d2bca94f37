"""The three blocks are a batch of matrices, and one baddbmm makes all parts from x, another those from h."""

import torch
from torch import Tensor


def parts(v: Tensor, weight: Tensor, bias: Tensor | None) -> tuple[Tensor, ...]:
    H = weight.shape[0] // 3
    matrices = weight.view(3, H, -1).transpose(1, 2)
    start = weight.new_zeros(3, 1, H) if bias is None else bias.view(3, 1, H)
    return torch.baddbmm(start, v.expand(3, *v.shape), matrices).unbind(0)


def gru_cell(
    x: Tensor,
    h: Tensor,
    weight_ih: Tensor,
    weight_hh: Tensor,
    bias_ih: Tensor | None = None,
    bias_hh: Tensor | None = None,
) -> Tensor:
    (x_r, x_z, x_n), (h_r, h_z, h_n) = parts(x, weight_ih, bias_ih), parts(h, weight_hh, bias_hh)
    reset, update = torch.stack([x_r + h_r, x_z + h_z]).sigmoid()
    candidate = torch.tanh(x_n + reset * h_n)
    return torch.where(update == 1, h, (1 - update) * candidate + update * h)
