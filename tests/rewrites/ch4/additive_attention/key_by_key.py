"""One key after the other for all queries; the columns are stacked at the end."""

import torch
from torch import Tensor


def masked_softmax(scores: Tensor, mask: Tensor | None = None) -> Tensor:
    """Ready to use: softmax over the last dimension, 0 where mask is False, all 0 in rows without any True."""
    kept = torch.ones_like(scores, dtype=torch.bool) if mask is None else mask
    lowered = torch.where(kept, scores, torch.finfo(scores.dtype).min)
    return torch.softmax(lowered, dim=-1) * kept


def additive_attention(
    q: Tensor, k: Tensor, v: Tensor, W_q: Tensor, W_k: Tensor, w: Tensor, mask: Tensor | None = None
) -> tuple[Tensor, Tensor]:
    asked = q @ W_q.t()
    columns = []
    for key in k.unbind(dim=1):
        found = key @ W_k.t()
        columns.append(torch.tanh(asked + found.unsqueeze(1)).mul(w).sum(dim=2))
    weights = masked_softmax(torch.stack(columns, dim=2), mask)
    context = sum(weights[:, :, j, None] * v[:, None, j] for j in range(v.shape[1]))
    return context, weights
