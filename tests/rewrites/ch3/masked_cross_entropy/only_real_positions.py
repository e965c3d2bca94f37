"""Boolean indexing keeps the rows of real tokens, and nothing else is computed."""

import torch
from torch import Tensor


def masked_cross_entropy(logits: Tensor, targets: Tensor, pad_id: int) -> Tensor:
    real = targets != pad_id
    z, y = logits[real], targets[real]
    log_p = z.log_softmax(dim=1)
    picked = log_p[torch.arange(len(y), device=y.device), y]
    return -picked.sum() / max(len(y), 1)
