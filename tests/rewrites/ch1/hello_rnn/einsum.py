"""einsum everywhere, one-hot vectors by comparison, and the loss from logsumexp."""

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
        numbers = torch.arange(self.weight_ih.shape[1], device=ids.device)
        x = (ids[..., None] == numbers).to(self.weight_ih.dtype)
        h = x.new_zeros(x.shape[0], self.weight_hh.shape[0]) if h is None else h
        states = []
        for x_t in x.unbind(1):
            h = torch.einsum("hv,bv->bh", self.weight_ih, x_t) + torch.einsum("hk,bk->bh", self.weight_hh, h)
            h = torch.tanh(h + self.bias)
            states.append(h)
        return torch.einsum("vh,tbh->btv", self.weight_out, torch.stack(states)) + self.bias_out, h


def mean_cross_entropy(logits: Tensor, y: Tensor) -> Tensor:
    right = torch.gather(logits, 2, y[:, :, None]).squeeze(2)
    return (torch.logsumexp(logits, 2) - right).mean()


def train(model: nn.Module, x: Tensor, y: Tensor, steps: int, lr: float = 0.01) -> list[float]:
    optimizer = torch.optim.Adam(model.parameters(), lr=lr, betas=(0.9, 0.999), eps=1e-8, weight_decay=0)

    def one_step() -> float:
        optimizer.zero_grad(set_to_none=True)
        loss = mean_cross_entropy(model(x)[0], y)
        loss.backward()
        nn.utils.clip_grad_norm_(model.parameters(), 1.0, norm_type=2.0)
        optimizer.step()
        return loss.item()

    return [one_step() for _ in range(steps)]


@torch.no_grad()
def generate(model: nn.Module, first: int, n: int) -> list[int]:
    ids, h, previous = [], None, first
    for _ in range(n):
        logits, h = model(torch.tensor([[previous]], device=next(model.parameters()).device), h)
        previous = int(logits[0, -1].argmax())
        ids.append(previous)
    return ids
