import torch
from torch import Tensor


def last_valid(output: Tensor, lengths: Tensor) -> Tensor:
    """The last state of each sequence."""
    return output[:, -1, :]
