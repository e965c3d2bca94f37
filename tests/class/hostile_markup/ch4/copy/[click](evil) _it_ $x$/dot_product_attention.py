import torch

def dot_product_attention(q, k, v, mask=None, scale=None):
    s = q @ k.mT * (q.shape[-1] ** -.5 if scale is None else scale)
    m = torch.ones_like(s, dtype=torch.bool) if mask is None else mask
    w = s.masked_fill(~m, torch.finfo(s.dtype).min).softmax(-1) * m
    return w @ v, w
