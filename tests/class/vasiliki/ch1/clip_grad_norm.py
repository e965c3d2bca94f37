import torch


def clip_grad_norm(grads, max_norm, eps=1e-6):
    grads = [g for g in grads if g is not None]
    if len(grads) == 0:
        return torch.tensor(0.0)
    total_norm = torch.sqrt(sum((g**2).sum() for g in grads))
    factor = torch.clamp(max_norm / total_norm + eps, max=1.0)
    for g in grads:
        g.mul_(factor)
    return total_norm
