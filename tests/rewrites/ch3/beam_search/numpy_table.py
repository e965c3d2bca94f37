"""Scores in a numpy table in double precision, sorted with lexsort-like argsort, only states are tensors."""

import numpy as np
import torch


def beam_search(step_fn, h0, beam, max_len, alpha=0.0, bos=1, eos=2):
    tokens = np.zeros((1, 0), dtype=np.int64)
    totals = np.zeros(1)
    last, h = np.array([bos]), h0
    found = []
    for length in range(1, max_len + 1):
        logits, h = step_fn(torch.from_numpy(last).to(h0.device), h)
        z = logits.detach().cpu().numpy().astype(np.float64)
        z = z - z.max(axis=1, keepdims=True)
        table = totals[:, None] + z - np.log(np.exp(z).sum(axis=1, keepdims=True))
        order = np.argsort(-table, axis=None, kind="stable")[:beam]
        parents, last = np.unravel_index(order, table.shape)
        tokens = np.concatenate([tokens[parents], last[:, None]], axis=1)
        totals = table[parents, last]
        leaves = (last == eos) | (length == max_len)
        found += [(row.tolist(), float(s) / length**alpha) for row, s in zip(tokens[leaves], totals[leaves])]
        tokens, totals, last = tokens[~leaves], totals[~leaves], last[~leaves]
        if len(last) == 0:
            break
        h = h[torch.from_numpy(parents[~leaves]).to(h.device)]
    found.sort(key=lambda result: (-result[1], result[0]))
    return found[:beam]
