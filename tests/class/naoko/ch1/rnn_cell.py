# -*- coding: cp932 -*-
"""第1章 演習1: RNN セル"""
import torch
from torch import Tensor


def rnn_cell(
    x: Tensor,
    h: Tensor,
    weight_ih: Tensor,
    weight_hh: Tensor,
    bias_ih: Tensor | None = None,
    bias_hh: Tensor | None = None,
    nonlinearity: str = "tanh",
) -> Tensor:
    # 知らない名前なら先にエラーにする
    if nonlinearity not in {"tanh", "relu"}:
        raise ValueError(f"nonlinearity は tanh か relu です: {nonlinearity}")

    # 入力からの項（転置に注意）
    a = torch.matmul(x, weight_ih.t())
    # 直前の隠れ状態からの項
    a = a + torch.matmul(h, weight_hh.t())

    # バイアスは None のことがある
    if bias_ih is not None:
        a = a + bias_ih
    if bias_hh is not None:
        a = a + bias_hh

    # 活性化関数
    return torch.tanh(a) if nonlinearity == "tanh" else torch.relu(a)
