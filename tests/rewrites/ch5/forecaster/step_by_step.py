"""One call of the LSTM for each step of the window, with the state handed on."""

import torch
from torch import Tensor, nn


class LSTMForecaster(nn.Module):
    def __init__(self, n_features: int, hidden: int, horizon: int, n_targets: int = 1, num_layers: int = 1) -> None:
        super().__init__()
        self.lstm = nn.LSTM(n_features, hidden, num_layers, batch_first=True)
        self.head = nn.Linear(hidden, horizon * n_targets)
        self.n_targets = n_targets

    def forward(self, x: Tensor) -> Tensor:
        size = (self.lstm.num_layers, x.shape[0], self.lstm.hidden_size)
        state = (torch.zeros(size, dtype=x.dtype, device=x.device), torch.zeros(size, dtype=x.dtype, device=x.device))
        for t in range(x.shape[1]):
            output, state = self.lstm(x[:, t : t + 1], state)
        flat = self.head(output.squeeze(1))
        return torch.stack(flat.split(self.n_targets, dim=1), dim=1)
