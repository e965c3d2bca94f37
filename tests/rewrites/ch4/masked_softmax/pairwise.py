"""Every weight from the differences with all other scores: 1 over the sum of exp(s_k - s_j)."""

import torch
from torch import Tensor


def masked_softmax(scores: Tensor, mask: Tensor | None = None, dim: int = -1) -> Tensor:
    s = scores.movedim(dim, -1)
    if mask is None:
        return torch.exp(-torch.logsumexp(s[..., None, :] - s[..., :, None], -1)).movedim(-1, dim)
    m = mask.expand(scores.shape).movedim(dim, -1)
    s = torch.where(m, s, 0)
    both = m[..., None, :] & m[..., :, None]
    both = both | torch.eye(s.shape[-1], dtype=torch.bool, device=s.device)
    differences = torch.where(both, s[..., None, :] - s[..., :, None], -torch.inf)
    return (torch.exp(-torch.logsumexp(differences, -1)) * m).movedim(-1, dim)
