"""All tokens in one flat tensor, put where the mask of real positions is true."""

import torch
from torch import Tensor

PAD, BOS, EOS, UNK = range(4)


def spread(rows: list[list[int]]) -> tuple[Tensor, Tensor]:
    lengths = torch.tensor([len(row) for row in rows])
    inside = torch.arange(int(lengths.max())) < lengths.unsqueeze(1)
    flat = torch.tensor([token for row in rows for token in row])
    return torch.full(inside.shape, PAD).masked_scatter(inside, flat), lengths


def make_batch(pairs: list[tuple[list[int], list[int]]]) -> tuple[Tensor, Tensor, Tensor, Tensor]:
    src, src_len = spread([source + [EOS] for source, _ in pairs])
    dec_in, _ = spread([[BOS] + target for _, target in pairs])
    dec_tgt, _ = spread([target + [EOS] for _, target in pairs])
    return src, src_len, dec_in, dec_tgt
