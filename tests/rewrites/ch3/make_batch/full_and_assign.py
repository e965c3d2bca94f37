"""Tensors full of PAD into which each row is written as a slice."""

import torch
from torch import Tensor

PAD, BOS, EOS, UNK = range(4)


def make_batch(pairs: list[tuple[list[int], list[int]]]) -> tuple[Tensor, Tensor, Tensor, Tensor]:
    B = len(pairs)
    S = max(len(source) for source, _ in pairs) + 1
    T = max(len(target) for _, target in pairs) + 1
    src = torch.full((B, S), PAD, dtype=torch.long)
    dec_in = torch.full((B, T), PAD, dtype=torch.long)
    dec_tgt = torch.full((B, T), PAD, dtype=torch.long)
    src_len = torch.empty(B, dtype=torch.long)
    dec_in[:, 0] = BOS
    for b, (source, target) in enumerate(pairs):
        m, n = len(source), len(target)
        src[b, :m] = torch.tensor(source, dtype=torch.long)
        src[b, m] = EOS
        src_len[b] = m + 1
        ids = torch.tensor(target, dtype=torch.long)
        dec_in[b, 1 : n + 1] = ids
        dec_tgt[b, :n] = ids
        dec_tgt[b, n] = EOS
    return src, src_len, dec_in, dec_tgt
