"""torch.func.vmap over samples of a function that is itself a vmap over the four blocks."""

import torch
from torch import Tensor
from torch.func import vmap


def lstm_gates(
    x: Tensor,
    h: Tensor,
    weight_ih: Tensor,
    weight_hh: Tensor,
    bias_ih: Tensor | None = None,
    bias_hh: Tensor | None = None,
) -> tuple[Tensor, Tensor, Tensor, Tensor]:
    H = h.shape[1]
    zeros = torch.zeros_like(weight_ih[:, 0])
    bias = (zeros if bias_ih is None else bias_ih) + (zeros if bias_hh is None else bias_hh)

    def block(W: Tensor, U: Tensor, b: Tensor, x: Tensor, h: Tensor) -> Tensor:
        return W @ x + U @ h + b

    all_blocks = vmap(block, in_dims=(0, 0, 0, None, None))
    W, U, b = weight_ih.view(4, H, -1), weight_hh.view(4, H, H), bias.view(4, H)
    a = vmap(lambda x, h: all_blocks(W, U, b, x, h), out_dims=1)(x, h)
    return torch.sigmoid(a[0]), torch.sigmoid(a[1]), torch.tanh(a[2]), torch.sigmoid(a[3])
