"""torch.distributions gives the log-probabilities of the targets."""

import torch
from torch import Tensor
from torch.distributions import Categorical


def masked_cross_entropy(logits: Tensor, targets: Tensor, pad_id: int) -> Tensor:
    mask = targets != pad_id
    log_prob = Categorical(logits=logits).log_prob(targets.masked_fill(~mask, 0))
    return -log_prob.masked_fill(~mask, 0).sum() / mask.sum().clamp(min=1)
