"""Closures: a function that makes the step from the parameters, functools.reduce over time, and masks for the loss."""

import math
from functools import reduce

import torch
from torch import Tensor, nn


def step_of(model: nn.Module):
    parameters = dict(model.named_parameters())

    def step(states: list[Tensor], id_t: Tensor) -> list[Tensor]:
        from_input = torch.index_select(parameters["weight_ih"], 1, id_t).T
        from_state = torch.tensordot(states[-1], parameters["weight_hh"], dims=([1], [1]))
        return [*states, torch.tanh(parameters["bias"] + from_input + from_state)]

    return step


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
            h = torch.zeros(ids.shape[0], self.bias.shape[0]).to(self.bias)
        _, *states = reduce(step_of(self), ids.unbind(1), [h])
        return torch.matmul(torch.stack(states, dim=-2), self.weight_out.T).add(self.bias_out), states[-1]


def train(model: nn.Module, x: Tensor, y: Tensor, steps: int, lr: float = 0.01) -> list[float]:
    adam = torch.optim.Adam([{"params": list(model.parameters()), "lr": lr}])
    losses = []
    while len(losses) < steps:
        logits = model(x)[0]
        right = torch.arange(logits.shape[-1], device=y.device) == y.unsqueeze(-1)
        loss = -torch.where(right, logits.log_softmax(-1), 0.0).sum() / y.numel()
        losses.append(loss.tolist())
        model.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_([p for p in model.parameters() if p.grad is not None], 1.0)
        adam.step()
    return losses


@torch.no_grad()
def generate(model: nn.Module, first: int, n: int) -> list[int]:
    ids, h, previous = [], None, first
    for _ in range(n):
        logits, h = model(torch.tensor([[previous]], device=next(model.parameters()).device), h)
        previous = int(logits[0, -1].argmax())
        ids.append(previous)
    return ids
