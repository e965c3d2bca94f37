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
    # where to look: compare the decoder's state with every state of the encoder
    query = torch.matmul(h, W_a)                                      # [B, H]
    scores = torch.matmul(enc, query.unsqueeze(-1)).squeeze(-1)       # [B, S]
    weights = masked_softmax(scores, src_mask)
    context = torch.sum(weights.unsqueeze(-1) * enc, dim=1)

    # then the recurrent step
    w_ih, w_hh, b_ih, b_hh = gru_params
    h_new = torch.gru_cell(torch.cat((emb, att_prev), dim=-1), h, w_ih, w_hh, b_ih, b_hh)

    att_new = torch.tanh(torch.matmul(torch.cat((context, h_new), dim=-1), W_c.t()))
    logits = torch.matmul(att_new, W_o.t())
    return logits, h_new, att_new, weights
