"""ch2.gru_cell: One step of a GRU (7 points).

README.md says what to do. Replace each raise NotImplementedError below, keep the names, and check yourself with

    pytest assignments/ch2/test_gru_cell.py
"""

import torch
from torch import Tensor


def gru_cell(
    x: Tensor,
    h: Tensor,
    weight_ih: Tensor,
    weight_hh: Tensor,
    bias_ih: Tensor | None = None,
    bias_hh: Tensor | None = None,
) -> Tensor:
    """One step of a GRU, as torch computes it.

    Args:
        x: input, shape [B, I].
        h: previous hidden state, shape [B, H].
        weight_ih: shape [3H, I], blocks in the order r, z, n.
        weight_hh: shape [3H, H], the same order.
        bias_ih, bias_hh: shape [3H], the same order, or None. Those given are added; one may be None without the
            other.

    Returns:
        h_new, shape [B, H], with x's dtype and device. The arguments stay as they are.

    Write it with torch operations on tensors; torch.nn.GRUCell and its relatives are not allowed.
    """
    gi = x @ weight_ih.T
    if bias_ih is not None:
        gi = gi + bias_ih
    gh = h @ weight_hh.T
    if bias_hh is not None:
        gh = gh + bias_hh
    i_r, i_z, i_n = gi.chunk(3, dim=1)
    h_r, h_z, h_n = gh.chunk(3, dim=1)
    r = torch.sigmoid(i_r + h_r)
    z = torch.sigmoid(i_z + h_z)
    n = torch.tanh(i_n + r * h_n)
    h_new = (1 - z) * n + z * h
    return h_new
