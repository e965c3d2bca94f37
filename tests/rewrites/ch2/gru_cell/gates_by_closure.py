"""A closure computes one part from x and one from h by the name of its block, and every gate is a lambda."""

import torch
from torch import Tensor

ORDER = "rzn"


def gru_cell(
    x: Tensor,
    h: Tensor,
    weight_ih: Tensor,
    weight_hh: Tensor,
    bias_ih: Tensor | None = None,
    bias_hh: Tensor | None = None,
) -> Tensor:
    H = weight_hh.shape[-1]

    def part(v: Tensor, weight: Tensor, bias: Tensor | None, block: str) -> Tensor:
        start = ORDER.index(block) * H
        rows = torch.arange(start, start + H, device=v.device)
        value = v.matmul(weight.index_select(0, rows).t())
        return value.add(bias.index_select(0, rows)) if bias is not None else value

    from_x = lambda block: part(x, weight_ih, bias_ih, block)
    from_h = lambda block: part(h, weight_hh, bias_hh, block)
    gate = lambda block: torch.special.expit(from_x(block) + from_h(block))

    r, z = gate("r"), gate("z")
    n = torch.tanh(from_x("n") + r.mul(from_h("n")))
    return torch.stack([(1 - z) * n, z * h]).sum(dim=0)
