import torch


def clip_grad_norm(grads, max_norm, eps=1e-6):
    total = torch.tensor(0.0)
    for g in grads:
        if g is None:
            continue
        norm = torch.linalg.norm(g)
        total = total + norm**2
        if norm > max_norm:
            g *= max_norm / (norm + eps)
    return torch.sqrt(total)
