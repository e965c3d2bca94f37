# Ingrid H. - kapittel 1
from functools import reduce

import torch


def clip_grad_norm(grads, max_norm, eps=1e-6):
    """hypot(a, b) is the norm of (a, b), so the norm of all comes out of a chain of hypots (no overflow either)."""
    there = list(filter(lambda g: g is not None, grads))
    if not there:
        return torch.tensor(0.0)
    norms = [torch.linalg.vector_norm(g) for g in there]
    total = reduce(torch.hypot, norms)
    factor = max_norm / (total + eps)
    if not factor >= 1:  # also true for nan
        for g in there:
            g.copy_(factor * g)
    return total
