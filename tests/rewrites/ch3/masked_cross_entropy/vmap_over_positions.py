"""The loss of a single position, mapped over steps and sentences by torch.vmap."""

import torch
from torch import Tensor


def masked_cross_entropy(logits: Tensor, targets: Tensor, pad_id: int) -> Tensor:
    def position(z: Tensor, y: Tensor) -> tuple[Tensor, Tensor]:
        counts = y != pad_id
        chosen = z.index_select(0, torch.where(counts, y, 0).reshape(1)).squeeze(0)
        return counts * (torch.logsumexp(z, 0) - chosen), counts

    loss, counts = torch.vmap(torch.vmap(position))(logits, targets)
    return loss.sum() / counts.sum().clamp(min=1)
