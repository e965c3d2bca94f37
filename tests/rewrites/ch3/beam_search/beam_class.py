"""A class with a method for each of the three steps of the handout."""

import torch
from torch import Tensor


class BeamSearch:
    def __init__(self, step_fn, h0: Tensor, beam: int, alpha: float, bos: int, eos: int) -> None:
        self.step_fn, self.beam, self.alpha, self.bos, self.eos = step_fn, beam, alpha, bos, eos
        self.hypotheses: list[list[int]] = [[]]
        self.sums: list[float] = [0.0]
        self.states = h0
        self.ended: list[tuple[list[int], float]] = []

    def continuations(self) -> tuple[Tensor, Tensor]:
        last = [tokens[-1] if tokens else self.bos for tokens in self.hypotheses]
        logits, states = self.step_fn(torch.tensor(last, device=self.states.device), self.states)
        return logits - logits.logsumexp(dim=-1, keepdim=True), states

    def keep_the_best(self, gains: list[list[float]]) -> list[tuple[int, int]]:
        pairs = [(i, v) for i, row in enumerate(gains) for v in range(len(row))]
        pairs.sort(key=lambda p: (-(self.sums[p[0]] + gains[p[0]][p[1]]), self.hypotheses[p[0]], p[1]))
        return pairs[: self.beam]

    def step(self) -> None:
        log_p, states = self.continuations()
        gains = log_p.tolist()
        chosen = [(i, self.hypotheses[i] + [v], self.sums[i] + gains[i][v]) for i, v in self.keep_the_best(gains)]
        self.ended += [(tokens, total) for _, tokens, total in chosen if tokens[-1] == self.eos]
        going = [entry for entry in chosen if entry[1][-1] != self.eos]
        self.hypotheses = [tokens for _, tokens, _ in going]
        self.sums = [total for _, _, total in going]
        self.states = states[[i for i, _, _ in going]]

    def results(self) -> list[tuple[list[int], float]]:
        final = self.ended + list(zip(self.hypotheses, self.sums))
        scores = [(tokens, total / len(tokens) ** self.alpha) for tokens, total in final]
        return sorted(scores, key=lambda result: (-result[1], result[0]))[: self.beam]


def beam_search(step_fn, h0, beam, max_len, alpha=0.0, bos=1, eos=2):
    search = BeamSearch(step_fn, h0, beam, alpha, bos, eos)
    for _ in range(max_len):
        if search.hypotheses:
            search.step()
    return search.results()
