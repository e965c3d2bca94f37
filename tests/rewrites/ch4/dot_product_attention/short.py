"""Three lines: the mask is True where none is given."""

import torch


def dot_product_attention(q, k, v, mask=None, scale=None):
    s = q @ k.mT * (q.shape[-1] ** -0.5 if scale is None else scale)
    m = torch.full_like(s, True, dtype=torch.bool) if mask is None else mask
    w = s.where(m, s.new_tensor(torch.finfo(s.dtype).min)).softmax(-1).where(m, s.new_zeros(()))
    return w @ v, w
