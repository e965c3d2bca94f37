"""Everything transposed: time first, samples as columns, as in the formula, and batches first again in the end."""

import math

import torch
from torch import Tensor, nn


class CharRNN(nn.Module):
    def __init__(self, vocab_size: int, hidden_size: int) -> None:
        super().__init__()
        k = 1 / math.sqrt(hidden_size)
        self.weight_ih = nn.Parameter(torch.empty(hidden_size, vocab_size).uniform_(-k, k))  # [H, V]
        self.weight_hh = nn.Parameter(torch.empty(hidden_size, hidden_size).uniform_(-k, k))  # [H, H]
        self.bias = nn.Parameter(torch.empty(hidden_size).uniform_(-k, k))  # [H]
        self.weight_out = nn.Parameter(torch.empty(vocab_size, hidden_size).uniform_(-k, k))  # [V, H]
        self.bias_out = nn.Parameter(torch.empty(vocab_size).uniform_(-k, k))  # [V]

    def forward(self, ids: Tensor, h: Tensor | None = None) -> tuple[Tensor, Tensor]:
        V = self.weight_ih.shape[1]
        one_hot = nn.functional.one_hot(ids, V).permute(1, 2, 0).type_as(self.bias)  # [T, V, B]
        H, B = self.bias.shape[0], ids.shape[0]
        column = torch.zeros(H, B, dtype=self.bias.dtype, device=self.bias.device) if h is None else h.T
        bias, bias_out = self.bias.reshape(-1, 1), self.bias_out.reshape(-1, 1)
        logits = ()
        for x_t in one_hot:
            column = torch.tanh(self.weight_ih @ x_t + self.weight_hh @ column + bias)
            logits += (self.weight_out @ column + bias_out,)
        return torch.stack(logits).permute(2, 0, 1), column.T


def train(model: nn.Module, x: Tensor, y: Tensor, steps: int, lr: float = 0.01) -> list[float]:
    optimizer = torch.optim.Adam(model.parameters(), lr=lr)
    losses = []
    for _ in range(steps):
        logits, _ = model(x)
        loss = nn.functional.cross_entropy(logits.flatten(0, 1), y.flatten())
        optimizer.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        losses.append(loss.item())
    return losses


def generate(model: nn.Module, first: int, n: int) -> list[int]:
    h, ids = None, torch.empty(n + 1, dtype=torch.int64, device=next(model.parameters()).device)
    ids[0] = first
    for k in range(n):
        with torch.no_grad():
            logits, h = model(ids[k].view(1, 1), h)
        ids[k + 1] = logits.flatten().softmax(0).argmax()
    return ids[1:].tolist()
