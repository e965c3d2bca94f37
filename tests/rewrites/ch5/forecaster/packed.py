"""A packed sequence of windows of equal length, and the parts of the forecast taken by strided slices."""

import torch
from torch import nn
from torch.nn.utils.rnn import pack_padded_sequence


class LSTMForecaster(nn.Module):
    def __init__(self, n_features, hidden, horizon, n_targets=1, num_layers=1):
        super(LSTMForecaster, self).__init__()
        self.n_targets = n_targets
        self.lstm = nn.LSTM(n_features, hidden, num_layers, batch_first=True)
        self.head = nn.Linear(hidden, n_targets * horizon)

    def forward(self, x):
        lengths = torch.full((x.shape[0],), x.shape[1])
        packed = pack_padded_sequence(x, lengths, batch_first=True)
        _, state = self.lstm(packed)
        flat = self.head(state[0][-1])
        targets = [flat[:, j :: self.n_targets] for j in range(self.n_targets)]
        return torch.stack(targets, dim=-1)
