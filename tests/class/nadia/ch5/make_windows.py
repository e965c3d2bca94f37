import numpy as np

def make_windows(series, input_len, horizon, stride=1, gap=0, target_cols=None):
    if min(input_len, horizon, stride, gap + 1) < 1: raise ValueError
    s = series.reshape(len(series), -1)
    y = s if target_cols is None else s[:, list(target_cols)]
    n = range(0, len(s) - input_len - horizon + 1, stride)
    X = [s[i:i + input_len] for i in n]
    Y = [y[i + input_len:][:horizon] for i in n]
    return (np.array(X, s.dtype).reshape(-1, input_len, s.shape[1]),
            np.array(Y, s.dtype).reshape(-1, horizon, y.shape[1]))


if __name__ == "__main__":
    X, Y = make_windows(np.arange(10.0), 3, 2)
    print(X[0].ravel(), Y[0].ravel())
