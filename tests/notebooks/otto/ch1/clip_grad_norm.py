"""ch1.clip_grad_norm: Gradient clipping (5 points).

README.md says what to do. Replace each raise NotImplementedError below, keep the names, and check yourself with

    pytest assignments/ch1/test_clip_grad_norm.py
"""

import torch
from torch import Tensor


def clip_grad_norm(grads: list[Tensor | None], max_norm: float, eps: float = 1e-6) -> Tensor:
    """Scale gradients in place so that their global norm is at most max_norm.

    Args:
        grads: floats of any shapes, all of one dtype and on one device; None is skipped. The list may be empty.
        max_norm: the limit, above 0.
        eps: added to the norm in the factor, min(1, max_norm / (norm + eps)).

    Returns:
        The norm before clipping: a tensor without axes, of the gradients' dtype; torch.tensor(0.0) if there is no
        gradient.

    The tensors in grads are multiplied in place, all by the same factor; where the norm is at most max_norm - eps
    that is 1. If any entry is NaN, the norm and every gradient become NaN.

    Write it yourself: torch.nn.utils.clip_grad_norm_ and its relatives are not allowed.
    """
    raise NotImplementedError("ch1.clip_grad_norm is not started")
