# thanks to my study group (Ada, Tunde, Ngozi) for the discussions, code is mine
import torch


def dot_product_attention(q, k, v, mask=None, scale=None):
    if scale is None:
        scale = q.shape[-1] ** 0.5
    scores = (q @ k.transpose(-1, -2)) * scale

    if mask is None:
        weights = scores.softmax(-1)
    else:
        blocked = ~mask
        empty = blocked.all(dim=-1, keepdim=True)          # nothing to look at
        scores = scores.masked_fill(blocked, float("-inf"))
        scores = scores.masked_fill(empty, 0.0)            # so that softmax gives no NaN
        weights = scores.softmax(-1).masked_fill(empty, 0.0)

    return weights @ v, weights
