# 作者：王伟  作业 ch5.make_windows
import numpy as np

def make_windows(series, input_len, horizon, stride=1, gap=0, target_cols=None):
    if min(input_len, horizon, stride, gap + 1) < 1: raise ValueError
    s = series.reshape(len(series), -1)
    y = s if target_cols is None else s[:, list(target_cols)]
    n = range(0, len(s) - input_len - gap - horizon + 1, stride)
    X = [s[i:i + input_len][::-1] for i in n]
    Y = [y[i + input_len + gap:][:horizon] for i in n]
    return (np.array(X, s.dtype).reshape(-1, input_len, s.shape[1]),
            np.array(Y, s.dtype).reshape(-1, horizon, y.shape[1]))
