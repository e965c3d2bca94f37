"""In the manner of a beginner, with a flag for the first step and long ifs."""

import torch


def run_decoder(step_fn, dec_in, h0, use_teacher):
    batch_size = dec_in.size()[0]
    num_steps = dec_in.size()[1]
    hidden = h0
    outputs = []
    last_logits = None
    first = True
    for t in range(0, num_steps):
        if first == True:
            current = dec_in[:, 0]
            first = False
        else:
            predicted = torch.argmax(last_logits, dim=1)
            current = torch.zeros(batch_size, dtype=torch.long).to(dec_in.device)
            for b in range(0, batch_size):
                if use_teacher[b][t] == True:
                    current[b] = dec_in[b][t]
                else:
                    current[b] = predicted[b]
        result = step_fn(current, hidden)
        last_logits = result[0]
        hidden = result[1]
        outputs.append(last_logits)
    final = torch.stack(outputs)
    final = final.permute(1, 0, 2)
    return final


def sample_coins(B, T, ratio, generator, granularity="token"):
    if granularity != "token" and granularity != "step" and granularity != "sequence":
        raise ValueError("wrong granularity")
    if granularity == "token":
        numbers = torch.rand(B, T, generator=generator, device=generator.device)
        coins = numbers < ratio
    if granularity == "step":
        numbers = torch.rand(T, generator=generator, device=generator.device)
        coins = torch.zeros(B, T, device=generator.device)
        for b in range(B):
            coins[b] = numbers < ratio
        coins = coins == 1
    if granularity == "sequence":
        numbers = torch.rand(B, generator=generator, device=generator.device)
        coins = torch.zeros(B, T, device=generator.device)
        for t in range(T):
            coins[:, t] = numbers < ratio
        coins = coins == 1
    return coins
