"""One step of all sentences after the other, numerator and denominator accumulated in a small class."""

import torch
from torch import Tensor


class MaskedMean:
    def __init__(self, like: Tensor) -> None:
        self.total = like.new_zeros(())
        self.count = torch.zeros((), dtype=torch.int64, device=like.device)

    def add(self, values: Tensor, mask: Tensor) -> None:
        self.total = self.total + values.mul(mask).sum()
        self.count = self.count + mask.sum()

    def result(self) -> Tensor:
        return self.total / torch.maximum(self.count, torch.ones_like(self.count))


def masked_cross_entropy(logits: Tensor, targets: Tensor, pad_id: int) -> Tensor:
    mean = MaskedMean(logits)
    for t in range(logits.shape[1]):
        z, y = logits[:, t], targets[:, t]
        mask = y != pad_id
        picked = z.gather(1, y.masked_fill(y == pad_id, 0).unsqueeze(1)).squeeze(1)
        mean.add(z.logsumexp(dim=1) - picked, mask)
    return mean.result()
