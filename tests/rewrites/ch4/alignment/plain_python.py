"""Lists and math.log only; tensors are made at the very end."""

import math

import torch


def alignment(weights, src_mask):
    all_places = []
    all_entropies = []
    for rows, real in zip(weights.tolist(), src_mask.tolist()):
        places = []
        entropies = []
        for row in rows:
            best = None
            entropy = 0.0
            for s in range(len(row)):
                if not real[s]:
                    continue
                if best is None or row[s] > row[best]:
                    best = s
                if row[s] > 0:
                    entropy -= row[s] * math.log(row[s])
            places.append(best)
            entropies.append(entropy)
        all_places.append(places)
        all_entropies.append(entropies)
    argmax = torch.tensor(all_places, dtype=torch.int64, device=weights.device)
    return argmax, torch.tensor(all_entropies, dtype=weights.dtype, device=weights.device)


def alignment_accuracy(argmax, gold):
    known = 0
    right = 0
    for b in range(len(gold)):
        for t in range(len(gold[b])):
            if len(gold[b][t]) == 0:
                continue
            known += 1
            if int(argmax[b, t]) in gold[b][t]:
                right += 1
    if known == 0:
        return math.nan
    return right / known
