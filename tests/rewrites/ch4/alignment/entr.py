"""torch.special.entr knows minus w ln w; padding is filled with masked_fill."""

import torch
from torch import Tensor


def alignment(weights: Tensor, src_mask: Tensor) -> tuple[Tensor, Tensor]:
    padding = src_mask.logical_not().unsqueeze(1)
    entropy = torch.special.entr(weights.masked_fill(padding, 0.0)).sum(-1)
    return weights.masked_fill(padding, float("-inf")).max(-1).indices, entropy


def alignment_accuracy(argmax: Tensor, gold: list[list[list[int]]]) -> float:
    flat = [answers for sentence in gold for answers in sentence]
    hits = [float(place in answers) for place, answers in zip(argmax.flatten().tolist(), flat) if answers]
    return torch.tensor(hits, dtype=torch.float64).mean().item()
