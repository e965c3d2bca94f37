import torch
from torch import Tensor


def masked_softmax(scores: Tensor, mask: Tensor | None = None) -> Tensor:
    """Ready to use: softmax over the last dimension, 0 where mask is False, all 0 in rows without any True."""
    kept = torch.ones_like(scores, dtype=torch.bool) if mask is None else mask
    lowered = torch.where(kept, scores, torch.finfo(scores.dtype).min)
    return torch.softmax(lowered, dim=-1) * kept


def attention_decoder_step(emb, h, att_prev, enc, src_mask, gru_params, W_a, W_c, W_o):
    h_new = torch.gru_cell(torch.cat([emb, att_prev], dim=1), h, *gru_params)
    punteggi = ((h_new @ W_a).unsqueeze(1) @ enc.transpose(1, 2)).squeeze()
    pesi = masked_softmax(punteggi, src_mask)
    contesto = (pesi.unsqueeze(2) * enc).sum(1)
    att_new = torch.tanh(torch.cat([contesto, h_new], dim=1) @ W_c.T)
    return att_new @ W_o.T, h_new, att_new, pesi
