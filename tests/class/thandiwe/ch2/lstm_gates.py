# I checked this one with the public cases only.
import torch
from torch import Tensor


def lstm_gates(x: Tensor, h: Tensor, weight_ih: Tensor, weight_hh: Tensor, bias_ih=None, bias_hh=None):
    """ゲートをまとめて計算してから [B, 4, H] に分ける。"""
    B, H = h.shape
    s = x.matmul(weight_ih.T).add(h.matmul(weight_hh.T))
    s = s if bias_ih is None else s + bias_ih
    s = s if bias_hh is None else s + bias_hh
    blocks = s.view(B, 4, H)
    i, f, g, o = blocks.unbind(dim=1)
    return torch.sigmoid(i), torch.sigmoid(f), torch.sigmoid(g), torch.sigmoid(o)
