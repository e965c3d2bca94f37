"""The terms of the sum are added by recursion, the blocks are taken off the front one after the other."""

import torch
from torch import Tensor


def total(terms):
    if len(terms) == 1:
        return terms[0]
    return terms[0] + total(terms[1:])


def peel(a, activations):
    if not activations:
        return ()
    size = a.shape[1] // len(activations)
    return (activations[0](a[:, :size]), *peel(a[:, size:], activations[1:]))


def lstm_gates(
    x: Tensor,
    h: Tensor,
    weight_ih: Tensor,
    weight_hh: Tensor,
    bias_ih: Tensor | None = None,
    bias_hh: Tensor | None = None,
) -> tuple[Tensor, Tensor, Tensor, Tensor]:
    terms = [x.matmul(weight_ih.t()), h.matmul(weight_hh.t()), *[b for b in (bias_ih, bias_hh) if b is not None]]
    return peel(total(terms), [torch.sigmoid, torch.sigmoid, torch.tanh, torch.sigmoid])
