# Esercizio ch4.dot_product_attention. La soluzione è mia.
# softmax by hand: subtract the maximum first, otherwise exp overflows (learned that the hard way)
import torch


def masked_softmax(scores, mask):
    if mask is not None:
        scores = torch.where(mask, scores, torch.tensor(-1e30, dtype=scores.dtype))
    top = scores.max(dim=-1, keepdim=True).values
    e = torch.exp(scores - top)
    if mask is not None:
        e = e * mask
    total = e.sum(dim=-1, keepdim=True)
    return e / torch.where(total == 0, torch.ones_like(total), total)


def dot_product_attention(q, k, v, mask=None, scale=None):
    d = k.shape[-1]
    scores = q @ k.transpose(-1, -2)
    scores = scores / d ** 0.5 if scale is None else scores / scale
    weights = masked_softmax(scores, mask)
    context = weights @ v
    return context, weights
