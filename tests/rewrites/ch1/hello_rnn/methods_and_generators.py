"""A method for one step, a generator of states, and a generator of characters cut off by islice."""

from __future__ import annotations

import math
from collections.abc import Iterator
from itertools import islice

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

    def step(self, id_t: Tensor, h: Tensor) -> Tensor:
        x_t = nn.functional.embedding(id_t, self.weight_ih.mT)
        return (x_t + nn.functional.linear(h, self.weight_hh, self.bias)).tanh()

    def states(self, ids: Tensor, h: Tensor) -> Iterator[Tensor]:
        for id_t in ids.unbind(dim=1):
            h = self.step(id_t, h)
            yield h

    def forward(self, ids: Tensor, h: Tensor | None = None) -> tuple[Tensor, Tensor]:
        start = h if h is not None else self.bias.new_zeros(ids.size(0), self.bias.numel())
        states = [*self.states(ids, start)]
        return nn.functional.linear(torch.stack(states, dim=1), self.weight_out, self.bias_out), states[-1]


def train(model: nn.Module, x: Tensor, y: Tensor, steps: int, lr: float = 0.01) -> list[float]:
    model.train()
    parameters = list(model.parameters())
    optimizer = torch.optim.Adam(parameters, lr=lr)
    losses = torch.zeros(steps, dtype=torch.float64)
    for step in range(steps):
        loss = nn.functional.cross_entropy(model(x)[0].reshape(y.numel(), -1), y.reshape(-1))
        for parameter, gradient in zip(parameters, torch.autograd.grad(loss, parameters)):
            parameter.grad = gradient
        nn.utils.clip_grad_norm_(parameters, 1.0)
        optimizer.step()
        losses[step] = loss.detach()
    return losses.tolist()


def written(model: nn.Module, first: int) -> Iterator[int]:
    device = next(model.parameters()).device
    previous, h = torch.full((1, 1), first, device=device), None
    while True:
        logits, h = model(previous, h)
        previous = logits.argmax(dim=-1)
        yield previous.item()


@torch.inference_mode()
def generate(model: nn.Module, first: int, n: int) -> list[int]:
    model.eval()
    return list(islice(written(model, first), n))
