"""A beginner's loop over samples that checks each length and collects the states in a list."""

import torch


def last_valid(output, lengths):
    batch_size = output.shape[0]
    num_steps = output.shape[1]
    result = []
    for b in range(batch_size):
        n = int(lengths[b])
        if n < 1:
            raise ValueError("a length is below 1")
        if n > num_steps:
            raise ValueError("a length is too large")
        last = output[b, n - 1, :]
        result.append(last)
    result = torch.stack(result)
    return result
