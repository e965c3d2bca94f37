"""One einsum for each kind; concat with the two halves of W."""

import torch
from torch import Tensor, einsum


def luong_scores(q: Tensor, k: Tensor, kind: str, W: Tensor | None = None, v: Tensor | None = None) -> Tensor:
    match kind:
        case "dot":
            return einsum("bid,bjd->bij", q, k)
        case "general":
            return einsum("bid,de,bje->bij", q, W, k)
        case "concat":
            of_query, of_key = W.split([q.shape[-1], k.shape[-1]], dim=1)
            queries, keys = einsum("bid,ad->bia", q, of_query), einsum("bje,ae->bja", k, of_key)
            return einsum("bija,a->bij", torch.tanh(queries[:, :, None] + keys[:, None]), v)
        case _:
            raise ValueError(kind)
