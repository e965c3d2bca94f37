"""A forecast of one window from tensors, gate by gate, mapped over the batch by torch.vmap."""

import torch
from torch import Tensor, nn


def lstm_layer(sequence, w_ih, w_hh, b_ih, b_hh):
    size = w_hh.shape[1]
    drive = sequence @ w_ih.T + (b_ih + b_hh)
    h = c = drive[0, :size] * 0
    outputs = []
    for t in range(sequence.shape[0]):
        gates = drive[t] + w_hh @ h
        i, f, o = torch.sigmoid(torch.stack([gates[:size], gates[size : 2 * size], gates[3 * size :]]))
        c = f * c + i * torch.tanh(gates[2 * size : 3 * size])
        h = o * torch.tanh(c)
        outputs.append(h)
    return torch.stack(outputs)


class LSTMForecaster(nn.Module):
    def __init__(self, n_features, hidden, horizon, n_targets=1, num_layers=1):
        super().__init__()
        self.lstm = nn.LSTM(n_features, hidden, num_layers, batch_first=True)
        self.head = nn.Linear(hidden, horizon * n_targets)
        self.horizon, self.n_targets = horizon, n_targets

    def forward(self, x: Tensor) -> Tensor:
        def forecast(window: Tensor) -> Tensor:
            for weights in self.lstm.all_weights:
                window = lstm_layer(window, *weights)
            flat = self.head.weight @ window[-1] + self.head.bias
            return flat.reshape(self.horizon, self.n_targets)

        return torch.vmap(forecast)(x)
