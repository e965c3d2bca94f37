import torch


def make_char_pairs(text):
    if len(text) < 2:
        raise ValueError("text too short")
    vocab = sorted(set(text))
    ids = torch.tensor([[vocab.index(c) for c in text]])
    x = ids[:, :-1]
    y = ids[:, 2:]
    return vocab, x, y


def one_hot(x, V, dtype):
    out = torch.zeros(x.shape[0], x.shape[1], V, dtype=dtype, device=x.device)
    out.scatter_(2, x[:, :, None], 1)
    return out
