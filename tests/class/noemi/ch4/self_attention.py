import torch
from torch import Tensor


def masked_softmax(scores: Tensor, mask: Tensor | None = None) -> Tensor:
    """Ready to use: softmax over the last dimension, 0 where mask is False, all 0 in rows without any True."""
    kept = torch.ones_like(scores, dtype=torch.bool) if mask is None else mask
    lowered = torch.where(kept, scores, torch.finfo(scores.dtype).min)
    return torch.softmax(lowered, dim=-1) * kept


def self_attention(x, W_q, W_k, W_v, W_o, causal=False, pad_mask=None):
    B, T, D = x.shape
    maschera = torch.ones(B, T, T, dtype=torch.bool, device=x.device)
    if pad_mask is not None:
        x[~pad_mask] = 0          # via il padding
        maschera = maschera & pad_mask[:, None, :]
    if causal:
        maschera = maschera.tril()
    q, k, v = x @ W_q.T, x @ W_k.T, x @ W_v.T
    pesi = masked_softmax(q @ k.transpose(1, 2) / D**0.5, maschera)
    return pesi @ v @ W_o.T, pesi
