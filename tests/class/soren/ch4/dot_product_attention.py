import torch
from torch import einsum


def dot_product_attention(q, k, v, mask=None, scale=None):
    factor = q.shape[-1] ** -0.5 if scale is None else scale
    logits = einsum("...qd,...kd->...qk", q, k) * factor
    if mask is None:
        w = logits.softmax(dim=-1)
    else:
        bias = torch.zeros(mask.shape, dtype=q.dtype).masked_fill(~mask, -torch.inf)
        w = (logits + bias).softmax(dim=-1).nan_to_num(0.0)
    return einsum("...qk,...kv->...qv", w, v), w


if __name__ == "__main__":
    ctx, w = dot_product_attention(torch.randn(2, 3, 4), torch.randn(2, 5, 4), torch.randn(2, 5, 6))
    print(ctx.shape, w.sum(-1))
