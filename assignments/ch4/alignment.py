"""ch4.alignment: Alignments: where attention looks (4 points).

README.md says what to do. Replace each raise NotImplementedError below, keep the names, and check yourself with

    pytest assignments/ch4/test_alignment.py
"""

import torch
from torch import Tensor


def alignment(weights: Tensor, src_mask: Tensor) -> tuple[Tensor, Tensor]:
    """Where each target token looks, and how widely.

    Args:
        weights: attention weights, shape [B, T, S].
        src_mask: bool, shape [B, S]; True at real source tokens, of which every sentence has at least one.

    Returns:
        (argmax, entropy), both of shape [B, T]: the real source position with the largest weight (int64; any of them
        where several are largest), and the entropy of the weights of real positions in nats, 0 log 0 being 0, with the
        dtype of weights. Both on the device of weights. The weights are not normalised again. The arguments stay as
        they are.
    """
    raise NotImplementedError("ch4.alignment is not started")


def alignment_accuracy(argmax: Tensor, gold: list[list[list[int]]]) -> float:
    """The fraction of target tokens that look at a right source position.

    Args:
        argmax: int64, shape [B, T], as `alignment` returns it.
        gold: for each sentence, for each of its T target tokens, the list of right source positions. A token whose
            list is empty is left out.

    Returns:
        A float between 0 and 1, over the tokens of all sentences together; NaN if every list is empty.
    """
    raise NotImplementedError("ch4.alignment is not started")
