"""A tiny number in the logarithm stands for 0 ln 0, and masks are multiplied."""

import torch


def alignment(weights, src_mask):
    mask = src_mask[:, None].to(weights.dtype)
    kept = weights * mask
    entropy = -(kept * torch.log(kept + 1e-12)).sum(dim=2)
    argmax = torch.argmax(kept + mask, dim=2)
    return argmax, entropy


def alignment_accuracy(argmax, gold):
    right = wrong = 0
    for row, answers in zip(argmax.tolist(), gold):
        for place, allowed in zip(row, answers):
            if allowed and place in allowed:
                right = right + 1
            elif allowed:
                wrong = wrong + 1
    return right / (right + wrong) if right + wrong > 0 else float("nan")
