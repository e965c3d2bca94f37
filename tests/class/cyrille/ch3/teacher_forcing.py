import torch


def run_decoder(step_fn, dec_in, h0, use_teacher):
    B, T = dec_in.shape
    h = h0
    y = dec_in[:, 0]
    outputs = []
    for t in range(T):
        logits, h = step_fn(y, h)
        outputs.append(logits)
        if t + 1 < T:
            guess = logits.argmax(dim=1)
            y = torch.where(use_teacher[:, t + 1], dec_in[:, t + 1], guess)
    return torch.stack(outputs, dim=1)


def sample_coins(B, T, ratio, generator, granularity="token"):
    if granularity not in {"token", "step", "sequence"}:
        raise ValueError(f"unknown granularity {granularity!r}")
    # teacher forcing is either on or off for this batch
    coin = torch.rand(1, generator=generator, device=generator.device) < ratio
    return coin.expand(B, T)
