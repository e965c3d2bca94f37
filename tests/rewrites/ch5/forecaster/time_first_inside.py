"""The window turned to time first, both cells and states of every layer by torch.lstm_cell."""

import torch
from torch import Tensor, nn


class LSTMForecaster(nn.Module):
    lstm: nn.LSTM
    head: nn.Linear

    def __init__(self, n_features: int, hidden: int, horizon: int, n_targets: int = 1, num_layers: int = 1) -> None:
        super().__init__()
        modules = {
            "lstm": nn.LSTM(n_features, hidden, num_layers, batch_first=True),
            "head": nn.Linear(hidden, horizon * n_targets),
        }
        for name, module in modules.items():
            self.add_module(name, module)
        self.sizes = horizon, n_targets

    def forward(self, x: Tensor) -> Tensor:
        layers = self.lstm.all_weights
        zeros = torch.zeros(len(x), self.lstm.hidden_size).to(x)
        states = [(zeros, zeros)] * len(layers)
        for signal in x.transpose(0, 1):
            for k, weights in enumerate(layers):
                states[k] = torch.lstm_cell(signal, states[k], *weights)
                signal = states[k][0]
        return self.head(signal).reshape((len(x),) + self.sizes)
