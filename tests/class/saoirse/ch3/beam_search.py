"""ch3.beam_search: Beam search (10 points).

README.md says what to do. Replace each raise NotImplementedError below, keep the names, and check yourself with

    pytest assignments/ch3/test_beam_search.py
"""

from collections.abc import Callable

import torch
from torch import Tensor


def beam_search(
    step_fn: Callable[[Tensor, Tensor], tuple[Tensor, Tensor]],
    h0: Tensor,
    beam: int,
    max_len: int,
    alpha: float = 0.0,
    bos: int = 1,
    eos: int = 2,
) -> list[tuple[list[int], float]]:
    """Search for the sentences of highest score.

    Args:
        step_fn: one step, ``step_fn(y_prev, h) -> (logits, h_new)``, for any number N of rows; y_prev: int64, shape [N];
            h and h_new: shape [N, H]; logits: shape [N, V], all of them finite.
        h0: the first state of the one sentence to be written, shape [1, H].
        beam: how many continuations are kept at each step, those that end included; at least 1, may be larger than V.
        max_len: the largest number of tokens, EOS included; at least 1.
        alpha: the final score is the sum of the log-probabilities divided by L ** alpha, where L is the number of
            tokens, EOS included and BOS not.
        bos: the id that is fed first; it is not part of the result.
        eos: the id that ends a hypothesis; it is part of the result.

    Returns:
        Up to beam results (tokens, score), the largest score first: a list of Python ints and a Python float. The
        best of all hypotheses that ended or were live after max_len steps are returned; there are fewer than beam if
        there are no more. Of equal scores the lexicographically smaller tokens come first.

    At each step the best beam continuations of all live hypotheses are kept, not fewer after some have ended. (Filling
    the places of those that end with the next best is accepted: no case tells the difference.) The search goes on until
    no hypothesis is live.
    """
    live = [([], 0.0, h0)]
    finished = []
    for _ in range(max_len):
        candidates = []
        for tokens, score, h in live:
            last = tokens[-1] if tokens else bos
            logits, h_new = step_fn(torch.tensor([last], device=h0.device), h)
            log_probs = torch.log_softmax(logits[0], dim=-1)
            for v in range(len(log_probs)):
                candidates.append((tokens + [v], score + log_probs[v].item(), h_new))
        candidates.sort(key=lambda c: c[1], reverse=True)
        live = []
        for tokens, score, h in candidates[:beam]:
            if tokens[-1] == eos:
                finished.append((tokens, score))
            else:
                live.append((tokens, score, h))
        if not live:
            break
    finished += [(tokens, score) for tokens, score, h in live]
    results = [(tokens, score / len(tokens) ** alpha) for tokens, score in finished]
    results.sort(key=lambda r: (-r[1], r[0]))
    return results[:beam]
