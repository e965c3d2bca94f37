"""A beginner's version: while loops, one thing a line, everything by indices."""

import math

import torch
from torch import Tensor, nn


def retention(bias: float, steps: int) -> float:
    gate = 1.0 / (1.0 + math.exp(-bias))
    left = 1.0
    step = 0
    while step < steps:
        left = left * gate
        step = step + 1
    return left


def init_forget_bias(lstm: nn.LSTM, steps: int) -> None:
    H = lstm.hidden_size
    value = math.log(steps)
    layer = 0
    while layer < lstm.num_layers:
        bias_ih = getattr(lstm, "bias_ih_l" + str(layer))
        bias_hh = getattr(lstm, "bias_hh_l" + str(layer))
        with torch.no_grad():
            for k in range(H, 2 * H):
                bias_ih[k] = value
                bias_hh[k] = 0.0
        layer = layer + 1


class Recall(nn.Module):
    def __init__(self, vocab_size: int, n_classes: int, hidden_size: int, steps: int) -> None:
        super().__init__()
        self.embed = nn.Embedding(vocab_size, hidden_size)
        self.lstm = nn.LSTM(hidden_size, hidden_size, batch_first=True)
        self.head = nn.Linear(hidden_size, n_classes)
        init_forget_bias(self.lstm, steps)

    def forward(self, ids: Tensor) -> Tensor:
        embedded = self.embed(ids)
        output, (h_n, c_n) = self.lstm(embedded)
        last = output[:, output.shape[1] - 1, :]
        logits = self.head(last)
        return logits


def train(model: nn.Module, x: Tensor, y: Tensor, epochs: int, batch_size: int, lr: float = 0.01) -> list[float]:
    criterion = nn.CrossEntropyLoss()
    optimizer = torch.optim.Adam(model.parameters(), lr=lr)
    all_losses = []
    for epoch in range(epochs):
        model.train()
        begin = 0
        while begin < x.shape[0]:
            end = min(begin + batch_size, x.shape[0])
            x_batch = x[begin:end]
            y_batch = y[begin:end]
            optimizer.zero_grad()
            logits = model(x_batch)
            loss = criterion(logits, y_batch)
            loss.backward()
            torch.nn.utils.clip_grad_norm_(model.parameters(), max_norm=1.0)
            optimizer.step()
            all_losses.append(loss.item())
            begin = end
    return all_losses
