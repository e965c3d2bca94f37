"""The step of one sample, mapped over the batch by torch.vmap."""

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
    W_ih, W_hh, b_ih, b_hh = gru_params

    def of_one_sample(word: Tensor, old: Tensor, fed: Tensor, states: Tensor, real: Tensor):
        a = W_ih @ torch.cat([word, fed]) + b_ih
        b = W_hh @ old + b_hh
        (ar, az, an), (br, bz, bn) = a.view(3, -1), b.view(3, -1)
        z = torch.sigmoid(az + bz)
        new = (1 - z) * torch.tanh(an + torch.sigmoid(ar + br) * bn) + z * old
        weights = masked_softmax(states @ (new @ W_a), real)
        att = torch.tanh(W_c @ torch.cat([weights @ states, new]))
        return W_o @ att, new, att, weights

    return torch.vmap(of_one_sample)(emb, h, att_prev, enc, src_mask)
