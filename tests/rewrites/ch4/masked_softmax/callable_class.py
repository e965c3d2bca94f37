"""A class that holds axis and mask, and an einsum for the sums."""

from dataclasses import dataclass

import torch
from torch import Tensor


@dataclass
class Softmax:
    keep: Tensor

    def shifted(self, rows: Tensor) -> Tensor:
        top, _ = torch.where(self.keep, rows, -torch.inf).sort(dim=-1, descending=True)
        top = top[..., :1].nan_to_num(neginf=0.0)
        return torch.where(self.keep, rows, top) - top

    def __call__(self, rows: Tensor) -> Tensor:
        powers = self.keep.to(rows.dtype) * torch.exp(self.shifted(rows))
        totals = torch.einsum("...s->...", powers)
        inverse = torch.where(totals == 0, 0, 1 / torch.where(totals == 0, 1, totals))
        return torch.einsum("...s,...->...s", powers, inverse)


def masked_softmax(scores: Tensor, mask: Tensor | None = None, dim: int = -1) -> Tensor:
    keep = torch.ones_like(scores, dtype=torch.bool) if mask is None else mask.broadcast_to(scores.shape)
    return Softmax(keep.movedim(dim, -1))(scores.movedim(dim, -1)).movedim(-1, dim)
