# Ingrid H. - kapittel 1
from bisect import bisect_left

import torch


def make_char_pairs(text):
    pairs = list(zip(text, text[1:]))
    if not pairs:
        raise ValueError("for kort")
    vocab = []
    for ch in text:
        place = bisect_left(vocab, ch)
        if vocab[place : place + 1] != [ch]:
            vocab.insert(place, ch)
    ids = torch.tensor([[bisect_left(vocab, a), bisect_left(vocab, b)] for a, b in pairs])
    return vocab, ids[:, 0].unsqueeze(0), ids[:, 1].unsqueeze(0)


def one_hot(x, V, dtype):
    return torch.eye(V, dtype=dtype, device=x.device)[x]
