import torch
from torch import Tensor


def make_char_pairs(text):
    vocab = sorted(set(text))
    ids = torch.tensor([vocab.index(c) for c in text], dtype=torch.long)
    ids = ids.reshape(1, -1)
    return vocab, ids[:, :-1], ids[:, 1:]


def one_hot(x, V, dtype):
    classes = torch.arange(V).to(x.device)
    return (x[:, :, None] == classes[None, None, :]).to(dtype)
