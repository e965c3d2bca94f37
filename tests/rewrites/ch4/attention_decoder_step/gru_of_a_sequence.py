"""torch's GRU over a sequence of one step, and attention on the transformed encoder states."""

import torch
from torch import Tensor


def masked_softmax(scores: Tensor, mask: Tensor | None = None) -> Tensor:
    """Ready to use: softmax over the last dimension, 0 where mask is False, all 0 in rows without any True."""
    kept = torch.ones_like(scores, dtype=torch.bool) if mask is None else mask
    lowered = torch.where(kept, scores, torch.finfo(scores.dtype).min)
    return torch.softmax(lowered, dim=-1) * kept


def attention_decoder_step(
    emb: Tensor,
    h: Tensor,
    att_prev: Tensor,
    enc: Tensor,
    src_mask: Tensor,
    gru_params: tuple[Tensor, Tensor, Tensor, Tensor],
    W_a: Tensor,
    W_c: Tensor,
    W_o: Tensor,
) -> tuple[Tensor, Tensor, Tensor, Tensor]:
    step = torch.cat([emb, att_prev], dim=1).unsqueeze(0)
    _, last = torch.gru(step, h.unsqueeze(0), list(gru_params), True, 1, 0.0, False, False, False)
    h_new = last.squeeze(0)
    keys = enc @ W_a.T
    scores = (keys * h_new[:, None, :]).sum(dim=2)
    weights = masked_softmax(scores, src_mask)
    context = (weights[:, :, None] * enc).sum(dim=1)
    att_new = (torch.cat([context, h_new], dim=1) @ W_c.T).tanh()
    logits = att_new @ W_o.T
    return logits, h_new, att_new, weights
