"""No mask in the loop: run to the end, then gather the states of step lengths - 1 and blank the outputs."""

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
    B, T, _ = x.shape
    lengths = torch.tensor([T] * B) if lengths is None else lengths
    if lengths.min() < 1 or lengths.max() > T:
        raise ValueError("a length should be at least 1 and at most T")
    last = lengths.to(x.device) - 1
    if state is None:
        state = x.new_zeros(B, weight_hh.shape[1]), x.new_zeros(B, weight_hh.shape[1])
    hs, cs = [], []
    for t in range(T):
        state = lstm_cell(x[:, t, :], state, weight_ih, weight_hh, bias_ih, bias_hh)
        hs.append(state[0])
        cs.append(state[1])
    all_h, all_c = torch.stack(hs, dim=1), torch.stack(cs, dim=1)
    where = last[:, None, None].expand(-1, 1, all_h.shape[-1])
    h_n, c_n = all_h.gather(1, where).squeeze(1), all_c.gather(1, where).squeeze(1)
    after = torch.arange(T, device=x.device)[None, :, None] > last[:, None, None]
    return all_h.masked_fill(after, 0.0), (h_n, c_n)
