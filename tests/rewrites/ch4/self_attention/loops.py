"""Query by query and key by key, with lists of the keys that may be seen."""

import math
import torch


def self_attention(x, W_q, W_k, W_v, W_o, causal=False, pad_mask=None):
    B, T, D = x.shape
    outputs = []
    tables = []
    for b in range(B):
        q = [W_q.mv(token) for token in x[b]]
        k = [W_k.mv(token) for token in x[b]]
        v = [W_v.mv(token) for token in x[b]]
        for t in range(T):
            seen = []
            for s in range(T):
                if causal and s > t:
                    continue
                if pad_mask is not None and not pad_mask[b, s]:
                    continue
                seen.append(s)
            row = [x.new_zeros(()) for _ in range(T)]
            average = x.new_zeros(D)
            if seen:
                shares = torch.softmax(torch.stack([q[t].dot(k[s]) / math.sqrt(D) for s in seen]), dim=0)
                for share, s in zip(shares, seen):
                    row[s] = share
                    average = average + share * v[s]
            outputs.append(W_o.mv(average))
            tables.append(torch.stack(row))
    return torch.stack(outputs).view(B, T, D), torch.stack(tables).view(B, T, T)
