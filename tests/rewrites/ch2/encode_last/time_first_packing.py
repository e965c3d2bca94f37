"""The batch is packed with time first, since a packed batch no longer knows which axis came first."""

import torch
import torch.nn.utils.rnn as rnn_utils
from torch import Tensor


def encode_last(module: torch.nn.RNNBase, x: Tensor, lengths: Tensor) -> Tensor:
    longest = int(lengths.max())
    by_time = x.transpose(0, 1)[:longest]
    batch = rnn_utils.pack_padded_sequence(by_time, lengths.cpu(), enforce_sorted=False)
    result = module(batch)
    state = result[1][0] if isinstance(result[1], tuple) else result[1]
    columns = [state[k] for k in range(-2 if module.bidirectional else -1, 0)]
    return torch.column_stack(columns)
