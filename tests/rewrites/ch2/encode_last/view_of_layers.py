"""h_n is viewed as layers, directions, batch and units before the top layer is taken."""

import torch
from torch import Tensor
from torch.nn.utils.rnn import pack_padded_sequence


def encode_last(module: torch.nn.RNNBase, x: Tensor, lengths: Tensor) -> Tensor:
    directions = 1 + int(module.bidirectional)
    sequence = pack_padded_sequence(x, lengths.to("cpu"), batch_first=True, enforce_sorted=False)
    final = module(sequence)[1]
    if module.mode == "LSTM":
        final, _ = final
    layers = final.view(module.num_layers, directions, x.shape[0], module.hidden_size)
    return layers[-1].permute(1, 0, 2).reshape(x.shape[0], directions * module.hidden_size)
