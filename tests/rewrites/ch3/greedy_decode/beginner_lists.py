"""A beginner's version with Python lists, flags and counters for every sentence."""

import torch


def greedy_decode(step_fn, h0, max_len, bos=1, eos=2, pad=0):
    batch_size = h0.shape[0]
    results = []
    finished = []
    lengths = []
    for b in range(batch_size):
        results.append([])
        finished.append(False)
        lengths.append(0)

    y = torch.tensor([bos] * batch_size, device=h0.device)
    h = h0
    step = 0
    while step < max_len:
        logits, h = step_fn(y, h)
        next_tokens = []
        for b in range(batch_size):
            best = torch.argmax(logits[b]).item()
            next_tokens.append(best)
            if finished[b] == True:
                results[b].append(pad)
            else:
                results[b].append(best)
                lengths[b] = lengths[b] + 1
                if best == eos:
                    finished[b] = True
        y = torch.tensor(next_tokens, device=h0.device)
        step = step + 1
        if False not in finished:
            break

    tokens = torch.tensor(results, device=h0.device)
    lengths = torch.tensor(lengths, device=h0.device)
    return tokens, lengths
