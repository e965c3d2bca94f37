"""In the manner of an expert of itertools: the decoder is a fold over the columns."""

from itertools import accumulate

import torch


def run_decoder(step_fn, dec_in, h0, use_teacher):
    def step(before, column):
        z, h = before
        d, k = column
        return step_fn(z.argmax(-1).where(~k, d), h)

    columns = zip(dec_in.unbind(1)[1:], use_teacher.unbind(1)[1:], strict=True)
    every = accumulate(columns, step, initial=step_fn(dec_in.select(1, 0), h0))
    return torch.stack([z for z, _ in every], -2)


def sample_coins(B, T, ratio, generator, granularity="token"):
    try:
        shared = ("token", "step", "sequence").index(granularity)
    except ValueError:
        raise ValueError(f"granularity: {granularity!r}") from None
    u = torch.rand(T if shared == 1 else B, 1 if shared else T, generator=generator, device=generator.device)
    return torch.le(u, ratio).logical_and(u != ratio).expand(-1, T) if shared != 1 else (u < ratio).mT.expand(B, -1)
