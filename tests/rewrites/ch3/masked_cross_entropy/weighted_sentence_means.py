"""The mean of each sentence, weighted by its number of tokens."""

import torch
from torch import Tensor


def masked_cross_entropy(logits: Tensor, targets: Tensor, pad_id: int) -> Tensor:
    total, tokens = logits.sum() * 0, 0
    for z, y in zip(logits.unbind(0), targets.unbind(0), strict=True):
        keep = torch.nonzero(y != pad_id).flatten()
        n = keep.numel()
        if n:
            log_p = torch.log_softmax(z[keep], dim=-1)
            mean = -log_p.gather(1, y[keep].unsqueeze(1)).mean()
            total = total + mean * n
            tokens += n
    return total / (tokens or 1)
