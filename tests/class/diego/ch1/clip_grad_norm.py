import torch
from torch import Tensor


def clip_grad_norm(grads: list[Tensor | None], max_norm: float, eps: float = 1e-6) -> Tensor:
    """Recorta los gradientes por su norma global."""
    gradientes = [g for g in grads if g is not None]
    if not gradientes:
        return torch.tensor(0.0)
    norma = torch.cat([g.flatten() for g in gradientes]).norm()
    if norma > max_norm:
        for g in gradientes:
            g *= max_norm / (norma + eps)
    return norma
