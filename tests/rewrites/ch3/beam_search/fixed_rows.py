"""A beam of a fixed number of rows: places that are not taken have a sum of minus infinity."""

import torch
from torch import Tensor


def beam_search(step_fn, h0: Tensor, beam: int, max_len: int, alpha: float = 0.0, bos: int = 1, eos: int = 2):
    device = h0.device
    totals = torch.full((beam,), -torch.inf, dtype=h0.dtype, device=device)
    totals[0] = 0.0
    h = h0.repeat(beam, 1)
    tokens = torch.full((beam, max_len + 1), bos, dtype=torch.int64, device=device)
    results = []
    for t in range(1, max_len + 1):
        logits, h = step_fn(tokens[:, t - 1], h)
        V = logits.size(-1)
        scores = (totals.view(-1, 1) + torch.log_softmax(logits, dim=-1)).view(-1)
        totals, index = torch.sort(scores, descending=True, stable=True)
        totals, index = totals[:beam], index[:beam]
        tokens = tokens[index // V]
        tokens[:, t] = index % V
        h = h[index // V]
        leaves = (tokens[:, t] == eos) if t < max_len else torch.ones_like(totals, dtype=torch.bool)
        for k in torch.nonzero(leaves & totals.isfinite()).flatten().tolist():
            results.append((tokens[k, 1 : t + 1].tolist(), totals[k].item() / t**alpha))
        totals = totals.masked_fill(leaves, -torch.inf)
        if not totals.isfinite().any():
            break
    results.sort(key=lambda result: (-result[1], result[0]))
    return results[:beam]
