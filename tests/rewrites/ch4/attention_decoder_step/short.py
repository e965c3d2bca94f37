"""Short, with single letters and assignment expressions."""

import torch


def masked_softmax(s, m):
    return s.masked_fill(~m, torch.finfo(s.dtype).min).softmax(-1) * m


def attention_decoder_step(emb, h, att_prev, enc, src_mask, gru_params, W_a, W_c, W_o):
    n = torch.gru_cell(torch.cat([emb, att_prev], 1), h, *gru_params)
    w = masked_softmax((enc @ (n @ W_a)[..., None])[..., 0], src_mask)
    return (a := (torch.cat([(w[:, None] @ enc)[:, 0], n], 1) @ W_c.T).tanh()) @ W_o.T, n, a, w
