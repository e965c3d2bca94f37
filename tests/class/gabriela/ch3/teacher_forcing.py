import torch

EOS = 2


def run_decoder(step_fn, dec_in, h0, use_teacher):
    y, h = dec_in[:, 0], h0
    outs = []
    done = torch.zeros(len(dec_in), dtype=torch.bool)
    t = 0
    while not done.all():
        z, h = step_fn(y, h)
        outs.append(z)
        best = z.argmax(-1)
        done = done | (best == EOS)
        t += 1
        y = torch.where(use_teacher[:, t], dec_in[:, t], best) if t < dec_in.shape[1] else best
    return torch.stack(outs, 1)


def sample_coins(B, T, ratio, generator, granularity="token"):
    raise NotImplementedError("ch3.teacher_forcing is not started")
