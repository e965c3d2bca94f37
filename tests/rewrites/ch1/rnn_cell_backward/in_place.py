"""One buffer of its own is turned into the gradient of a by operations in place."""

import torch
from torch import Tensor


@torch.no_grad()
def rnn_cell_backward(
    d_h: Tensor, x: Tensor, h_prev: Tensor, weight_ih: Tensor, weight_hh: Tensor, bias: Tensor
) -> tuple[Tensor, Tensor, Tensor, Tensor, Tensor]:
    buffer = bias.repeat(len(x), 1)
    buffer.addmm_(x, weight_ih.T).addmm_(h_prev, weight_hh.T)
    buffer.tanh_().square_().neg_().add_(1).mul_(d_h)
    d_bias = torch.zeros_like(bias)
    for row in buffer:
        d_bias.add_(row)
    return (
        torch.matmul(buffer, weight_ih),
        torch.matmul(buffer, weight_hh),
        torch.matmul(buffer.T, x),
        torch.matmul(buffer.T, h_prev),
        d_bias,
    )
