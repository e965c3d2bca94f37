"""As short as it gets: a lambda inside a single expression."""

import torch

PAD, BOS, EOS, UNK = range(4)


def make_batch(pairs):
    fill = lambda rows: torch.tensor([(r + [PAD] * max(map(len, rows)))[: max(map(len, rows))] for r in rows])
    s, d, g = zip(*[(s + [EOS], [BOS] + t, t + [EOS]) for s, t in pairs])
    return fill(s), torch.tensor([*map(len, s)]), fill(d), fill(g)
