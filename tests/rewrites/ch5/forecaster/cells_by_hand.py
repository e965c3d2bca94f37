"""The LSTM only holds the weights: gates by F.linear and chunk, layer by layer and step by step."""

import torch
import torch.nn.functional as F
from torch import Tensor, nn


class LSTMForecaster(nn.Module):
    def __init__(self, n_features: int, hidden: int, horizon: int, n_targets: int = 1, num_layers: int = 1) -> None:
        super().__init__()
        self.horizon, self.n_targets, self.hidden = horizon, n_targets, hidden
        self.lstm = nn.LSTM(n_features, hidden, num_layers, batch_first=True)
        self.head = nn.Linear(hidden, horizon * n_targets)

    def layer(self, number: int, steps: list[Tensor]) -> list[Tensor]:
        w_ih, w_hh, b_ih, b_hh = self.lstm.all_weights[number]
        h = c = steps[0].new_zeros(steps[0].shape[0], self.hidden)
        outputs = []
        for x in steps:
            i, f, g, o = (F.linear(x, w_ih, b_ih) + F.linear(h, w_hh, b_hh)).chunk(4, dim=-1)
            c = f.sigmoid() * c + i.sigmoid() * g.tanh()
            h = o.sigmoid() * c.tanh()
            outputs.append(h)
        return outputs

    def forward(self, x: Tensor) -> Tensor:
        steps = list(x.unbind(dim=1))
        for number in range(self.lstm.num_layers):
            steps = self.layer(number, steps)
        return F.linear(steps[-1], self.head.weight, self.head.bias).reshape(-1, self.horizon, self.n_targets)
