"""ch4.luong_scores: Three attention scores: dot, general, concat (4 points).

README.md says what to do. Replace each raise NotImplementedError below, keep the names, and check yourself with

    pytest assignments/ch4/test_luong_scores.py
"""

import torch
from torch import Tensor


def luong_scores(
    q: Tensor,
    k: Tensor,
    kind: str,
    W: Tensor | None = None,
    v: Tensor | None = None,
) -> Tensor:
    """Raw attention scores of every query with every key: not scaled, no softmax.

    Args:
        q: queries, shape [B, Tq, dq].
        k: keys, shape [B, Tk, dk].
        kind: "dot" (dq equals dk; W and v are not given), "general" (W of shape [dq, dk]) or "concat" (W of shape
            [A, dq + dk], query first; v of shape [A]).
        W, v: given whenever the kind needs them.

    Returns:
        The scores, shape [B, Tq, Tk], with q's dtype and device, connected to the graph. The arguments stay as they
        are.

    Raises:
        ValueError: kind is anything else.
    """
    raise NotImplementedError("ch4.luong_scores is not started")
