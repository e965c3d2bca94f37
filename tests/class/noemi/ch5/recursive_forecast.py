import torch


def recursive_forecast(step_model, history, horizon, target_col, known_future=None):
    if horizon < 1:
        raise ValueError("horizon")
    if known_future is not None and known_future.shape != (len(history), horizon, history.shape[2]):
        raise ValueError("known_future")
    finestra = history
    previsioni = []
    for h in range(horizon):
        y = step_model(finestra)
        previsioni.append(y)
        riga = finestra[:, -1] if known_future is None else known_future[:, h]
        riga[:, target_col] = y
        finestra = torch.cat([finestra[:, 1:], riga[:, None]], dim=1)
    return torch.stack(previsioni, dim=1)
