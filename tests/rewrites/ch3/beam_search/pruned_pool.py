"""Ended hypotheses in a heap that never holds more than the best beam of them."""

import heapq
import math

import torch
from torch import Tensor


def beam_search(step_fn, h0: Tensor, beam: int, max_len: int, alpha: float = 0.0, bos: int = 1, eos: int = 2):
    heap: list[tuple[float, list[int], list[int]]] = []

    def offer(tokens: list[int], gains: list[float]) -> None:
        score = math.fsum(gains) / math.pow(len(tokens), alpha)
        entry = (score, [-token for token in tokens], tokens)
        (heapq.heappush if len(heap) < beam else heapq.heappushpop)(heap, entry)

    live: list[tuple[list[int], list[float]]] = [([], [])]
    h = h0
    steps = 0
    while live and steps < max_len:
        steps += 1
        fed = torch.tensor([tokens[-1] if tokens else bos for tokens, _ in live], dtype=torch.long, device=h0.device)
        logits, h = step_fn(fed, h)
        log_p = torch.nn.functional.log_softmax(logits, dim=1).tolist()
        grown = [
            (tokens + [v], gains + [gain], parent)
            for parent, (tokens, gains) in enumerate(live)
            for v, gain in enumerate(log_p[parent])
        ]
        grown.sort(key=lambda g: g[0])
        grown.sort(key=lambda g: sum(g[1]), reverse=True)
        live, parents = [], []
        for tokens, gains, parent in grown[:beam]:
            if tokens[-1] == eos:
                offer(tokens, gains)
            else:
                live.append((tokens, gains))
                parents.append(parent)
        h = torch.stack([h[parent] for parent in parents]) if parents else h[:0]
    for tokens, gains in live:
        offer(tokens, gains)
    return [(tokens, score) for score, _, tokens in sorted(heap, reverse=True)]
