"""Short, with one expression for the scores and a softmax of two lines."""

import torch


def masked_softmax(s, m=None):
    m = torch.ones_like(s).bool() if m is None else m
    return s.masked_fill(~m, torch.finfo(s.dtype).min).softmax(-1) * m


def additive_attention(q, k, v, W_q, W_k, w, mask=None):
    a = masked_softmax(((q @ W_q.T)[:, :, None] + (k @ W_k.T)[:, None]).tanh() @ w, mask)
    return a @ v, a
