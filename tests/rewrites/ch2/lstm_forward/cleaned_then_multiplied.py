"""The padding is filled with zeros first, after which masks of ones and zeros may be multiplied."""

import torch
from torch import Tensor


def lstm_cell(
    x: Tensor,
    state: tuple[Tensor, Tensor],
    weight_ih: Tensor,
    weight_hh: Tensor,
    bias_ih: Tensor | None,
    bias_hh: Tensor | None,
) -> tuple[Tensor, Tensor]:
    return torch.lstm_cell(x, state, weight_ih, weight_hh, bias_ih, bias_hh)


def lstm_forward(
    x: Tensor,
    lengths: Tensor | None,
    state: tuple[Tensor, Tensor] | None,
    weight_ih: Tensor,
    weight_hh: Tensor,
    bias_ih: Tensor | None,
    bias_hh: Tensor | None,
) -> tuple[Tensor, tuple[Tensor, Tensor]]:
    B, T = x.shape[:2]
    if lengths is None:
        padding = torch.zeros(B, T, 1, dtype=torch.bool, device=x.device)
    else:
        if not all(0 < length <= T for length in lengths.tolist()):
            raise ValueError("every length has to be from 1 to T")
        padding = torch.arange(T, device=x.device).expand(B, T).ge(lengths.to(x.device).unsqueeze(1)).unsqueeze(2)
    x = x.masked_fill(padding, 0)
    real = (~padding).to(x.dtype)
    h, c = (x.new_zeros(B, weight_hh.size(1)),) * 2 if state is None else state
    outputs = []
    for x_t, m in zip(x.unbind(1), real.unbind(1)):
        h_new, c_new = lstm_cell(x_t, (h, c), weight_ih, weight_hh, bias_ih, bias_hh)
        h = m * h_new + (1 - m) * h
        c = m * c_new + (1 - m) * c
        outputs.append(m * h)
    return torch.stack(outputs, dim=1), (h, c)
