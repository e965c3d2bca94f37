"""One sample at a time, one source position at a time."""

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
    weight_ih, weight_hh, bias_ih, bias_hh = gru_params
    results = []
    for b in range(emb.shape[0]):
        joined = torch.cat([emb[b], att_prev[b]])
        state = torch.gru_cell(joined[None], h[b][None], weight_ih, weight_hh, bias_ih, bias_hh)[0]
        scores = []
        for s in range(enc.shape[1]):
            scores.append(torch.dot(state, W_a.mv(enc[b, s])))
        weights = masked_softmax(torch.stack(scores), src_mask[b])
        context = torch.zeros_like(state)
        for s in range(enc.shape[1]):
            context = context + weights[s] * enc[b, s]
        att = torch.tanh(W_c.mv(torch.cat([context, state])))
        results.append((W_o.mv(att), state, att, weights))
    logits, states, atts, tables = zip(*results)
    return torch.stack(logits), torch.stack(states), torch.stack(atts), torch.stack(tables)
