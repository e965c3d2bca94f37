"""Each target framed once by BOS and EOS, shifted row by row, then padded with functional.pad and stacked."""

import torch
import torch.nn.functional as F
from torch import Tensor

PAD, BOS, EOS, UNK = range(4)


def make_batch(pairs: list[tuple[list[int], list[int]]]) -> tuple[Tensor, Tensor, Tensor, Tensor]:
    framed = [torch.tensor([BOS, *target, EOS]) for _, target in pairs]
    sources = [torch.tensor([*source, EOS]) for source, _ in pairs]

    def stacked(rows: list[Tensor]) -> Tensor:
        width = max(row.shape[0] for row in rows)
        return torch.stack([F.pad(row, (0, width - row.shape[0]), value=PAD) for row in rows])

    lengths = torch.stack([torch.tensor(row.shape[0]) for row in sources])
    return stacked(sources), lengths, stacked([row[:-1] for row in framed]), stacked([row[1:] for row in framed])
