"""The shortest version: a comprehension that is stacked."""

import torch


def last_valid(output, lengths):
    if not all(1 <= n <= output.shape[1] for n in lengths.tolist()):
        raise ValueError
    return torch.stack([o[n - 1] for o, n in zip(output, lengths)])
