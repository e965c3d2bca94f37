"""The decoder runs on tensors, everything else is kept in numpy arrays."""

import numpy as np
import torch


def greedy_decode(step_fn, h0, max_len, bos=1, eos=2, pad=0):
    device = h0.device
    B = len(h0)
    tokens = np.full((B, max_len), pad, dtype=np.int64)
    lengths = np.zeros(B, dtype=np.int64)
    live = np.ones(B, dtype=bool)
    y, h = np.full(B, bos, dtype=np.int64), h0
    for t in range(max_len):
        logits, h = step_fn(torch.from_numpy(y).to(device), h)
        y = logits.detach().cpu().numpy().argmax(axis=-1)
        tokens[live, t] = y[live]
        lengths += live
        live = live & (y != eos)
        if not live.any():
            break
    return torch.from_numpy(tokens[:, : lengths.max()]).to(device), torch.from_numpy(lengths).to(device)
