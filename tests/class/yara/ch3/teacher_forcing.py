import torch


def run_decoder(step_fn, dec_in, h0, use_teacher):
    T = dec_in.shape[1]
    out, h = step_fn(dec_in[:, 0], h0)
    steps = [out]
    t = 1
    while t != T - 1 or len(steps) < T:
        y = torch.where(use_teacher[:, t % T], dec_in[:, t % T], steps[-1].argmax(-1))
        if len(steps) < T:
            out, h = step_fn(y, h)
            steps.append(out)
        t = t + 1 if t < T - 1 else t
    return torch.stack(steps, 1)


def sample_coins(B, T, ratio, generator, granularity="token"):
    sizes = {"token": (B, T), "step": (1, T), "sequence": (B, 1)}
    if granularity not in sizes:
        raise ValueError(granularity)
    return (torch.rand(*sizes[granularity], generator=generator) < ratio).expand(B, T)
