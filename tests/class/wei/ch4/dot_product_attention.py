# 作者：王伟  作业 ch4.dot_product_attention
import torch

def dot_product_attention(q, k, v, mask=None, scale=None):
    s = q @ k.permute(*range(k.ndim)[::-1]) * (q.shape[-1] ** -.5 if scale is None else scale)
    m = torch.ones_like(s, dtype=torch.bool) if mask is None else mask
    w = s.masked_fill(~m, torch.finfo(s.dtype).min).softmax(-1) * m
    return w @ v, w
