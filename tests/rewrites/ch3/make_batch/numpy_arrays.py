"""numpy arrays of zeros, filled row by row and handed over by from_numpy."""

import numpy as np
import torch
from torch import Tensor

PAD, BOS, EOS, UNK = range(4)


def make_batch(pairs: list[tuple[list[int], list[int]]]) -> tuple[Tensor, Tensor, Tensor, Tensor]:
    src_len = np.array([len(source) + 1 for source, _ in pairs], dtype=np.int64)
    tgt_len = np.array([len(target) + 1 for _, target in pairs], dtype=np.int64)
    src = np.full((len(pairs), src_len.max()), PAD, dtype=np.int64)
    dec_in = np.full((len(pairs), tgt_len.max()), PAD, dtype=np.int64)
    dec_tgt = dec_in.copy()
    for b, (source, target) in enumerate(pairs):
        src[b, : src_len[b]] = np.r_[np.array(source, dtype=np.int64), EOS]
        dec_in[b, : tgt_len[b]] = np.r_[BOS, np.array(target, dtype=np.int64)]
        dec_tgt[b, : tgt_len[b]] = np.r_[np.array(target, dtype=np.int64), EOS]
    return tuple(map(torch.from_numpy, (src, src_len, dec_in, dec_tgt)))
