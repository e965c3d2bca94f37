import torch
from torch import Tensor


def alignment(weights: Tensor, src_mask: Tensor) -> tuple[Tensor, Tensor]:
    """Where each target token looks, and how widely."""
    mask = src_mask.unsqueeze(1)
    argmax = weights.masked_fill(~mask, -1).argmax(-1)
    w = weights.masked_fill(~mask, 0)
    return argmax, -torch.xlogy(w, w).sum(-1)


def alignment_accuracy(argmax: Tensor, gold: list[list[list[int]]]) -> float:
    """The fraction of target tokens that look at a right source position."""
    right = 0
    total = 0
    for b in range(len(gold)):
        t = 0
        while t < len(gold[b]):
            if not gold[b][t]:
                continue        # никто не знает, пропускаем
            total += 1
            if int(argmax[b][t]) in gold[b][t]:
                right += 1
            t += 1
    return right / total if total > 0 else float("nan")
