"""One stacked matrix for the gates r and z, own exponentials, and padding left out by index."""

import torch
from torch import Tensor


def shares(scores: Tensor, real: Tensor) -> Tensor:
    places = torch.nonzero(real)[:, 0]
    weights = scores.new_zeros(scores.shape)
    if len(places) == 0:
        return weights
    kept = scores[places]
    powers = torch.exp(kept - kept.max())
    return weights.index_add(0, places, powers / powers.sum())


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
    H = h.shape[1]
    x = torch.cat([emb, att_prev], dim=1)
    both = torch.cat([W_ih[: 2 * H], W_hh[: 2 * H]], dim=1)
    gates = torch.sigmoid(torch.cat([x, h], dim=1) @ both.T + (b_ih + b_hh)[: 2 * H])
    n = torch.tanh(x @ W_ih[2 * H :].T + b_ih[2 * H :] + gates[:, :H] * (h @ W_hh[2 * H :].T + b_hh[2 * H :]))
    h_new = n - gates[:, H:] * n + gates[:, H:] * h
    scores = torch.einsum("bh,bsh->bs", h_new @ W_a, enc)
    weights = torch.stack([shares(row, real) for row, real in zip(scores, src_mask)])
    context = torch.stack([states.T @ row for row, states in zip(weights, enc)])
    att_new = torch.tanh(torch.cat([context, h_new], dim=1) @ W_c.T)
    return att_new @ W_o.T, h_new, att_new, weights
