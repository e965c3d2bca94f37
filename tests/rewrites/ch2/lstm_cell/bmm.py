"""A batched product over the four gates, biases through baddbmm, activations by index."""

import torch
from torch import Tensor

I_GATE, F_GATE, CANDIDATE, O_GATE = range(4)


def lstm_cell(
    x: Tensor,
    state: tuple[Tensor, Tensor] | None,
    weight_ih: Tensor,
    weight_hh: Tensor,
    bias_ih: Tensor | None = None,
    bias_hh: Tensor | None = None,
) -> tuple[Tensor, Tensor]:
    B, _ = x.shape
    H = weight_hh.shape[1]
    if state is None:
        state = torch.zeros((B, H), dtype=x.dtype, device=x.device), torch.zeros((B, H), dtype=x.dtype, device=x.device)
    h, c = state

    def part(v: Tensor, weight: Tensor, bias: Tensor | None) -> Tensor:
        blocks = weight.unflatten(0, (4, H)).transpose(1, 2)
        if bias is None:
            return torch.bmm(v.expand(4, -1, -1), blocks)
        return torch.baddbmm(bias.unflatten(0, (4, 1, H)), v.expand(4, -1, -1), blocks)

    a = part(x, weight_ih, bias_ih) + part(h, weight_hh, bias_hh)
    c_new = c.mul(a[F_GATE].sigmoid()) + a[CANDIDATE].tanh().mul(a[I_GATE].sigmoid())
    h_new = c_new.tanh().mul(a[O_GATE].sigmoid())
    return h_new, c_new
