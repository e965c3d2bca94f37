# Ngozi O.
import torch


def run_decoder(step_fn, dec_in, h0, use_teacher):
    """Row by row with Python numbers; the logits stay tensors."""
    n, steps = dec_in.size()
    feed = [int(row[0]) for row in dec_in]
    state = h0
    out = dec_in.new_empty(0)
    for t in range(steps):
        logits, state = step_fn(torch.as_tensor(feed, device=dec_in.device), state)
        out = logits[:, None] if t == 0 else torch.cat((out, logits[:, None]), 1)
        if t + 1 == steps:
            return out
        own = logits.detach().topk(1).indices.flatten().tolist()
        feed = [
            target if teacher else mine
            for target, teacher, mine in zip(dec_in[:, t + 1].tolist(), use_teacher[:, t + 1].tolist(), own)
        ]


def sample_coins(B, T, ratio, generator, granularity="token"):
    table = {"token": "bt", "step": "t", "sequence": "b"}
    if granularity not in table:
        raise ValueError(granularity)
    sizes = {"b": B, "t": T}
    axes = table[granularity]
    coins = torch.rand([sizes[a] for a in axes], generator=generator, dtype=torch.float64, device=generator.device)
    everywhere = torch.ones(B, T, dtype=torch.float64, device=generator.device)
    return torch.einsum(f"{axes},bt->bt", (coins < ratio).double(), everywhere).bool()
