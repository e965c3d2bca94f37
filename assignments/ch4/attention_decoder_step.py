"""ch4.attention_decoder_step: A decoder step with attention (8 points).

README.md says what to do. Replace each raise NotImplementedError below, keep the names, and check yourself with

    pytest assignments/ch4/test_attention_decoder_step.py
"""

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
    """One step of a GRU decoder with Luong's attention ("general", not scaled) and input feeding.

    Args:
        emb: embedding of the last word, shape [B, E].
        h: state of the GRU, shape [B, H].
        att_prev: attention vector of the step before, shape [B, H].
        enc: states of the encoder, shape [B, S, H].
        src_mask: bool, shape [B, S]; True at real tokens, False at padding.
        gru_params: weight_ih [3H, E + H], weight_hh [3H, H], bias_ih [3H] and bias_hh [3H], as torch.gru_cell takes
            them; the input of the GRU is [emb; att_prev].
        W_a: shape [H, H]; the score of source position s is h_new . (W_a enc_s).
        W_c: shape [H, 2H]; att_new is tanh(W_c [context; h_new]).
        W_o: shape [V, H]; the logits are W_o att_new.

    Returns:
        (logits, h_new, att_new, weights), of shapes [B, V], [B, H], [B, H] and [B, S], with emb's dtype and device and
        connected to the graph. Weights are exactly 0 at padding; if a source is all padding, its weights and context
        are 0. The arguments stay as they are.

    torch.gru_cell is allowed, torch's ready-made attention is not.
    """
    raise NotImplementedError("ch4.attention_decoder_step is not started")
