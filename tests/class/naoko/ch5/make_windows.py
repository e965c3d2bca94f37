# vim: set fileencoding=cp932 :
# 時系列をウィンドウに切り出す
import numpy as np


def make_windows(series, input_len, horizon, stride=1, gap=0, target_cols=None):
    # 引数の確認
    if input_len < 1:
        raise ValueError("input_len は 1 以上")
    if horizon < 1:
        raise ValueError("horizon は 1 以上")
    if stride < 1:
        raise ValueError("stride は 1 以上")
    if gap < 0:
        raise ValueError("gap は 0 以上")

    # 1 次元なら [T, 1] にする
    if len(series.shape) == 1:
        series = series[:, None]
    T = series.shape[0]
    F = series.shape[1]
    cols = [j for j in range(F)] if target_cols is None else list(target_cols)

    # ウィンドウの数
    N = (T - input_len - gap - horizon) // stride + 1
    if N < 0:
        N = 0

    # 先に配列を作ってから埋める
    X = np.zeros((N, input_len, F), dtype=series.dtype)
    Y = np.zeros((N, horizon, len(cols)), dtype=series.dtype)
    for n in range(N):
        s = n * stride
        X[n] = series[s:s + input_len]
        t = s + input_len + gap
        Y[n] = series[t:t + horizon, cols]
    return X, Y
