"""Strategy: the operator that scaled_dot_product_attention calls also returns the weights."""
import torch


def dot_product_attention(q, k, v, mask=None, scale=None):
    if mask is not None:
        mask = torch.zeros(mask.shape, dtype=q.dtype).masked_fill(~mask, torch.finfo(q.dtype).min / 2)
    context, weights = torch.ops.aten._scaled_dot_product_attention_math(q, k, v, mask, 0.0, False, None, scale=scale)
    return context, weights
