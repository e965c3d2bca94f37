"""Each sentence decoded on its own as a list of numbers, then padded."""

import torch
from torch.nn.utils.rnn import pad_sequence


def greedy_decode(step_fn, h0, max_len, bos=1, eos=2, pad=0):
    def decode_one(h):
        ids, token = [], bos
        while len(ids) < max_len:
            logits, h = step_fn(torch.tensor([token], device=h0.device), h)
            token = logits[0].argmax().item()
            ids.append(token)
            if token == eos:
                break
        return torch.tensor(ids, device=h0.device)

    rows = [decode_one(h) for h in h0.split(1)]
    lengths = torch.tensor([row.numel() for row in rows], device=h0.device)
    return pad_sequence(rows, batch_first=True, padding_value=pad), lengths
