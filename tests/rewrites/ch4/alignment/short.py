"""As short as it gets."""

import torch


def alignment(weights, src_mask):
    w = weights.where(src_mask[:, None], -1)
    return w.argmax(-1), torch.special.entr(w.relu()).sum(-1)


def alignment_accuracy(argmax, gold):
    hits = [a in g for r, s in zip(argmax.tolist(), gold) for a, g in zip(r, s) if g]
    return sum(hits) / len(hits) if hits else float("nan")
