"""Recursion over the characters in forward, and over what is left to write in generate."""

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
        if h is None:
            h = self.bias.new_zeros(len(ids), len(self.bias))
        if ids.shape[1] == 0:
            return self.bias.new_zeros(len(ids), 0, len(self.bias_out)), h
        h = torch.tanh(self.weight_ih[:, ids[:, 0]].T + torch.addmm(self.bias, h, self.weight_hh.T))
        logits = torch.addmm(self.bias_out, h, self.weight_out.T)
        later, last = self.forward(ids[:, 1:], h)
        return torch.cat([logits.unsqueeze(1), later], dim=1), last


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


def generate(model: nn.Module, first: int, n: int, h: Tensor | None = None) -> list[int]:
    if n == 0:
        return []
    with torch.no_grad():
        logits, h = model(torch.tensor([[first]], device=next(model.parameters()).device), h)
    best = logits.argmax().item()
    return [best, *generate(model, best, n - 1, h)]
