import torch
from torch import Tensor


def masked_softmax(scores: Tensor, mask: Tensor | None = None) -> Tensor:
    """Ready to use: softmax over the last dimension, 0 where mask is False, all 0 in rows without any True."""
    kept = torch.ones_like(scores, dtype=torch.bool) if mask is None else mask
    lowered = torch.where(kept, scores, torch.finfo(scores.dtype).min)
    return torch.softmax(lowered, dim=-1) * kept


def gru(x, h, W_ih, W_hh, b_ih, b_hh):
    # la misma celda que escribí en el capítulo 2
    a_r, a_z, a_n = (x @ W_ih.T + b_ih).chunk(3, dim=1)
    c_r, c_z, c_n = (h @ W_hh.T + b_hh).chunk(3, dim=1)
    r = torch.sigmoid(a_r + c_r)
    z = torch.sigmoid(a_z + c_z)
    n = torch.tanh(a_n + r * c_n)
    return n + z * (h - n)


def attention_decoder_step(emb, h, att_prev, enc, src_mask, gru_params, W_a, W_c, W_o):
    h_new = gru(torch.cat([emb, att_prev], dim=1), h, *gru_params)
    scores = torch.einsum("bi,ij,bsj->bs", h_new, W_a, enc)
    weights = masked_softmax(scores, src_mask)
    contexto = torch.einsum("bs,bsh->bh", weights, enc)
    att_new = torch.tanh(torch.cat([h_new, contexto], dim=1) @ W_c.T)
    return att_new @ W_o.T, h_new, att_new, weights
