"""A beginner's long version: every gate written out with its own slices, one operation a line."""

import torch
from torch import Tensor


def lstm_cell(
    x: Tensor,
    state: tuple[Tensor, Tensor] | None,
    weight_ih: Tensor,
    weight_hh: Tensor,
    bias_ih: Tensor | None = None,
    bias_hh: Tensor | None = None,
) -> tuple[Tensor, Tensor]:
    batch_size = x.size(0)
    hidden_size = weight_hh.size(1)

    if state is None:
        h = torch.zeros(batch_size, hidden_size).to(x)
        c = torch.zeros(batch_size, hidden_size).to(x)
    else:
        h = state[0]
        c = state[1]

    if bias_ih is None:
        bias_ih = torch.zeros(4 * hidden_size).to(x)
    if bias_hh is None:
        bias_hh = torch.zeros(4 * hidden_size).to(x)

    from_input = torch.matmul(x, weight_ih.transpose(0, 1))
    from_input = from_input + bias_ih
    from_hidden = torch.matmul(h, weight_hh.transpose(0, 1))
    from_hidden = from_hidden + bias_hh
    total = from_input + from_hidden

    input_gate = torch.sigmoid(total[:, 0:hidden_size])
    forget_gate = torch.sigmoid(total[:, hidden_size : 2 * hidden_size])
    candidate = torch.tanh(total[:, 2 * hidden_size : 3 * hidden_size])
    output_gate = torch.sigmoid(total[:, 3 * hidden_size : 4 * hidden_size])

    keep = forget_gate * c
    add = input_gate * candidate
    new_c = keep + add
    new_h = output_gate * torch.tanh(new_c)
    return new_h, new_c
