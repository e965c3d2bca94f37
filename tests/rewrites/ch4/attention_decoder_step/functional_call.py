"""A GRUCell module that borrows the given weights by torch.func.functional_call."""

import torch
from torch import Tensor, nn
from torch.func import functional_call


def masked_softmax(scores: Tensor, mask: Tensor | None = None) -> Tensor:
    """Ready to use: softmax over the last dimension, 0 where mask is False, all 0 in rows without any True."""
    kept = torch.ones_like(scores, dtype=torch.bool) if mask is None else mask
    lowered = torch.where(kept, scores, torch.finfo(scores.dtype).min)
    return torch.softmax(lowered, dim=-1) * kept


NAMES = ("weight_ih", "weight_hh", "bias_ih", "bias_hh")


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
    with torch.device("meta"):
        cell = nn.GRUCell(emb.shape[1] + att_prev.shape[1], h.shape[1])
    borrowed = dict(zip(NAMES, gru_params))
    h_new = functional_call(cell, borrowed, (torch.cat([emb, att_prev], dim=1), h))
    scores = torch.baddbmm(h_new.new_zeros(1, 1, 1), (h_new @ W_a).unsqueeze(1), enc.mT)
    weights = masked_softmax(scores, src_mask.unsqueeze(1))
    context = torch.matmul(weights, enc).flatten(1)
    att_new = torch.tanh(torch.addmm(h_new.new_zeros(()), torch.cat([context, h_new], dim=1), W_c.T))
    return att_new.matmul(W_o.T), h_new, att_new, weights.flatten(1)
