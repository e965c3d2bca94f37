"""A beginner's loop that cuts each sequence to its length and runs the module on it alone."""

import torch


def encode_last(module, x, lengths):
    vectors = []
    for b in range(x.shape[0]):
        length = int(lengths[b])
        sequence = x[b, :length, :].unsqueeze(0)
        if isinstance(module, torch.nn.LSTM):
            output, (h, c) = module(sequence)
        else:
            output, h = module(sequence)
        if module.bidirectional:
            forward = h[-2, 0]
            backward = h[-1, 0]
            vector = torch.cat((forward, backward))
        else:
            vector = h[-1, 0]
        vectors.append(vector)
    return torch.stack(vectors)
