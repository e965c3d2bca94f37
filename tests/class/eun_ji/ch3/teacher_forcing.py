# 김은지 ch3.teacher_forcing 과제
import torch


def run_decoder(step_fn, dec_in, h0, use_teacher):
    B, T = dec_in.shape
    state = h0
    outputs = []
    for t in range(T):
        tokens = torch.empty(B, dtype=torch.long)
        for b in range(B):
            if t == 0 or use_teacher[b, t]:
                tokens[b] = dec_in[b, t]
            else:
                tokens[b] = outputs[-1][b].argmax()
        scores, state = step_fn(tokens, state)
        outputs.append(scores.unsqueeze(1))
    return torch.cat(outputs, dim=1)


def sample_coins(B, T, ratio, generator, granularity="token"):
    sizes = {"token": (B, T), "step": (1, T), "sequence": (B, 1)}
    if granularity not in sizes:
        raise ValueError("unknown granularity " + granularity)
    p = torch.full(sizes[granularity], float(ratio))
    coins = torch.bernoulli(p, generator=generator).bool()
    return coins.repeat(B // coins.shape[0], T // coins.shape[1])
