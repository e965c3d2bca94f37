"""Coordinates of all tokens, a sparse tensor of them, made dense."""

import torch
from torch import Tensor

PAD, BOS, EOS, UNK = range(4)


def dense(rows: list[list[int]]) -> Tensor:
    entries = [(b, t, token) for b, row in enumerate(rows) for t, token in enumerate(row)]
    b, t, values = map(list, zip(*entries))
    size = (len(rows), max(map(len, rows)))
    return torch.sparse_coo_tensor(torch.tensor([b, t]), torch.tensor(values), size).to_dense()


def make_batch(pairs: list[tuple[list[int], list[int]]]) -> tuple[Tensor, Tensor, Tensor, Tensor]:
    src = dense([[*source, EOS] for source, _ in pairs])
    dec_in = dense([[BOS, *target] for _, target in pairs])
    dec_tgt = dense([[*target, EOS] for _, target in pairs])
    return src, (src != PAD).sum(dim=1), dec_in, dec_tgt
