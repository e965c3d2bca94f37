"""Row by row and entry by entry, in plain Python loops over scalars."""

import torch


def masked_softmax(scores, mask=None, dim=-1):
    moved = scores.movedim(dim, -1)
    if mask is None:
        keep = torch.ones(moved.shape, dtype=torch.bool, device=scores.device)
    else:
        keep = mask.broadcast_to(scores.shape).movedim(dim, -1)
    size = moved.shape[-1]
    rows = []
    for row, kept in zip(moved.reshape(-1, size), keep.reshape(-1, size)):
        places = [i for i in range(size) if kept[i]]
        out = [torch.zeros((), dtype=scores.dtype, device=scores.device) for _ in range(size)]
        if places:
            biggest = max(row[i].item() for i in places)
            powers = {i: torch.exp(row[i] - biggest) for i in places}
            total = 0
            for i in places:
                total = total + powers[i]
            for i in places:
                out[i] = powers[i] / total
        rows.append(torch.stack(out))
    return torch.stack(rows).reshape(moved.shape).movedim(-1, dim)
