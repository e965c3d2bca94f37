"""torch's own helper cuts the padding off, and the last row of each sequence is stacked."""

import torch
from torch.nn.utils.rnn import unpad_sequence


def last_valid(output: torch.Tensor, lengths: torch.Tensor) -> torch.Tensor:
    limits = torch.tensor([1, output.shape[1]])
    if lengths.min() < limits[0] or lengths.max() > limits[1]:
        raise ValueError("every length must be from 1 to %d" % output.shape[1])
    return torch.stack([sequence[-1] for sequence in unpad_sequence(output, lengths, batch_first=True)])
