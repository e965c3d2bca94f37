"""A beginner's version: a running sum of squares in a loop, a root, and an if."""

import torch


def clip_grad_norm(grads, max_norm, eps=1e-6):
    # collect what is there
    real_grads = []
    for g in grads:
        if g is not None:
            real_grads.append(g)
    if len(real_grads) == 0:
        return torch.tensor(0.0)
    # the norm of everything
    total = 0
    for g in real_grads:
        total = total + (g**2).sum()
    norm = torch.sqrt(total)
    # the factor
    factor = max_norm / (norm + eps)
    if factor > 1:
        factor = torch.ones_like(factor)
    for g in real_grads:
        g *= factor
    return norm
