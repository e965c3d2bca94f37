import torch, math, heapq
import pandas as pd
from pprint import pprint


def beam_search(step_fn, h0, beam, max_len, alpha=0.0, bos=1, eos=2):
    seqs = torch.empty(1, 0, dtype=torch.long, device=h0.device)
    scores = torch.zeros(1, dtype=torch.float64, device=h0.device)
    y = torch.tensor([bos], device=h0.device)
    h = h0
    pool = []
    for t in range(max_len):
        logits, h = step_fn(y, h)
        logp = logits.double().log_softmax(-1)
        V = logp.shape[-1]
        total = (scores.unsqueeze(1) + logp).reshape(-1)
        scores, idx = torch.sort(total, descending=True, stable=True)
        scores, idx = scores[:beam], idx[:beam]
        parent, y = torch.div(idx, V, rounding_mode="floor"), idx % V
        seqs = torch.cat([seqs[parent], y.unsqueeze(1)], 1)
        h = h[parent]
        last = t == max_len - 1
        for s, sc in zip(seqs.tolist(), scores.tolist()):
            if s[-1] == eos or last:
                pool.append((s, sc / len(s) ** alpha))
        keep = y != eos
        seqs, scores, y, h = seqs[keep], scores[keep], y[keep], h[keep]
        if len(y) == 0:
            break
    pool.sort(key=lambda p: (-p[1], p[0]))
    return pool[:beam]


def fake(y, h):
    return torch.randn(len(y), 5), h


pprint(beam_search(fake, torch.zeros(1, 2), 3, 4))
pd.DataFrame(beam_search(fake, torch.zeros(1, 2), 3, 4)).to_csv("beam.csv", index=False)
beam = int(input())
