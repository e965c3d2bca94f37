"""ch4.self_attention: Self-attention (7 points).

README.md says what to do. Replace each raise NotImplementedError below, keep the names, and check yourself with

    pytest assignments/ch4/test_self_attention.py
"""

import torch
from torch import Tensor


def masked_softmax(scores: Tensor, mask: Tensor | None = None) -> Tensor:
    """Ready to use: softmax over the last dimension, 0 where mask is False, all 0 in rows without any True."""
    kept = torch.ones_like(scores, dtype=torch.bool) if mask is None else mask
    lowered = torch.where(kept, scores, torch.finfo(scores.dtype).min)
    return torch.softmax(lowered, dim=-1) * kept


def self_attention(
    x: Tensor,
    W_q: Tensor,
    W_k: Tensor,
    W_v: Tensor,
    W_o: Tensor,
    causal: bool = False,
    pad_mask: Tensor | None = None,
) -> tuple[Tensor, Tensor]:
    """Self-attention with one head, scaled by the square root of D.

    Args:
        x: the sequence, shape [B, T, D].
        W_q, W_k, W_v, W_o: shape [D, D], each applied as ``x @ W.T``; there are no biases.
        causal: whether token t may attend only to tokens up to t, itself included.
        pad_mask: bool, shape [B, T]; True at real tokens. Keys where it is False get no weight, from any query. None
            means that all tokens are real.

    Returns:
        (y, weights): y of shape [B, T, D], weights of shape [B, T, T] (queries, keys), both with x's dtype and device
        and connected to the graph. Weights are exactly 0 where attending is not allowed. For a token that may attend to
        nothing, weights and y are 0. Rows of queries at padding are left as they come out. The arguments stay as they
        are.

    torch's ready-made attention is not allowed.
    """
    raise NotImplementedError("ch4.self_attention is not started")
