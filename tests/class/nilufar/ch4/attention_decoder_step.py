"""ch4.attention_decoder_step: A decoder step with attention (8 points)."""

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
    """One step of a GRU decoder with Luong's attention ("general", not scaled) and input feeding."""
    # 1. GRU
    x = torch.cat([emb, att_prev], dim=1)
    h_new = torch.gru_cell(x, h, *gru_params)
    # 2. attention
    scores = torch.bmm(enc, (h_new @ W_a).unsqueeze(2)).squeeze(2)  # [B, S]
    weights = masked_softmax(scores, src_mask)
    context = torch.bmm(weights.unsqueeze(1), enc).squeeze(1)  # [B, H]
    # 3. output
    att_new = torch.tanh(torch.cat([context, h_new], dim=1) @ W_c.T)
    logits = att_new @ W_o.T
    return logits, h_new, att_new, weights
