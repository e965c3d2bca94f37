# 作者：王伟  作业 ch2.lstm_gates
import torch
from torch import Tensor


def lstm_gates(x: Tensor, h: Tensor, weight_ih: Tensor, weight_hh: Tensor, bias_ih=None, bias_hh=None):
    """ゲートをまとめて計算してから [B, H, 4] に分ける。"""
    B, H = h.shape
    s = x.matmul(weight_ih.T).add(h.matmul(weight_hh.T))
    s = s if bias_ih is None else s + bias_ih
    s = s if bias_hh is None else s + bias_hh
    blocks = s.view(B, H, 4)
    i, f, g, o = blocks.unbind(dim=2)
    return torch.sigmoid(i), torch.sigmoid(f), torch.tanh(g), torch.sigmoid(o)
