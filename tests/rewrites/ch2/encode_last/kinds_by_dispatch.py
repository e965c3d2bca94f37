"""functools.singledispatch knows how each kind of module reports its final state."""

from functools import singledispatch

import torch
from torch import Tensor, nn
from torch.nn.utils.rnn import PackedSequence, pack_padded_sequence


@singledispatch
def final_hidden(module: nn.RNNBase, batch: PackedSequence) -> Tensor:
    return module(batch)[1]


@final_hidden.register
def _(module: nn.LSTM, batch: PackedSequence) -> Tensor:
    _, (h_n, _) = module(batch)
    return h_n


def encode_last(module: nn.RNNBase, x: Tensor, lengths: Tensor) -> Tensor:
    batch = pack_padded_sequence(x, lengths.cpu(), batch_first=True, enforce_sorted=False)
    h_n = final_hidden(module, batch)
    top = [h_n[-2], h_n[-1]] if module.bidirectional else [h_n[-1]]
    return torch.concat(top, -1)
