"""The formula for one sample with vectors as in the book, and torch.vmap over the batch."""

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
    biases = [bias for bias in (bias_ih, bias_hh) if bias is not None]

    def step(x_t: Tensor, h_prev: Tensor) -> Tensor:
        a = torch.mv(weight_ih, x_t) + torch.mv(weight_hh, h_prev)
        for bias in biases:
            a = a + bias
        return torch.tanh(a) if nonlinearity == "tanh" else torch.relu(a)

    if len(x) == 0:
        return torch.empty_like(h)
    return torch.vmap(step)(x, h)
