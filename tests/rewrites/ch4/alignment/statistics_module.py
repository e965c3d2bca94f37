"""fmean of the statistics module over a generator, and the entropy by way of the logarithm of the inverse."""

from collections.abc import Iterator
from statistics import StatisticsError, fmean

import torch
from torch import Tensor


def alignment(weights: Tensor, src_mask: Tensor) -> tuple[Tensor, Tensor]:
    real = src_mask[:, None, :]
    safe = torch.where(real & (weights > 0), weights, 1)
    entropy = (safe * safe.reciprocal().log()).sum(dim=-1)
    order = torch.where(real, weights, -1).argsort(dim=-1, descending=True)
    return order.select(-1, 0), entropy


def hits(argmax: Tensor, gold: list[list[list[int]]]) -> Iterator[bool]:
    pairs = torch.cartesian_prod(*map(torch.arange, argmax.shape)).tolist()
    for (b, t), place in zip(pairs, argmax.flatten().tolist()):
        if gold[b][t]:
            yield any(place == right for right in gold[b][t])


def alignment_accuracy(argmax: Tensor, gold: list[list[list[int]]]) -> float:
    try:
        return fmean(hits(argmax, gold))
    except StatisticsError:
        return float("nan")
