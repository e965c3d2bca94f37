"""ch3.greedy_decode: Greedy decoding (5 points).

README.md says what to do. Replace each raise NotImplementedError below, keep the names, and check yourself with

    pytest assignments/ch3/test_greedy_decode.py
"""

from collections.abc import Callable

import torch
from torch import Tensor


def greedy_decode(
    step_fn: Callable[[Tensor, Tensor], tuple[Tensor, Tensor]],
    h0: Tensor,
    max_len: int,
    bos: int = 1,
    eos: int = 2,
    pad: int = 0,
) -> tuple[Tensor, Tensor]:
    """Decode a batch of sentences, always with the most probable token.

    Args:
        step_fn: one step, ``step_fn(y_prev, h) -> (logits, h_new)``; y_prev: int64, shape [B]; h and h_new: the states,
            shape [B, H]; logits: shape [B, V].
        h0: the first state, shape [B, H].
        max_len: decode at most so many tokens, EOS included; at least 1.
        bos: the id that is fed first; it is not part of the result.
        eos: the id that ends a sentence.
        pad: the id that fills up the rows of sentences that have ended.

    Returns:
        (tokens, lengths), int64, on the device of h0. tokens has the shape [B, T], where T is the largest length: there is
        no column of nothing but padding. lengths has the shape [B]: the number of tokens up to and with EOS, or
        max_len where EOS did not come. Of equally large logits the smallest id wins.
    """
    B = h0.shape[0]
    y = torch.full((B,), bos, dtype=torch.long, device=h0.device)
    finished = torch.zeros(B, dtype=torch.bool, device=h0.device)
    lengths = torch.zeros(B, dtype=torch.long, device=h0.device)
    h = h0
    tokens = []
    for _ in range(max_len):
        logits, h = step_fn(y, h)
        y = logits.argmax(dim=-1)
        y = torch.where(finished, torch.full_like(y, pad), y)
        tokens.append(y)
        lengths += (~finished).long()
        finished = finished | (y == eos)
        if finished.all():
            break
    return torch.stack(tokens, dim=1), lengths
