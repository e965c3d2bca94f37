"""A dataclass for the decoder, with a method for each formula."""

from dataclasses import dataclass

import torch
from torch import Tensor


def masked_softmax(scores: Tensor, mask: Tensor | None = None) -> Tensor:
    """Ready to use: softmax over the last dimension, 0 where mask is False, all 0 in rows without any True."""
    kept = torch.ones_like(scores, dtype=torch.bool) if mask is None else mask
    lowered = torch.where(kept, scores, torch.finfo(scores.dtype).min)
    return torch.softmax(lowered, dim=-1) * kept


@dataclass(frozen=True)
class Luong:
    gru_params: tuple[Tensor, ...]
    W_a: Tensor
    W_c: Tensor
    W_o: Tensor

    def state(self, emb: Tensor, h: Tensor, att_prev: Tensor) -> Tensor:
        return torch.gru_cell(torch.cat([emb, att_prev], -1), h, *self.gru_params)

    def weights(self, h_new: Tensor, enc: Tensor, real: Tensor) -> Tensor:
        scores = torch.stack([((state @ self.W_a.T) * h_new).sum(-1) for state in enc.unbind(1)], -1)
        return masked_softmax(scores, real)

    def attention(self, weights: Tensor, h_new: Tensor, enc: Tensor) -> Tensor:
        context = torch.stack([row @ states for row, states in zip(weights, enc)])
        return torch.tanh(torch.cat([context, h_new], -1) @ self.W_c.T)

    def logits(self, att_new: Tensor) -> Tensor:
        return att_new @ self.W_o.T


def attention_decoder_step(emb, h, att_prev, enc, src_mask, gru_params, W_a, W_c, W_o):
    luong = Luong(tuple(gru_params), W_a, W_c, W_o)
    h_new = luong.state(emb, h, att_prev)
    weights = luong.weights(h_new, enc, src_mask)
    att_new = luong.attention(weights, h_new, enc)
    return luong.logits(att_new), h_new, att_new, weights
