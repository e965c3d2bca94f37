import torch


def last_valid(output, lengths):
    T = output.shape[1]
    if lengths.min() < 1 or lengths.max() > T:
        raise ValueError("lengths must lie between 1 and T")
    last = [output[b, lengths[b] - 1] for b in range(len(lengths))]
    return torch.stack(last, dim=1)
