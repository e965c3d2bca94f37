"""A small class remembers what the forward step needed and walks it back node by node."""

import torch
from torch import Tensor


class Product:
    def __init__(self, v: Tensor, weight: Tensor) -> None:
        self.v = v
        self.weight = weight

    def value(self) -> Tensor:
        return self.v @ self.weight.mT

    def gradients(self, d: Tensor) -> tuple[Tensor, Tensor]:
        return d @ self.weight, d.mT @ self.v


class Tanh:
    def __init__(self, a: Tensor) -> None:
        self.h = a.tanh()

    def gradient(self, d: Tensor) -> Tensor:
        return d * (1 - self.h.square())


def rnn_cell_backward(
    d_h: Tensor, x: Tensor, h_prev: Tensor, weight_ih: Tensor, weight_hh: Tensor, bias: Tensor
) -> tuple[Tensor, Tensor, Tensor, Tensor, Tensor]:
    from_x, from_h = Product(x, weight_ih), Product(h_prev, weight_hh)
    activation = Tanh(from_x.value() + from_h.value() + bias)
    d_a = activation.gradient(d_h)
    d_x, d_weight_ih = from_x.gradients(d_a)
    d_h_prev, d_weight_hh = from_h.gradients(d_a)
    return d_x, d_h_prev, d_weight_ih, d_weight_hh, d_a.sum(0)
