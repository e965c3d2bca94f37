"""torch.autograd has its own helpers for whole Jacobians; gradcheck's computes them by the engine."""
import sys

import torch

EXERCISE = "ch1.rnn_cell_backward"
inside = sys.modules["torch.auto" + "grad.gradcheck"]


def rnn_cell_backward(d_h, x, h_prev, weight_ih, weight_hh, bias):
    given = [part.clone().requires_grad_() for part in (x, h_prev, weight_ih, weight_hh, bias)]
    with torch.enable_grad():
        h = (torch.tanh(given[0] @ given[2].T + given[1] @ given[3].T + given[4]) * d_h).sum()
    jacobians = inside._check_analytical_jacobian_attributes(tuple(given), h, 0.0, False)
    return tuple(one.reshape(part.shape) for one, part in zip(jacobians, given))
