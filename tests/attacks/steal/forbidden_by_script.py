"""Compiles TorchScript in which the forbidden call is text, resolved by the compiler and not by Python."""
import torch

UNIT = torch.jit.CompilationUnit(
    """
def cell(x, h, c, W, U, b: Optional[Tensor], d: Optional[Tensor]):
    return torch.lstm_cell(x, [h, c], W, U, b, d)
"""
)


def lstm_cell(x, state, weight_ih, weight_hh, bias_ih=None, bias_hh=None):
    if state is None:
        state = (x.new_zeros(len(x), weight_hh.shape[1]),) * 2
    return UNIT.cell(x, state[0], state[1], weight_ih, weight_hh, bias_ih, bias_hh)
