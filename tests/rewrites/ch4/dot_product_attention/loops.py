"""Four nested loops over scalars: leading index, query, key, and the sum of the values."""

import math
import torch


def dot_product_attention(q, k, v, mask=None, scale=None):
    lead = q.shape[:-2]
    Tq, d = q.shape[-2:]
    Tk, dv = v.shape[-2:]
    if scale is None:
        scale = 1 / math.sqrt(d)
    if mask is None:
        mask = torch.ones(Tq, Tk, dtype=torch.bool)
    mask = mask.expand(*lead, Tq, Tk).reshape(-1, Tq, Tk).tolist()
    contexts = []
    all_weights = []
    for qs, ks, vs, kept in zip(q.reshape(-1, Tq, d), k.reshape(-1, Tk, d), v.reshape(-1, Tk, dv), mask):
        for i in range(Tq):
            row = [torch.zeros((), dtype=q.dtype, device=q.device) for _ in range(Tk)]
            seen = [j for j in range(Tk) if kept[i][j]]
            scores = {j: scale * torch.dot(qs[i], ks[j]) for j in seen}
            if seen:
                top = max(float(s.detach()) for s in scores.values())
                powers = {j: torch.exp(scores[j] - top) for j in seen}
                total = sum(powers.values())
                for j in seen:
                    row[j] = powers[j] / total
            context = torch.zeros(dv, dtype=q.dtype, device=q.device)
            for j in seen:
                context = context + row[j] * vs[j]
            contexts.append(context)
            all_weights.append(torch.stack(row))
    return torch.stack(contexts).reshape(*lead, Tq, dv), torch.stack(all_weights).reshape(*lead, Tq, Tk)
