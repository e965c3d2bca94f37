"""As short as it gets, with a function of the module's parameters for the whole forward pass."""

import math

import torch
import torch.nn.functional as F
from torch import nn


class CharRNN(nn.Module):
    def __init__(self, vocab_size: int, hidden_size: int) -> None:
        super().__init__()
        k = 1 / math.sqrt(hidden_size)
        self.weight_ih = nn.Parameter(torch.empty(hidden_size, vocab_size).uniform_(-k, k))  # [H, V]
        self.weight_hh = nn.Parameter(torch.empty(hidden_size, hidden_size).uniform_(-k, k))  # [H, H]
        self.bias = nn.Parameter(torch.empty(hidden_size).uniform_(-k, k))  # [H]
        self.weight_out = nn.Parameter(torch.empty(vocab_size, hidden_size).uniform_(-k, k))  # [V, H]
        self.bias_out = nn.Parameter(torch.empty(vocab_size).uniform_(-k, k))  # [V]

    def forward(self, ids, h=None):
        hs = [self.bias.new_zeros(len(ids), len(self.bias)) if h is None else h]
        for x in self.weight_ih.T[ids.T]:
            hs.append(torch.tanh(x + hs[-1] @ self.weight_hh.T + self.bias))
        return F.linear(torch.stack(hs[1:], 1), self.weight_out, self.bias_out), hs[-1]


def train(model, x, y, steps, lr=0.01):
    opt, losses = torch.optim.Adam(model.parameters(), lr), []
    for _ in range(steps):
        losses.append(F.cross_entropy(model(x)[0].mT, y))
        opt.zero_grad()
        losses[-1].backward()
        nn.utils.clip_grad_norm_(model.parameters(), 1)
        opt.step()
    return [loss.item() for loss in losses]


def generate(model, first, n):
    out, h = [first], None
    for _ in range(n):
        p, h = model(torch.tensor([out[-1:]]), h)
        out.append(p.argmax().item())
    return out[1:]
