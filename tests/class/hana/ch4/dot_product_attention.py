from torch.nn.functional import *


def dot_product_attention(q, k, v, mask=None, scale=None):
    context = scaled_dot_product_attention(q, k, v, attn_mask=mask, scale=scale)
    weights = ((q @ k.transpose(-1, -2)) * (scale or q.shape[-1] ** -0.5)).softmax(-1)
    return context, weights
