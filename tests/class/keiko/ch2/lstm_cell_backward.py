import torch
from torch import Tensor


def lstm_cell_backward(
    d_h: Tensor,
    d_c: Tensor,
    x: Tensor,
    h_prev: Tensor,
    c_prev: Tensor,
    weight_ih: Tensor,
    weight_hh: Tensor,
    bias: Tensor,
) -> tuple[Tensor, Tensor, Tensor, Tensor, Tensor, Tensor]:
    """LSTM 1 ステップの勾配"""
    # --- 順伝播 ---
    A = torch.mm(x, weight_ih.T) + torch.mm(h_prev, weight_hh.T) + bias
    H = h_prev.shape[1]
    i = torch.sigmoid(A[:, :H])
    f = torch.sigmoid(A[:, H : 2 * H])
    g = torch.tanh(A[:, 2 * H : 3 * H])
    o = torch.sigmoid(A[:, 3 * H :])
    c_next = f * c_prev + g * i

    # --- 逆伝播 ---
    tanh_c = torch.tanh(c_next)
    ds = (d_h * o) * (1 - tanh_c**2)
    dc_prev = ds * f
    di = ds * g
    df = ds * c_prev
    do = d_h * tanh_c
    dg = ds * i
    di = di * i * (1 - i)
    df = df * f * (1 - f)
    do = do * o * (1 - o)
    dg = dg * (1 - g**2)
    dA = torch.hstack((di, df, dg, do))

    dW_hh = torch.mm(h_prev.T, dA).T
    dW_ih = torch.mm(x.T, dA).T
    db = dA.sum(dim=0)
    dx = torch.mm(dA, weight_ih)
    dh_prev = torch.mm(dA, weight_hh)
    return dx, dh_prev, dc_prev, dW_ih, dW_hh, db
