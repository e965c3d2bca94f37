"""Nothing is joined: W_c and weight_ih are cut in two, and each half meets its own vector."""

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
    E, H = emb.shape[1], h.shape[1]
    of_word, of_attention = gru_params[0].split([E, H], dim=1)
    given = emb @ of_word.T + att_prev @ of_attention.T + gru_params[2]
    kept = h @ gru_params[1].T + gru_params[3]
    reset = torch.sigmoid(given[:, :H] + kept[:, :H])
    update = torch.sigmoid(given[:, H : 2 * H] + kept[:, H : 2 * H])
    candidate = torch.tanh(given[:, 2 * H :] + reset * kept[:, 2 * H :])
    h_new = torch.lerp(candidate, h, update)
    weights = masked_softmax((enc @ (h_new @ W_a)[:, :, None])[:, :, 0], src_mask)
    context = (enc.mT @ weights[:, :, None])[:, :, 0]
    att_new = torch.tanh(context @ W_c[:, :H].T + h_new @ W_c[:, H:].T)
    return att_new @ W_o.T, h_new, att_new, weights
