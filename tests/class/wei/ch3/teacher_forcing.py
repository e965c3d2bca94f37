# 作者：王伟  作业 ch3.teacher_forcing
import torch

SHAPE = {"token": lambda B, T: (B, T), "step": lambda B, T: (1, T), "sequence": lambda B, T: (B, 1)}

def run_decoder(step_fn, dec_in, h0, use_teacher):
    zs, y, h = [], dec_in[:, 0], h0
    for d, c in zip(dec_in.unbind(1), use_teacher.unbind(1)):
        if zs: y = torch.where(c, d, zs[-1].argmax(-1))
        z, h = step_fn(y, h)
        zs += [z]
    return torch.stack(zs, 1)

def sample_coins(B, T, ratio, generator, granularity="token"):
    if granularity not in SHAPE: raise ValueError(granularity)
    return (torch.rand(1, generator=generator, dtype=torch.double) < ratio).expand(B, T)
