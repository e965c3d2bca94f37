"""One product of [x, h] with a block matrix of four parts: r, z, and the two halves of the candidate apart."""

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
    (I, H), zeros = (x.shape[1], h.shape[1]), torch.zeros_like
    W_r, W_z, W_n = weight_ih.chunk(3)
    U_r, U_z, U_n = weight_hh.chunk(3)
    matrix = torch.cat(
        [
            torch.cat([W_r, U_r], 1),
            torch.cat([W_z, U_z], 1),
            torch.cat([W_n, zeros(U_n)], 1),
            torch.cat([zeros(W_n), U_n], 1),
        ]
    )
    a = torch.hstack([x, h]) @ matrix.T
    nothing = a.new_zeros(H)
    if bias_ih is not None:
        a = a + torch.cat([bias_ih, nothing])
    if bias_hh is not None:
        a = a + torch.cat([bias_hh[: 2 * H], nothing, bias_hh[2 * H :]])
    r, z, x_n, h_n = a.view(len(x), 4, H).unbind(1)
    r, z = r.sigmoid(), z.sigmoid()
    return (1 - z) * torch.tanh(x_n + r * h_n) + z * h
