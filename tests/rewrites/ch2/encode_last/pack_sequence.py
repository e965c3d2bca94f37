"""A list of sequences without padding is packed with pack_sequence."""

import torch
from torch import Tensor
from torch.nn.utils.rnn import pack_sequence


def without_padding(x: Tensor, lengths: Tensor) -> list[Tensor]:
    return [sequence[:length] for sequence, length in zip(x, lengths.tolist())]


def encode_last(module: torch.nn.RNNBase, x: Tensor, lengths: Tensor) -> Tensor:
    _, final = module(pack_sequence(without_padding(x, lengths), enforce_sorted=False))
    match final:
        case (h_n, _):
            pass
        case h_n:
            pass
    *_, last = h_n
    if not module.bidirectional:
        return last
    *_, forward, _ = h_n
    return torch.hstack((forward, last))
