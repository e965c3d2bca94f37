import torch


def greedy_decode(step_fn, h0, max_len, bos=1, eos=2, pad=0):
    B = h0.size(0)
    y = torch.ones(B, dtype=torch.long, device=h0.device) * bos
    h = h0
    done = torch.zeros(B, dtype=torch.bool, device=h0.device)
    lengths = torch.zeros(B, dtype=torch.long, device=h0.device)
    tokens = []
    for i in range(max_len):
        logits, h = step_fn(y, h)
        y = torch.argmax(logits, dim=1)
        y[done] = pad
        tokens.append(y)
        lengths[~done] += 1
        done = done | (y == eos)
        if done.any():
            break
    return torch.stack(tokens, dim=1), lengths
