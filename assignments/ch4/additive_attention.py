"""ch4.additive_attention: Additive attention (6 points).

README.md says what to do. Replace each raise NotImplementedError below, keep the names, and check yourself with

    pytest assignments/ch4/test_additive_attention.py
"""

import torch
from torch import Tensor


def masked_softmax(scores: Tensor, mask: Tensor | None = None) -> Tensor:
    """Ready to use: softmax over the last dimension, 0 where mask is False, all 0 in rows without any True."""
    kept = torch.ones_like(scores, dtype=torch.bool) if mask is None else mask
    lowered = torch.where(kept, scores, torch.finfo(scores.dtype).min)
    return torch.softmax(lowered, dim=-1) * kept


def additive_attention(
    q: Tensor,
    k: Tensor,
    v: Tensor,
    W_q: Tensor,
    W_k: Tensor,
    w: Tensor,
    mask: Tensor | None = None,
) -> tuple[Tensor, Tensor]:
    """Additive attention: the score of query i and key j is w . tanh(W_q q_i + W_k k_j), not scaled.

    Args:
        q: queries, shape [B, Tq, dq].
        k: keys, shape [B, Tk, dk]; dk may differ from dq.
        v: values, shape [B, Tk, dv].
        W_q, W_k: shapes [A, dq] and [A, dk], applied to column vectors, as in the formula.
        w: shape [A].
        mask: bool, broadcastable to [B, Tq, Tk]; True means that the query may attend to the key. None allows all.

    Returns:
        (context, weights): context of shape [B, Tq, dv], weights of shape [B, Tq, Tk], both with q's dtype and device,
        and both connected to the graph. For a query that may attend to nothing, weights and context are 0. The
        arguments stay as they are.

    torch's ready-made attention is not allowed.
    """
    raise NotImplementedError("ch4.additive_attention is not started")
