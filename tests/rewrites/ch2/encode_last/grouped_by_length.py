"""Sequences of the same length form a batch without padding, and the results are written into their rows."""

import torch
from torch import Tensor


def encode_last(module: torch.nn.RNNBase, x: Tensor, lengths: Tensor) -> Tensor:
    directions = 2 if module.bidirectional else 1
    lengths = lengths.to(x.device)
    codes = x.new_zeros(x.shape[0], directions * module.hidden_size)
    for length in lengths.unique():
        rows = (lengths == length).nonzero().squeeze(1)
        final = module(x[rows, :length])[1]
        h_n = final[0] if isinstance(final, tuple) else final
        codes[rows] = torch.cat(list(h_n[-directions:]), dim=1)
    return codes
