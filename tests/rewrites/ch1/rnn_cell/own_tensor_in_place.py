"""In-place additions and an in-place nonlinearity, all on a tensor of its own."""

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
    if nonlinearity not in ("tanh", "relu"):
        raise ValueError(nonlinearity)
    out = torch.mm(x, weight_ih.t())
    out += torch.mm(h, weight_hh.t())
    if bias_ih is not None:
        out += bias_ih
    if bias_hh is not None:
        out.add_(bias_hh)
    return out.tanh_() if nonlinearity == "tanh" else out.relu_()
