"""A growing memory of keys and values, as in a language model that writes; all of them at once if not causal."""

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
    T, D = x.shape[1], x.shape[2]
    keys, values = torch.unbind(x @ W_k.T, 1), torch.unbind(x @ W_v.T, 1)
    outputs, rows = [], []
    for t, token in enumerate(torch.unbind(x, 1)):
        n = t + 1 if causal else T
        known = torch.stack(keys[:n], 1)
        scores = (known @ (token @ W_q.T)[:, :, None])[:, :, 0] / D**0.5
        row = masked_softmax(scores, None if pad_mask is None else pad_mask[:, :n])
        outputs.append((row[:, None] @ torch.stack(values[:n], 1))[:, 0] @ W_o.T)
        rows.append(torch.nn.functional.pad(row, (0, T - n)))
    return torch.stack(outputs, 1), torch.stack(rows, 1)
