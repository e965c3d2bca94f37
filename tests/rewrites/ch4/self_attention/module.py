"""Linear layers that borrow the matrices through functional_call, in the manner of an expert."""

import torch
from torch import Tensor, nn
from torch.func import functional_call


def masked_softmax(scores: Tensor, mask: Tensor | None = None) -> Tensor:
    """Ready to use: softmax over the last dimension, 0 where mask is False, all 0 in rows without any True."""
    kept = torch.ones_like(scores, dtype=torch.bool) if mask is None else mask
    lowered = torch.where(kept, scores, torch.finfo(scores.dtype).min)
    return torch.softmax(lowered, dim=-1) * kept


class Head(nn.Module):
    def __init__(self, size: int) -> None:
        super().__init__()
        self.query = nn.Linear(size, size, bias=False, device="meta")
        self.key = nn.Linear(size, size, bias=False, device="meta")
        self.value = nn.Linear(size, size, bias=False, device="meta")
        self.out = nn.Linear(size, size, bias=False, device="meta")
        self.scale = size**-0.5

    def forward(self, x: Tensor, allowed: Tensor) -> tuple[Tensor, Tensor]:
        scores = self.query(x) @ self.key(x).mT * self.scale
        weights = masked_softmax(scores, allowed)
        return self.out(weights @ self.value(x)), weights


def self_attention(
    x: Tensor,
    W_q: Tensor,
    W_k: Tensor,
    W_v: Tensor,
    W_o: Tensor,
    causal: bool = False,
    pad_mask: Tensor | None = None,
) -> tuple[Tensor, Tensor]:
    T = x.shape[1]
    allowed = torch.ones(1, T, T, dtype=torch.bool, device=x.device)
    if causal:
        allowed = allowed.tril(diagonal=0)
    if pad_mask is not None:
        allowed = allowed.logical_and(pad_mask.view(-1, 1, T))
    borrowed = {"query.weight": W_q, "key.weight": W_k, "value.weight": W_v, "out.weight": W_o}
    return functional_call(Head(x.shape[2]), borrowed, (x, allowed))
