"""Zero is checked by hand and an index beyond the end is caught and turned into ValueError."""

import torch
from torch import Tensor


def last_valid(output: Tensor, lengths: Tensor) -> Tensor:
    if int(torch.min(lengths)) <= 0:
        raise ValueError("a sequence has no valid step")
    rows = range(len(output))
    try:
        return output[rows, lengths - 1]
    except IndexError as error:
        raise ValueError("a sequence is longer than T") from error
