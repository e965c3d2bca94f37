"""The norm in numpy, np.minimum for the factor since it hands NaN on, and copy_ of a new tensor."""

import numpy as np
import torch
from torch import Tensor


def clip_grad_norm(grads: list[Tensor | None], max_norm: float, eps: float = 1e-6) -> Tensor:
    given = [grad for grad in grads if grad is not None]
    if len(given) < 1:
        return torch.tensor(0.0)
    everything = np.concatenate([grad.detach().cpu().numpy().ravel() for grad in given])
    norm = np.sqrt(np.dot(everything, everything))
    factor = float(np.minimum(1.0, max_norm / (norm + eps)))
    for grad in given:
        with torch.no_grad():
            grad.copy_(grad * factor)
    return torch.tensor(norm.item(), dtype=given[0].dtype, device=given[0].device)
