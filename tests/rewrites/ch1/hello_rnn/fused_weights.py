"""One product of the one-hot vector and the state side by side, from an identity matrix, and a preallocated result."""

import math

import torch
import torch.nn.functional as F
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
        B, T = ids.shape
        V, H = self.weight_out.shape
        state = self.weight_hh.new_zeros((B, H)) if h is None else h
        weight = torch.cat((self.weight_ih, self.weight_hh), dim=1)
        one_hot = torch.eye(V, dtype=weight.dtype, device=weight.device)
        logits = weight.new_empty(B, T, V)
        for t in range(T):
            state = F.linear(torch.cat((one_hot[ids[:, t]], state), dim=1), weight, self.bias).tanh()
            logits[:, t] = F.linear(state, self.weight_out, self.bias_out)
        return logits, state


def train(model: nn.Module, x: Tensor, y: Tensor, steps: int, lr: float = 0.01) -> list[float]:
    optimizer = torch.optim.Adam(model.parameters(), lr=lr)
    losses: list[float] = []

    def closure() -> Tensor:
        optimizer.zero_grad()
        logits, _ = model(x)
        loss = F.nll_loss(F.log_softmax(logits, dim=-1).permute(0, 2, 1), y)
        loss.backward()
        nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        return loss

    for _ in range(steps):
        losses.append(optimizer.step(closure).item())
    return losses


@torch.no_grad()
def generate(model: nn.Module, first: int, n: int) -> list[int]:
    ids, h, previous = [], None, first
    for _ in range(n):
        logits, h = model(torch.tensor([[previous]], device=next(model.parameters()).device), h)
        previous = int(logits[0, -1].argmax())
        ids.append(previous)
    return ids
