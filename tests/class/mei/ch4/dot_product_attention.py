# 注意力机制
import torch
from torch import einsum


def dot_product_attention(q, k, v, mask=None, scale=None):
    factor = q.shape[-1] ** -0.5 if scale is None else scale
    logits = einsum("...qd,...kd->...qk", q, k) * factor
    if mask is None:
        w = logits.softmax(dim=-1)
    else:
        # masked_fill gives the masked entries no gradient, so the NaN of an empty row does not come back
        w = logits.masked_fill(~mask, -torch.inf).softmax(dim=-1).nan_to_num(0.0)
    return einsum("...qk,...kv->...qv", w, v), w
