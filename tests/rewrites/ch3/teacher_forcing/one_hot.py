"""Inputs as a product with one-hot rows, coins by repeat_interleave."""

import torch
from torch.nn.functional import one_hot


def run_decoder(step_fn, dec_in, h0, use_teacher):
    T = dec_in.shape[1]
    h = h0
    logits = []
    for t in range(T):
        if t == 0:
            fed = dec_in[:, 0]
        else:
            V = max(logits[-1].shape[1], int(dec_in.max()) + 1)
            own = one_hot(logits[-1].argmax(1), V)
            right = one_hot(dec_in[:, t], V)
            k = use_teacher[:, t : t + 1].to(own.dtype)
            fed = ((right * k + own * (1 - k)) * torch.arange(V, device=dec_in.device)).sum(1)
        out, h = step_fn(fed, h)
        logits.append(out)
    return torch.dstack(logits).transpose(1, 2)


def sample_coins(B, T, ratio, generator, granularity="token"):
    device = generator.device
    if granularity == "token":
        return torch.rand(B, T, dtype=torch.float64, generator=generator, device=device) < ratio
    if granularity == "step":
        return (torch.rand(1, T, generator=generator, device=device) < ratio).repeat_interleave(B, 0)
    if granularity == "sequence":
        return (torch.rand(B, 1, generator=generator, device=device) < ratio).repeat_interleave(T, 1)
    raise ValueError(granularity)
