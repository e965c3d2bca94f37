import torch


def greedy_decode(step_fn, h0, max_len, bos=1, eos=2, pad=0):
    B = h0.shape[0]
    y = torch.full((B,), bos, dtype=torch.long)
    h = h0
    done = torch.zeros(B, dtype=torch.bool)
    lengths = torch.zeros(B, dtype=torch.long)
    tokens = []
    for _ in range(max_len):
        logits, h = step_fn(y, h)
        y = logits.argmax(dim=1, keepdim=True)
        y = torch.where(done[:, None], pad, y)
        tokens.append(y)
        lengths += (~done).long()
        done = done | (y[:, 0] == eos)
        if done.all():
            break
    return torch.stack(tokens, dim=1), lengths
