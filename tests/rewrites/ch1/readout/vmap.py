"""A function of one sample, mapped over the batch with torch.func.vmap."""

import torch
from torch import Tensor
from torch.func import vmap


def last_of_one(states: Tensor, length: Tensor) -> Tensor:
    return states.index_select(0, length.reshape(1) - 1).squeeze(0)


def last_valid(output: Tensor, lengths: Tensor) -> Tensor:
    if (lengths < 1).any().item() or (lengths > output.size(1)).any().item():
        raise ValueError("lengths")
    return vmap(last_of_one)(output, lengths)
