"""Packs, then takes the last one or two entries of h_n by their index and concatenates them."""

import torch
from torch import Tensor
from torch.nn.utils.rnn import pack_padded_sequence


def encode_last(module: torch.nn.RNNBase, x: Tensor, lengths: Tensor) -> Tensor:
    packed = pack_padded_sequence(x, lengths.cpu(), batch_first=True, enforce_sorted=False)
    _, state = module(packed)
    h_n = state[0] if isinstance(module, torch.nn.LSTM) else state
    if module.bidirectional:
        return torch.cat([h_n[-2], h_n[-1]], dim=1)
    return h_n[-1]
