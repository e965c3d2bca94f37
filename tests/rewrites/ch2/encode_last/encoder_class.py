"""A wrapper module around the given one has a forward method of its own."""

from __future__ import annotations

import torch
from torch import Tensor, nn


class LastState(nn.Module):
    def __init__(self, inner: nn.RNNBase) -> None:
        super().__init__()
        self.inner = inner
        self.rows = slice(-2 if inner.bidirectional else -1, None)

    def forward(self, x: Tensor, lengths: Tensor) -> Tensor:
        sequences = nn.utils.rnn.pack_padded_sequence(x, lengths.cpu(), batch_first=True, enforce_sorted=False)
        hidden = self.inner(sequences)[1]
        while not isinstance(hidden, Tensor):
            hidden = hidden[0]
        return hidden[self.rows].movedim(1, 0).flatten(start_dim=1)


def encode_last(module: nn.RNNBase, x: Tensor, lengths: Tensor) -> Tensor:
    return LastState(module)(x, lengths)
