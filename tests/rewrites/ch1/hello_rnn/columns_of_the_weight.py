"""No one-hot vectors: a character picks a column of weight_ih, and all logits are made at once after the loop."""

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
        from_input = self.weight_ih.T[ids] + self.bias
        if h is None:
            h = torch.zeros_like(from_input[:, 0])
        states = []
        for t in range(ids.shape[1]):
            h = torch.tanh(from_input[:, t] + h @ self.weight_hh.T)
            states.append(h)
        return torch.stack(states, 1) @ self.weight_out.T + self.bias_out, h


def train(model: nn.Module, x: Tensor, y: Tensor, steps: int, lr: float = 0.01) -> list[float]:
    optimizer = torch.optim.Adam(params=model.parameters(), lr=lr)
    losses = []
    for _ in range(steps):
        optimizer.zero_grad()
        loss = nn.functional.cross_entropy(model(x)[0].transpose(1, 2), y)
        loss.backward()
        nn.utils.clip_grad_norm_(model.parameters(), max_norm=1.0)
        optimizer.step()
        losses.append(float(loss.detach()))
    return losses


@torch.no_grad()
def generate(model: nn.Module, first: int, n: int) -> list[int]:
    ids, h, previous = [], None, first
    for _ in range(n):
        logits, h = model(torch.tensor([[previous]], device=next(model.parameters()).device), h)
        previous = int(logits[0, -1].argmax())
        ids.append(previous)
    return ids
