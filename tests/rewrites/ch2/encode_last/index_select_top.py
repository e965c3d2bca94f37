"""The rows of the top layer are computed from the number of layers and selected by index_select."""

from typing import Tuple, Union

import torch
from torch import LongTensor, Tensor
from torch.nn.utils import rnn


def top_rows(module: torch.nn.RNNBase) -> list:
    D = 2 if module.bidirectional else 1
    return list(range((module.num_layers - 1) * D, module.num_layers * D))


def encode_last(module: torch.nn.RNNBase, x: Tensor, lengths: LongTensor) -> Tensor:
    batch = rnn.pack_padded_sequence(input=x, lengths=lengths.cpu(), batch_first=True, enforce_sorted=False)
    state: Union[Tensor, Tuple[Tensor, Tensor]] = module(batch)[1]
    if isinstance(state, Tensor):
        h_n = state
    else:
        h_n = state[0]
    rows = torch.tensor(top_rows(module), device=h_n.device)
    chosen = torch.index_select(h_n, 0, rows)
    result = h_n.new_empty(x.shape[0], 0)
    for states_of_direction in chosen:
        result = torch.cat([result, states_of_direction], dim=1)
    return result
