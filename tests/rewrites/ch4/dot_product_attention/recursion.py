"""Leading dimensions are unwound by recursion; each query attends only to the keys that it may see."""

import torch
from torch import Tensor


def attend(q: Tensor, k: Tensor, v: Tensor, keep: Tensor, scale: float) -> tuple[Tensor, Tensor]:
    if q.dim() > 2:
        contexts, weights = zip(*(attend(*sample, scale) for sample in zip(q, k, v, keep)))
        return torch.stack(contexts), torch.stack(weights)
    rows = [weights_of(query, k, seen, scale) for query, seen in zip(q, keep)]
    return torch.stack([row @ v for row in rows]), torch.stack(rows)


def weights_of(query: Tensor, k: Tensor, seen: Tensor, scale: float) -> Tensor:
    places = seen.nonzero().flatten()
    share = torch.softmax(k.index_select(0, places) @ query * scale, dim=0)
    return query.new_zeros(len(k)).index_copy(0, places, share)


def dot_product_attention(
    q: Tensor, k: Tensor, v: Tensor, mask: Tensor | None = None, scale: float | None = None
) -> tuple[Tensor, Tensor]:
    shape = q.shape[:-1] + k.shape[-2:-1]
    keep = torch.ones(shape, dtype=torch.bool, device=q.device) if mask is None else mask.expand(shape)
    return attend(q, k, v, keep, q.shape[-1] ** -0.5 if scale is None else scale)
