# bez torch.softmax: biorę tylko to, co zostaje, wiersz po wierszu, i logsumexp (stabilne samo z siebie)
import itertools

import torch


def masked_softmax(scores, mask=None, dim=-1):
    dim = dim % scores.dim()
    if mask is None:
        mask = torch.full(scores.shape, True, device=scores.device)
    mask = torch.broadcast_to(mask, scores.shape)

    others = [range(n) for i, n in enumerate(scores.shape) if i != dim]
    columns = []
    for place in itertools.product(*others):
        where = (*place[:dim], slice(None), *place[dim:])
        row, keep = scores[where], mask[where]
        out = torch.zeros_like(row)
        if keep.any():
            left = row[keep]
            out = out.masked_scatter(keep, (left - torch.logsumexp(left, 0)).exp())
        columns.append(out)

    sizes = [len(r) for r in others]
    return torch.stack(columns).reshape(*sizes, scores.shape[dim]).movedim(-1, dim)
