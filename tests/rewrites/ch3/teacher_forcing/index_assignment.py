"""The inputs are a copy of the column whose free rows are overwritten by index; the logits fill a tensor in place."""

import torch


def run_decoder(step_fn, dec_in, h0, use_teacher):
    B, T = dec_in.shape
    result = None
    h = h0
    for t in range(T):
        y = dec_in[:, t].clone()
        if t:
            free = (~use_teacher[:, t]).nonzero(as_tuple=True)[0]
            y[free] = result[free, t - 1].argmax(-1)
        logits, h = step_fn(y, h)
        if result is None:
            result = logits.new_zeros(B, T, logits.shape[-1])
        result[:, t] = logits
    return result


def sample_coins(B, T, ratio, generator, granularity="token"):
    coins = torch.zeros(B, T, dtype=torch.bool, device=generator.device)
    if granularity == "token":
        coins[:] = torch.rand(B, T, generator=generator, device=generator.device) < ratio
    elif granularity == "step":
        coins[:] = torch.rand(T, generator=generator, device=generator.device) < ratio
    elif granularity == "sequence":
        coins[:] = (torch.rand(B, generator=generator, device=generator.device) < ratio).unsqueeze(1)
    else:
        raise ValueError(f"{granularity} is not a granularity")
    return coins
