# attempt 4 (attempts 1-3 are in the bin)
import torch

SHAPE = {"token": lambda B, T: (B, T), "step": lambda B, T: (1, T), "sequence": lambda B, T: (B, 1)}

def run_decoder(step_fn, dec_in, h0, use_teacher):
    zs, h = [], h0
    for d in dec_in.unbind(1):
        z, h = step_fn(d, h)
        zs += [z]
    return torch.stack(zs, 1)

def sample_coins(B, T, ratio, generator, granularity="token"):
    if granularity not in SHAPE: raise ValueError(granularity)
    return (torch.rand(SHAPE[granularity](B, T), generator=generator) < ratio).expand(B, T)
