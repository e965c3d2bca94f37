import torch
from torch import Tensor


def masked_softmax(scores: Tensor, mask: Tensor | None = None) -> Tensor:
    """Ready to use: softmax over the last dimension, 0 where mask is False, all 0 in rows without any True."""
    kept = torch.ones_like(scores, dtype=torch.bool) if mask is None else mask
    lowered = torch.where(kept, scores, torch.finfo(scores.dtype).min)
    return torch.softmax(lowered, dim=-1) * kept


def additive_attention(q, k, v, W_q, W_k, w, mask=None):
    # primero la red pequeña para cada vector...
    preguntas = torch.tanh(q @ W_q.T)
    claves = torch.tanh(k @ W_k.T)
    # ...y después cada pregunta con cada clave
    suma = preguntas.unsqueeze(2) + claves.unsqueeze(1)
    puntos = (suma * w).sum(dim=-1)
    pesos = masked_softmax(puntos, mask)
    return pesos @ v, pesos
