import torch
from torch import Tensor


def clip_grad_norm(grads, max_norm, eps=1e-6):
    squares = torch.tensor(0.0)
    for g in grads:
        if g is None:
            continue
        norm = g.norm()
        squares = squares + norm**2
        g.mul_(torch.clamp(max_norm / (norm + eps), max=1.0))
    return squares.sqrt()
