"""bmm for the two products of the attention, functional linear layers for the matrices."""

import torch
import torch.nn.functional as F
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
    h_new = torch.gru_cell(torch.hstack((emb, att_prev)), h, *gru_params)
    query = F.linear(h_new, W_a.t()).unsqueeze(2)
    energy = torch.bmm(enc, query).squeeze(2)
    weights = masked_softmax(energy, src_mask)
    context = torch.bmm(weights.unsqueeze(1), enc).squeeze(1)
    att_new = torch.tanh(F.linear(torch.hstack((context, h_new)), W_c))
    return F.linear(att_new, W_o), h_new, att_new, weights
