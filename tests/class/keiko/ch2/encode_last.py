import torch
from torch import Tensor
from torch.nn.utils.rnn import pack_padded_sequence


def encode_last(module: torch.nn.RNNBase, x: Tensor, lengths: Tensor) -> Tensor:
    """各系列の最終状態"""
    packed = pack_padded_sequence(x, lengths.to("cpu"), batch_first=True, enforce_sorted=False)
    _, h_n = module(packed)
    if isinstance(h_n, tuple):  # LSTM は (h, c)
        h_n, _c = h_n
    return h_n[-1]  # 一番上の層
