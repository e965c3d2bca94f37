"""A frozen dataclass for each hypothesis with a state of its own; step_fn is called on one row at a time."""

from __future__ import annotations

import heapq
from collections.abc import Iterator
from dataclasses import dataclass

import torch
from torch import Tensor


@dataclass(frozen=True)
class Hypothesis:
    tokens: tuple[int, ...]
    total: float
    h: Tensor

    def continuations(self, step_fn, bos: int) -> Iterator[Hypothesis]:
        last = self.tokens[-1] if self.tokens else bos
        logits, h_new = step_fn(torch.tensor([last], device=self.h.device), self.h)
        for token, gain in enumerate(torch.log_softmax(logits, dim=-1)[0].tolist()):
            yield Hypothesis((*self.tokens, token), self.total + gain, h_new)

    def score(self, alpha: float) -> float:
        return self.total / len(self.tokens) ** alpha


def beam_search(step_fn, h0, beam, max_len, alpha=0.0, bos=1, eos=2):
    live, ended = [Hypothesis((), 0.0, h0)], []
    for _ in range(max_len):
        every = (new for hypothesis in live for new in hypothesis.continuations(step_fn, bos))
        best = heapq.nsmallest(beam, every, key=lambda hypothesis: (-hypothesis.total, hypothesis.tokens))
        ended.extend(hypothesis for hypothesis in best if hypothesis.tokens[-1] == eos)
        live = [hypothesis for hypothesis in best if hypothesis.tokens[-1] != eos]
    final = [(list(hypothesis.tokens), hypothesis.score(alpha)) for hypothesis in ended + live]
    return heapq.nsmallest(beam, final, key=lambda result: (-result[1], result[0]))
