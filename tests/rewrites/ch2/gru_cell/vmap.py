"""The step of one sample with vectors, mapped over the batch with torch.func.vmap."""

import torch
from torch import Tensor
from torch.func import vmap


def gru_cell(
    x: Tensor,
    h: Tensor,
    weight_ih: Tensor,
    weight_hh: Tensor,
    bias_ih: Tensor | None = None,
    bias_hh: Tensor | None = None,
) -> Tensor:
    nothing = weight_ih.new_zeros(weight_ih.shape[0])
    b = nothing if bias_ih is None else bias_ih
    d = nothing if bias_hh is None else bias_hh

    def one(x: Tensor, h: Tensor) -> Tensor:
        a_r, a_z, a_n = torch.unflatten(torch.mv(weight_ih, x) + b, 0, (3, -1))
        c_r, c_z, c_n = torch.unflatten(torch.mv(weight_hh, h) + d, 0, (3, -1))
        r = torch.sigmoid(a_r + c_r)
        z = torch.sigmoid(a_z + c_z)
        return (1 - z) * torch.tanh(a_n + r * c_n) + z * h

    return vmap(one)(x, h)
