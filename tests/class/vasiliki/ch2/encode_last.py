import torch
from torch.nn.utils.rnn import pack_padded_sequence


def encode_last(module, x, lengths):
    packed = pack_padded_sequence(x, lengths.cpu(), batch_first=True, enforce_sorted=False)
    out, h = module(packed)
    if isinstance(h, tuple):
        h = h[0]
    if module.bidirectional:
        return torch.cat([h[-2], h[-1]], dim=1)
