"""Three loops over sample, query and key, with matrix-vector products."""

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
    contexts, tables = [], []
    for b in range(q.shape[0]):
        table = []
        for i in range(q.shape[1]):
            row = []
            for j in range(k.shape[1]):
                hidden = torch.tanh(W_q.mv(q[b, i]) + W_k.mv(k[b, j]))
                row.append((w * hidden).sum())
            table.append(torch.stack(row))
        keep = None if mask is None else mask.expand(q.shape[0], q.shape[1], k.shape[1])[b]
        weights = masked_softmax(torch.stack(table), keep)
        tables.append(weights)
        contexts.append(weights.mm(v[b]))
    return torch.stack(contexts), torch.stack(tables)
