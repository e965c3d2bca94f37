import numpy as np
import pandas as pd
import matplotlib.pyplot as plt

np.random.seed(1)
seri = np.cumsum(np.random.randn(200))
plt.plot(seri); plt.grid(); plt.show()


def make_windows(series, input_len, horizon, stride=1, gap=0, target_cols=None):
    if input_len < 1 or horizon < 1 or stride < 1 or gap < 0:
        raise ValueError("parametreler")
    if series.ndim == 1:
        series = series[:, None]
    F = series.shape[1]
    cols = list(range(F)) if target_cols is None else list(target_cols)
    N = max(0, (len(series) - input_len - gap - horizon) // stride + 1)
    X = np.zeros((N, input_len, F), series.dtype)
    Y = np.zeros((N, horizon, len(cols)), series.dtype)
    for i in range(N):
        a = i * stride
        b = a + input_len + gap
        X[i] = series[a:a + input_len]
        Y[i] = series[b:b + horizon, cols]
    return X, Y


X, Y = make_windows(seri, 20, 5)
print(X.shape, Y.shape)
np.savetxt("X.csv", X[:, :, 0], delimiter=",")
pd.DataFrame(Y[:, :, 0]).to_csv("Y.csv")

if True:
    # en basit model: dogrusal regresyon, gradyan inisi ile
    W = np.zeros((20, 5))
    hatalar = []
    for epoch in range(50):
        P = X[:, :, 0] @ W
        G = X[:, :, 0].T @ (P - Y[:, :, 0]) / len(X)
        W -= 1e-4 * G
        hatalar.append(((P - Y[:, :, 0]) ** 2).mean())
    print("son hata", hatalar[-1])
    plt.semilogy(hatalar); plt.show()
