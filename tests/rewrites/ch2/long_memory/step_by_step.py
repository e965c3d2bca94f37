"""The forward pass goes step by step with torch.lstm_cell on the layer's own parameters."""

import torch
from torch import Tensor, nn


def retention(bias: float, steps: int) -> float:
    return torch.exp(steps * nn.functional.logsigmoid(torch.tensor(bias, dtype=torch.double))).item()


def init_forget_bias(lstm: nn.LSTM, steps: int) -> None:
    rows = torch.arange(lstm.hidden_size, 2 * lstm.hidden_size)
    with torch.no_grad():
        for _, _, bias_ih, bias_hh in lstm.all_weights:
            bias_ih.index_fill_(0, rows.to(bias_ih.device), float(torch.tensor(steps, dtype=torch.double).log()))
            bias_hh.index_fill_(0, rows.to(bias_hh.device), 0.0)


class Recall(nn.Module):
    def __init__(self, vocab_size: int, n_classes: int, hidden_size: int, steps: int) -> None:
        super().__init__()
        self.embed = nn.Embedding(vocab_size, hidden_size)
        self.lstm = nn.LSTM(hidden_size, hidden_size, batch_first=True)
        self.head = nn.Linear(hidden_size, n_classes)
        init_forget_bias(self.lstm, steps)

    def forward(self, ids: Tensor) -> Tensor:
        weights = self.lstm.all_weights[0]
        zeros = self.embed.weight.new_zeros(ids.shape[0], self.lstm.hidden_size)
        h, c = zeros, zeros
        for v in self.embed(ids).unbind(1):
            h, c = torch.lstm_cell(v, (h, c), *weights)
        return self.head(h)


def train(model: nn.Module, x: Tensor, y: Tensor, epochs: int, batch_size: int, lr: float = 0.01) -> list[float]:
    optimizer = torch.optim.Adam(model.parameters(), lr=lr)
    losses = []
    n_batches = -(-len(x) // batch_size)
    for update in range(epochs * n_batches):
        k = update % n_batches
        rows = slice(k * batch_size, (k + 1) * batch_size)
        loss = nn.functional.cross_entropy(model(x[rows]), y[rows], reduction="mean")
        optimizer.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        losses.append(loss.item())
    return losses
