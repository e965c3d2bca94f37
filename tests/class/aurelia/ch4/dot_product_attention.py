import torch
from torch import Tensor


def dot_product_attention(
    q: Tensor,
    k: Tensor,
    v: Tensor,
    mask: Tensor | None = None,
    scale: float | None = None,
) -> tuple[Tensor, Tensor]:
    """Scaled dot-product attention.

    Args:
        q: queries, shape [..., Tq, d]; there may be any number of leading dimensions, also none.
        k: keys, shape [..., Tk, d], with the same leading dimensions as q.
        v: values, shape [..., Tk, dv], with the same leading dimensions as q.
        mask: bool, broadcastable to [..., Tq, Tk]; True means that the query may attend to the key. None
            allows all.
        scale: factor by which the dot products are multiplied; None means 1 over the square root of d.
            0 is a factor like any other.

    Returns:
        (context, weights): context of shape [..., Tq, dv], weights of shape [..., Tq, Tk], both with q's
        dtype and device, and both connected to the graph. Weights are exactly 0 where the mask is False.
        For a query that may attend to nothing, weights, context and gradient are 0. The arguments stay as
        they are.

    Large scores must not overflow. Write it with torch operations on tensors; torch's ready-made attention
    is not allowed.
    """
    if scale is None:
        scale = q.shape[-1] ** -0.5
    scores = q @ k.transpose(-1, -2)
    if mask is None:
        weights = torch.softmax(scores, dim=-1)
    else:
        lowest = torch.finfo(scores.dtype).min  # not -inf: a row of nothing else would become NaN
        weights = torch.softmax(scores.masked_fill(~mask, lowest), dim=-1) * mask
    return weights @ v, weights
