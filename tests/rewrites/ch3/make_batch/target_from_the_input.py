"""dec_tgt computed from the padded dec_in: rolled by one step, with EOS scattered to the end of each row."""

import torch
from torch import Tensor

PAD, BOS, EOS, UNK = range(4)


def make_batch(pairs: list[tuple[list[int], list[int]]]) -> tuple[Tensor, Tensor, Tensor, Tensor]:
    m = torch.tensor([len(source) for source, _ in pairs])
    n = torch.tensor([len(target) for _, target in pairs])
    src = torch.tensor([s + [PAD] * (1 + max(m.tolist()) - len(s)) for s, _ in pairs])
    src = src.scatter(1, m[:, None], EOS)
    dec_in = torch.tensor([[BOS] + t + [PAD] * (max(n.tolist()) - len(t)) for _, t in pairs])
    shifted = dec_in.roll(-1, dims=1)
    shifted[:, -1] = PAD
    dec_tgt = shifted.scatter(1, n[:, None], torch.full_like(n, EOS)[:, None])
    return src, m + 1, dec_in, dec_tgt
