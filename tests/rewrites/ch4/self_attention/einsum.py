"""einsum for every product, and a comparison of positions for the causal mask."""

import torch
from torch import Tensor, einsum


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
    queries, keys, values = (einsum("btd,ed->bte", x, W) for W in (W_q, W_k, W_v))
    scores = einsum("bie,bje->bij", queries, keys) * x.size(2) ** -0.5
    position = torch.arange(x.size(1), device=x.device)
    mask = position[None, None, :] <= position[None, :, None] if causal else torch.ones_like(scores, dtype=torch.bool)
    if pad_mask is not None:
        mask = mask & pad_mask.unsqueeze(1)
    weights = masked_softmax(scores, mask.expand_as(scores))
    return einsum("bij,bje,de->bid", weights, values, W_o), weights
