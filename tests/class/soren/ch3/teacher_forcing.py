from collections.abc import Callable

import torch
from torch import Tensor


def run_decoder(step_fn: Callable, dec_in: Tensor, h0: Tensor, use_teacher: Tensor) -> Tensor:
    T = dec_in.shape[1]
    y = dec_in[:, 0].clone()
    h = h0
    logits = []
    for t in range(T):
        if t > 0:
            own = logits[-1].argmax(dim=-1)
            dec_in[:, t] = torch.where(use_teacher[:, t], dec_in[:, t], own)
            y = dec_in[:, t].clone()
        out, h = step_fn(y, h)
        logits.append(out)
    return torch.stack(logits, dim=1)


def sample_coins(B, T, ratio, generator, granularity="token"):
    if granularity == "token":
        u = torch.rand(B, T, generator=generator, device=generator.device)
    elif granularity == "step":
        u = torch.rand(1, T, generator=generator, device=generator.device).expand(B, T)
    elif granularity == "sequence":
        u = torch.rand(B, 1, generator=generator, device=generator.device).expand(B, T)
    else:
        raise ValueError(f"granularity {granularity!r}")
    return u < ratio


if __name__ == "__main__":
    print(sample_coins(2, 5, 0.5, torch.Generator().manual_seed(1)))
