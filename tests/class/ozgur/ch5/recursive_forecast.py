import torch
import pandas as pd
import seaborn as sns
import matplotlib.pyplot as plt
from forecaster import LSTMForecaster
from make_windows import make_windows


@torch.no_grad()
def recursive_forecast(step_model, history, horizon, target_col, known_future=None):
    B, L, F = history.shape
    if horizon < 1:
        raise ValueError("horizon")
    if known_future is not None and known_future.shape != (B, horizon, F):
        raise ValueError("known_future")
    pencere = history.clone()
    sonuc = []
    for h in range(horizon):
        y = step_model(pencere)
        sonuc.append(y)
        satir = (pencere[:, -1] if known_future is None else known_future[:, h]).clone()
        satir[:, target_col] = y
        pencere = torch.cat([pencere[:, 1:], satir[:, None]], 1)
    return torch.stack(sonuc, 1)


model = LSTMForecaster(1, 8, 1)
f = lambda w: model(w)[:, 0, 0]
print(recursive_forecast(f, torch.randn(2, 10, 1), 5, 0))
yarilama = lambda w: w[:, -1, 0] / 2
print(recursive_forecast(yarilama, torch.tensor([[[8.0], [4.0]]]), 3, 0))   # 2 1 0.5
plt.plot(recursive_forecast(yarilama, torch.tensor([[[8.0], [4.0]]]), 3, 0)[0])
plt.show()
sns.despine()
