"""A dict from a comprehension, zip of the text with itself, and rows of an identity matrix."""

import torch


def make_char_pairs(text):
    if not text[1:]:
        raise ValueError("need at least 2 characters")
    vocab = sorted({*text})
    number_of = {c: i for i, c in enumerate(vocab)}
    x, y = zip(*[(number_of[a], number_of[b]) for a, b in zip(text, text[1:])])
    return vocab, torch.tensor([x]), torch.tensor([y])


def one_hot(x, V, dtype):
    return torch.eye(V, dtype=dtype, device=x.device)[x]
