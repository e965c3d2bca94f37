"""ch4.alignment: Alignments: where attention looks (4 points)."""

import torch
from torch import Tensor


def alignment(weights: Tensor, src_mask: Tensor) -> tuple[Tensor, Tensor]:
    """Where each target token looks, and how widely."""
    mask = src_mask.unsqueeze(1)  # [B, 1, S]
    argmax = weights.masked_fill(~mask, float("-inf")).argmax(dim=-1)
    w = weights.masked_fill(~mask, 0.0)
    entropy = -torch.xlogy(w, w).sum(dim=-1)
    return argmax, entropy


def alignment_accuracy(argmax: Tensor, gold: list[list[list[int]]]) -> float:
    """The fraction of target tokens that look at a right source position."""
    correct = 0
    total = 0
    for b in range(len(gold)):
        for t in range(len(gold[b])):
            if not gold[b][t]:
                continue
            total += 1
            if argmax[b, t].item() in gold[b][t]:
                correct += 1
    if total == 0:
        return float("nan")
    return correct / total
