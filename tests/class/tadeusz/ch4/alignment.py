import math

import torch


def alignment(weights, src_mask):
    places, entropies = [], []
    for w, real in zip(weights, src_mask):
        idx = real.nonzero().squeeze(1)
        only = w.index_select(1, idx)                  # [T, ile prawdziwych]
        order = only.sort(dim=1, descending=True).indices
        places.append(idx[order[:, 0]])
        entropies.append(torch.special.entr(only).sum(1))
    return torch.stack(places), torch.stack(entropies)


def alignment_accuracy(argmax, gold):
    verdicts = [
        float(int(a) in set(g))
        for row, golds in zip(argmax.tolist(), gold)
        for a, g in zip(row, golds)
        if g
    ]
    return math.fsum(verdicts) / len(verdicts) if verdicts else math.nan
