# I checked this one with the public cases only.
# softmax by hand
import torch


def masked_softmax(scores, mask):
    if mask is not None:
        scores = scores.masked_fill(~mask, float("-inf"))
    e = torch.exp(scores)
    total = e.sum(dim=-1, keepdim=True)
    return e / torch.where(total == 0, torch.ones_like(total), total)


def dot_product_attention(q, k, v, mask=None, scale=None):
    d = k.shape[-1]
    scores = q @ k.transpose(-1, -2)
    scores = scores / d ** 0.5 if scale is None else scores * scale
    weights = masked_softmax(scores, mask)
    context = weights @ v
    return context, weights
