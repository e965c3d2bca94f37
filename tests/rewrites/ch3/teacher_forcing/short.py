"""As short as it gets."""

import torch as th


def run_decoder(f, x, h, k):
    z, h = f(x[:, 0], h)
    out = [z]
    for d, c in zip(x.T[1:], k.T[1:]):
        z, h = f(th.where(c, d, z.argmax(1)), h)
        out += [z]
    return th.stack(out, 1)


def sample_coins(B, T, ratio, generator, granularity="token"):
    n = {"token": (B, T), "step": (1, T), "sequence": (B, 1)}.get(granularity)
    if not n:
        raise ValueError(granularity)
    return (th.rand(n, generator=generator, device=generator.device) < ratio).repeat(B // n[0], T // n[1])
