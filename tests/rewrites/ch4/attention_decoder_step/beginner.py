"""In the manner of a beginner: every gate, shape and transposition on a line of its own."""

import torch


def masked_softmax(scores, mask=None):
    kept = torch.ones_like(scores, dtype=torch.bool) if mask is None else mask
    lowered = torch.where(kept, scores, torch.finfo(scores.dtype).min)
    return torch.softmax(lowered, dim=-1) * kept


def attention_decoder_step(emb, h, att_prev, enc, src_mask, gru_params, W_a, W_c, W_o):
    hidden_size = h.shape[1]
    weight_ih = gru_params[0]
    weight_hh = gru_params[1]
    bias_ih = gru_params[2]
    bias_hh = gru_params[3]

    # the GRU
    gru_input = torch.cat([emb, att_prev], dim=1)
    from_input = torch.matmul(gru_input, weight_ih.T) + bias_ih
    from_state = torch.matmul(h, weight_hh.T) + bias_hh
    r_input = from_input[:, 0:hidden_size]
    z_input = from_input[:, hidden_size : 2 * hidden_size]
    n_input = from_input[:, 2 * hidden_size : 3 * hidden_size]
    r_state = from_state[:, 0:hidden_size]
    z_state = from_state[:, hidden_size : 2 * hidden_size]
    n_state = from_state[:, 2 * hidden_size : 3 * hidden_size]
    r = torch.sigmoid(r_input + r_state)
    z = torch.sigmoid(z_input + z_state)
    n = torch.tanh(n_input + r * n_state)
    h_new = (1 - z) * n + z * h

    # the scores
    query = torch.matmul(h_new, W_a)
    query = query.unsqueeze(1)
    keys = torch.transpose(enc, 1, 2)
    scores = torch.matmul(query, keys)
    scores = scores.squeeze(1)
    weights = masked_softmax(scores, src_mask)

    # the context
    context = torch.matmul(weights.unsqueeze(1), enc)
    context = context.squeeze(1)

    # the results
    context_and_state = torch.cat([context, h_new], dim=1)
    att_new = torch.tanh(torch.matmul(context_and_state, W_c.T))
    logits = torch.matmul(att_new, W_o.T)
    return logits, h_new, att_new, weights
