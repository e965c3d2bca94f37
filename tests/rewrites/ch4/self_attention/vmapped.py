"""One sample, and within it one query, mapped by torch.vmap."""

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
    B, T, D = x.shape
    real = torch.ones(B, T, dtype=torch.bool, device=x.device) if pad_mask is None else pad_mask
    past = torch.ones(T, T, dtype=torch.bool, device=x.device)
    past = torch.tril(past) if causal else past

    def of_a_query(query: Tensor, seen: Tensor, keys: Tensor, values: Tensor) -> tuple[Tensor, Tensor]:
        weights = masked_softmax(keys @ query / D**0.5, seen)
        return W_o @ (weights @ values), weights

    def of_a_sample(tokens: Tensor, kept: Tensor) -> tuple[Tensor, Tensor]:
        keys, values = tokens @ W_k.T, tokens @ W_v.T
        return torch.vmap(of_a_query, in_dims=(0, 0, None, None))(tokens @ W_q.T, past & kept, keys, values)

    return torch.vmap(of_a_sample)(x, real)
