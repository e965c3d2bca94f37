"""Short: one mask, one softmax, one return."""

import torch


def self_attention(x, W_q, W_k, W_v, W_o, causal=False, pad_mask=None):
    B, T, D = x.shape
    m = torch.ones(B, T, T, dtype=torch.bool, device=x.device).tril(0 if causal else T)
    m = m if pad_mask is None else m & pad_mask[:, None]
    s = (x @ W_q.T @ (x @ W_k.T).mT / D**0.5).masked_fill(~m, torch.finfo(x.dtype).min)
    w = s.softmax(-1).masked_fill(~m, 0)
    return w @ x @ W_v.T @ W_o.T, w
