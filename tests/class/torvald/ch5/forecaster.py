import torch
from torch import nn


class LSTMForecaster(nn.Module):
    def __init__(self, n_features, hidden, horizon, n_targets=1, num_layers=1):
        super().__init__()
        self.out_shape = torch.Size((horizon, n_targets))
        self.lstm = nn.LSTM(input_size=n_features, hidden_size=hidden, num_layers=num_layers)   # tid først
        self.head = nn.Linear(in_features=hidden, out_features=self.out_shape.numel())

    def forward(self, x):
        # ett steg om gangen, tilstanden tas med for hånd
        state = None
        for step in x.transpose(0, 1).split(1):
            top, state = self.lstm(step, state)
        return torch.stack([self.head(row).unflatten(0, self.out_shape) for row in top[0]])
