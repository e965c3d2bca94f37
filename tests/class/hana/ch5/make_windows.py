import numpy as np
import torch


def make_windows(series, input_len, horizon, stride=1, gap=0, target_cols=None):
    if min(input_len, horizon, stride) < 1 or gap < 0:
        raise ValueError
    t = torch.from_numpy(series.reshape(len(series), -1))
    w = t.unfold(0, input_len + gap + horizon, stride).transpose(1, 2)
    Y = w[:, input_len + gap:]
    if target_cols is not None:
        Y = Y[:, :, list(target_cols)]
    return w[:, :input_len].numpy().copy(), Y.numpy().copy()
