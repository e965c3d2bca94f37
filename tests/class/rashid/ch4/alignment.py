import torch
from torch import Tensor


def alignment(weights: Tensor, src_mask: Tensor) -> tuple[Tensor, Tensor]:
    """Where each target token looks, and how widely."""
    real = weights.masked_fill(~src_mask[:, None, :], 0.0)
    argmax = torch.argmax(real, dim=-1)
    entropy = -torch.sum(real * torch.log(real), dim=-1)
    return argmax, entropy


def alignment_accuracy(argmax: Tensor, gold: list[list[list[int]]]) -> float:
    """The fraction of target tokens that look at a right source position."""
    right, count = 0, 0
    for sentence, answers in zip(argmax.tolist(), gold):
        for position, allowed in zip(sentence, answers):
            if len(allowed) > 0:
                count += 1
                right += int(position in allowed)
    return right / count if count > 0 else float("nan")
