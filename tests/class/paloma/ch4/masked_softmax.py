import torch
from torch import Tensor


def masked_softmax(scores: Tensor, mask: Tensor | None = None, dim: int = -1) -> Tensor:
    # lo enmascarado vale -inf, y exp(-inf) = 0
    if mask is not None:
        scores = torch.where(mask, scores, -torch.inf)
    maximo = torch.amax(scores, dim=dim, keepdim=True)
    exps = (scores - maximo).exp()
    return exps / exps.sum(dim=dim, keepdim=True)
