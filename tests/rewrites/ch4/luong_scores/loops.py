"""Loops over sample, query and key, and one score at a time."""

import torch


def luong_scores(q, k, kind, W=None, v=None):
    if kind not in ("dot", "general", "concat"):
        raise ValueError("unknown kind " + str(kind))
    samples = []
    for b in range(len(q)):
        rows = []
        for i in range(q.shape[1]):
            row = []
            for j in range(k.shape[1]):
                if kind == "dot":
                    row.append((q[b, i] * k[b, j]).sum())
                elif kind == "general":
                    row.append(q[b, i] @ (W @ k[b, j]))
                else:
                    row.append(torch.dot(v, torch.tanh(W @ torch.hstack([q[b, i], k[b, j]]))))
            rows.append(torch.stack(row))
        samples.append(torch.stack(rows))
    return torch.stack(samples)
