"""torch's unpad_sequence takes the padding off, pack_sequence packs, and the states are split and joined."""

import torch
from torch import Tensor
from torch.nn.utils.rnn import pack_sequence, unpad_sequence


def encode_last(module: torch.nn.RNNBase, x: Tensor, lengths: Tensor) -> Tensor:
    sequences = unpad_sequence(x, lengths, batch_first=True)
    output, final = module(pack_sequence(sequences, enforce_sorted=False))
    h_n: Tensor = final[0] if isinstance(final, (tuple, list)) else final
    directions = h_n.size(0) // module.num_layers
    top_layer = h_n.split(directions)[-1]
    return torch.cat(top_layer.chunk(directions), dim=2).squeeze(0)
