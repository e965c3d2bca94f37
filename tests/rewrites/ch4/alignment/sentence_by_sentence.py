"""Padding is cut out of each sentence by indexing, and positions are translated back."""

import torch
from torch import Tensor


def of_one_sentence(weights: Tensor, real: Tensor) -> tuple[Tensor, Tensor]:
    places = real.nonzero().squeeze(1)
    kept = weights.index_select(1, places)
    logs = kept.log().nan_to_num(neginf=0.0)
    return places[kept.argmax(1)], (kept * logs).sum(1).neg()


def alignment(weights: Tensor, src_mask: Tensor) -> tuple[Tensor, Tensor]:
    found, spread = zip(*map(of_one_sentence, weights, src_mask))
    return torch.stack(found), torch.stack(spread)


def alignment_accuracy(argmax: Tensor, gold: list[list[list[int]]]) -> float:
    table: list[bool] = []
    for sentence, row in enumerate(gold):
        for token, answers in enumerate(row):
            if answers:
                table += [argmax[sentence, token].item() in set(answers)]
    try:
        return table.count(True) / len(table)
    except ZeroDivisionError:
        return float("nan")
