"""Row by row and step by step, with Python ints for the tokens."""

import torch


def run_decoder(step_fn, dec_in, h0, use_teacher):
    B, T = dec_in.shape
    h = h0
    all_logits = []
    fed = [int(dec_in[b, 0]) for b in range(B)]
    for t in range(T):
        logits, h = step_fn(torch.tensor(fed, dtype=torch.int64, device=dec_in.device), h)
        all_logits.append(logits)
        if t + 1 == T:
            break
        fed = []
        for b in range(B):
            if bool(use_teacher[b, t + 1]):
                fed.append(int(dec_in[b, t + 1]))
            else:
                best, best_value = 0, float(logits[b, 0])
                for v in range(1, logits.shape[1]):
                    if float(logits[b, v]) > best_value:
                        best, best_value = v, float(logits[b, v])
                fed.append(best)
    return torch.stack(all_logits, 1)


def sample_coins(B, T, ratio, generator, granularity="token"):
    def toss():
        return bool(torch.rand((), generator=generator, device=generator.device) < ratio)

    if granularity == "token":
        rows = [[toss() for _ in range(T)] for _ in range(B)]
    elif granularity == "step":
        row = [toss() for _ in range(T)]
        rows = [list(row) for _ in range(B)]
    elif granularity == "sequence":
        rows = [[toss()] * T for _ in range(B)]
    else:
        raise ValueError("granularity")
    return torch.tensor(rows, dtype=torch.bool, device=generator.device)
