"""Both gates come from one product of [x, h] with the joined weights; the candidate has its two products apart."""

import torch
from torch import Tensor
from torch.nn.functional import linear


def gru_cell(
    x: Tensor,
    h: Tensor,
    weight_ih: Tensor,
    weight_hh: Tensor,
    bias_ih: Tensor | None = None,
    bias_hh: Tensor | None = None,
) -> Tensor:
    H = weight_hh.size(1)
    joined = torch.cat([weight_ih[: 2 * H], weight_hh[: 2 * H]], dim=1)
    gates = linear(torch.cat([x, h], dim=1), joined)
    for bias in (bias_ih, bias_hh):
        if bias is not None:
            gates = gates + bias[: 2 * H]
    r, z = torch.sigmoid(gates).tensor_split(2, dim=1)
    from_x = linear(x, weight_ih[2 * H :], None if bias_ih is None else bias_ih[2 * H :])
    from_h = linear(h, weight_hh[2 * H :], None if bias_hh is None else bias_hh[2 * H :])
    n = torch.tanh(torch.addcmul(from_x, r, from_h))
    return n - z * n + z * h
