"""A dataclass that holds what is known of the batch and advances it by one step."""

from dataclasses import dataclass, field

import torch
from torch import Tensor


@dataclass
class Decoding:
    y: Tensor
    h: Tensor
    ended: Tensor
    lengths: Tensor
    columns: list[Tensor] = field(default_factory=list)

    @classmethod
    def start(cls, h0: Tensor, bos: int) -> "Decoding":
        zeros = torch.zeros(len(h0), dtype=torch.int64, device=h0.device)
        return cls(zeros + bos, h0, zeros.bool(), zeros)

    def advance(self, step_fn, eos: int, pad: int) -> bool:
        logits, self.h = step_fn(self.y, self.h)
        self.y = torch.where(self.ended, pad, logits.argmax(dim=-1))
        self.columns.append(self.y)
        self.lengths = self.lengths + torch.where(self.ended, 0, 1)
        self.ended = self.ended | (self.y == eos)
        return not bool(self.ended.all())


def greedy_decode(step_fn, h0: Tensor, max_len: int, bos: int = 1, eos: int = 2, pad: int = 0) -> tuple[Tensor, Tensor]:
    decoding = Decoding.start(h0, bos)
    while decoding.advance(step_fn, eos, pad) and len(decoding.columns) < max_len:
        pass
    return torch.stack(decoding.columns, dim=1), decoding.lengths
