"""In the manner of a beginner: long names, intermediate variables and an if for everything."""

import torch
import torch.nn.functional as F


def dot_product_attention(q, k, v, mask=None, scale=None):
    size_of_key = k.shape[-1]
    if scale is None:
        scale_factor = 1.0 / (size_of_key**0.5)
    else:
        scale_factor = scale
    keys_transposed = k.transpose(-2, -1)
    dot_products = torch.matmul(q, keys_transposed)
    scores = dot_products * scale_factor
    if mask is not None:
        not_allowed = mask == False  # noqa: E712
        scores = torch.masked_fill(scores, not_allowed, torch.finfo(scores.dtype).min)
    weights = F.softmax(scores, dim=-1)
    if mask is not None:
        weights = torch.masked_fill(weights, not_allowed, 0.0)
    context = torch.matmul(weights, v)
    return context, weights
