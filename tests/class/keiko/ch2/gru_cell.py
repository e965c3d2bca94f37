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
    """GRU の 1 ステップ"""
    H = h.shape[1]
    gx = x @ weight_ih.T
    gh = h @ weight_hh.T
    if bias_ih is not None:
        gx = gx + bias_ih
    if bias_hh is not None:
        gh = gh + bias_hh
    # リセットゲート、更新ゲート
    r = torch.sigmoid(gx[:, :H] + gh[:, :H])
    z = torch.sigmoid(gx[:, H : 2 * H] + gh[:, H : 2 * H])
    n = torch.tanh(gx[:, 2 * H :] + r * gh[:, 2 * H :])
    return (1 - z) * h + z * n
