"""A beginner's version: two cases for lengths, lists of rows, an if for every row at every step."""

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
    """One step of an LSTM, ready-made: from x [B, I] and state (h, c), each [B, H], to (h_new, c_new), each [B, H]."""
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
    batch_size = x.shape[0]
    seq_len = x.shape[1]
    hidden_size = weight_hh.shape[1]

    length_list = []
    for b in range(batch_size):
        if lengths is None:
            length_list.append(seq_len)
        else:
            length = lengths[b].item()
            if length < 1 or length > seq_len:
                raise ValueError("wrong length: " + str(length))
            length_list.append(length)

    if state is None:
        h = torch.zeros(batch_size, hidden_size, dtype=x.dtype, device=x.device)
        c = torch.zeros(batch_size, hidden_size, dtype=x.dtype, device=x.device)
    else:
        h = state[0]
        c = state[1]

    all_outputs = []
    for t in range(seq_len):
        h_new, c_new = lstm_cell(x[:, t, :], (h, c), weight_ih, weight_hh, bias_ih, bias_hh)
        h_list = []
        c_list = []
        out_list = []
        for b in range(batch_size):
            if t < length_list[b]:
                h_list.append(h_new[b])
                c_list.append(c_new[b])
                out_list.append(h_new[b])
            else:
                h_list.append(h[b])
                c_list.append(c[b])
                out_list.append(torch.zeros(hidden_size, dtype=x.dtype, device=x.device))
        h = torch.stack(h_list)
        c = torch.stack(c_list)
        all_outputs.append(torch.stack(out_list))
    output = torch.stack(all_outputs).permute(1, 0, 2)
    return output, (h, c)
