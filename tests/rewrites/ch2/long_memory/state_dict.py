"""Biases changed through load_state_dict, which copies into the old tensors; a closure for the update."""

import math

import torch
from torch import Tensor, nn


def retention(bias: float, steps: int) -> float:
    if steps == 0:
        return 1.0
    return retention(bias, steps - 1) / (1 + math.exp(-bias))


def init_forget_bias(lstm: nn.LSTM, steps: int) -> None:
    H = lstm.hidden_size
    values = {name: value.clone() for name, value in lstm.state_dict().items()}
    for name, value in values.items():
        if name.startswith("bias_ih"):
            value[H : 2 * H] = math.log(steps)
        elif name.startswith("bias_hh"):
            value[H : 2 * H] = 0
    lstm.load_state_dict(values)


class Recall(nn.Module):
    def __init__(self, vocab_size: int, n_classes: int, hidden_size: int, steps: int) -> None:
        super().__init__()
        self.embed = nn.Embedding(vocab_size, hidden_size)
        self.lstm = nn.LSTM(hidden_size, hidden_size, batch_first=True)
        self.head = nn.Linear(hidden_size, n_classes)
        init_forget_bias(self.lstm, steps)

    def forward(self, ids: Tensor) -> Tensor:
        out, _ = self.lstm(self.embed(ids))
        return self.head(out)[:, -1]


def train(model: nn.Module, x: Tensor, y: Tensor, epochs: int, batch_size: int, lr: float = 0.01) -> list[float]:
    optimizer = torch.optim.Adam(model.parameters(), lr=lr)

    def update(begin: int) -> float:
        picked = torch.arange(begin, min(begin + batch_size, len(x)), device=x.device)

        def closure() -> Tensor:
            optimizer.zero_grad()
            loss = nn.functional.cross_entropy(model(x[picked]), y[picked])
            loss.backward()
            nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            return loss

        return float(optimizer.step(closure))

    return [update(begin) for _ in range(epochs) for begin in range(0, len(x), batch_size)]
