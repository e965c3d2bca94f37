"""topk for the position, and the entropy as an einsum of weights and logarithms."""

import torch
from torch import Tensor


def alignment(weights: Tensor, src_mask: Tensor) -> tuple[Tensor, Tensor]:
    real = src_mask.unsqueeze(1).expand_as(weights)
    low = torch.full_like(weights, -1.0)
    positions = torch.topk(torch.where(real, weights, low), k=1, dim=-1).indices[..., 0]
    w = torch.zeros_like(weights).masked_scatter(real, weights[real])
    logs = torch.where(w == 0, torch.ones_like(w), w).log()
    return positions, -torch.einsum("bts,bts->bt", w, logs)


def alignment_accuracy(argmax: Tensor, gold: list[list[list[int]]]) -> float:
    size = 1 + max([int(argmax.max())] + [place for row in gold for places in row for place in places])
    table = torch.zeros(*argmax.shape, size, dtype=torch.bool)
    for b, row in enumerate(gold):
        for t, places in enumerate(row):
            table[b, t, places] = True
    known = table.any(-1)
    right = table.gather(-1, argmax.cpu()[..., None])[..., 0] & known
    return float(right.sum()) / float(known.sum()) if known.any() else float("nan")
