"""The GRU written out with chunk, everything else by einsum."""

import torch
from torch import Tensor, einsum


def masked_softmax(scores: Tensor, mask: Tensor | None = None) -> Tensor:
    """Ready to use: softmax over the last dimension, 0 where mask is False, all 0 in rows without any True."""
    kept = torch.ones_like(scores, dtype=torch.bool) if mask is None else mask
    lowered = torch.where(kept, scores, torch.finfo(scores.dtype).min)
    return torch.softmax(lowered, dim=-1) * kept


def gru(x: Tensor, h: Tensor, W_ih: Tensor, W_hh: Tensor, b_ih: Tensor, b_hh: Tensor) -> Tensor:
    xr, xz, xn = (einsum("be,ge->bg", x, W_ih) + b_ih).chunk(3, dim=1)
    hr, hz, hn = (einsum("bh,gh->bg", h, W_hh) + b_hh).chunk(3, dim=1)
    r, z = torch.sigmoid(xr + hr), torch.sigmoid(xz + hz)
    n = torch.tanh(xn + r * hn)
    return n + z * (h - n)


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
    h_new = gru(torch.cat((emb, att_prev), -1), h, *gru_params)
    weights = masked_softmax(einsum("bh,hk,bsk->bs", h_new, W_a, enc), src_mask)
    context = einsum("bs,bsh->bh", weights, enc)
    att_new = einsum("bi,hi->bh", torch.cat((context, h_new), -1), W_c).tanh()
    return einsum("bh,vh->bv", att_new, W_o), h_new, att_new, weights
