"""One class for each kind, found among the subclasses by its name."""

from __future__ import annotations

from dataclasses import dataclass

import torch
from torch import Tensor


@dataclass
class Score:
    W: Tensor | None
    v: Tensor | None

    def of(self, q: Tensor, k: Tensor) -> Tensor:
        raise NotImplementedError


class Dot(Score):
    def of(self, q: Tensor, k: Tensor) -> Tensor:
        return q.matmul(k.permute(0, 2, 1))


class General(Dot):
    def of(self, q: Tensor, k: Tensor) -> Tensor:
        return super().of(q, k @ self.W.T)


class Concat(Score):
    def of(self, q: Tensor, k: Tensor) -> Tensor:
        queries = torch.stack([q] * k.shape[1], dim=2)
        keys = torch.stack([k] * q.shape[1], dim=1)
        hidden = torch.tanh(torch.einsum("...d,ad->...a", torch.cat([queries, keys], dim=3), self.W))
        return (hidden * self.v).sum(dim=3)


def luong_scores(q: Tensor, k: Tensor, kind: str, W: Tensor | None = None, v: Tensor | None = None) -> Tensor:
    kinds = {cls.__name__.lower(): cls for cls in (Dot, General, Concat)}
    if kind not in kinds:
        raise ValueError(f"{kind!r} is none of {', '.join(kinds)}")
    return kinds[kind](W, v).of(q, k)
