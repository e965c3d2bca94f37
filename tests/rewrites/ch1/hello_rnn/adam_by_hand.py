"""Adam and the clipping written out, with a small class for the averages."""

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
        h = self.bias.new_zeros(len(ids), len(self.bias)) if h is None else h
        logits = []
        for id_t in ids.T:
            x_t = self.bias.new_zeros(len(ids), self.weight_ih.size(1)).scatter_(1, id_t[:, None], 1)
            h = torch.tanh(torch.mm(x_t, self.weight_ih.t()) + torch.mm(h, self.weight_hh.t()) + self.bias)
            logits += [torch.mm(h, self.weight_out.t()) + self.bias_out]
        return torch.stack(logits).transpose(0, 1), h


class Adam:
    def __init__(self, parameters: list[nn.Parameter], lr: float) -> None:
        self.parameters, self.lr, self.steps = parameters, lr, 0
        self.m = [torch.zeros_like(p) for p in parameters]
        self.v = [torch.zeros_like(p) for p in parameters]

    @torch.no_grad()
    def step(self, gradients: list[Tensor]) -> None:
        self.steps += 1
        for p, g, m, v in zip(self.parameters, gradients, self.m, self.v, strict=True):
            m.mul_(0.9).add_(g, alpha=0.1)
            v.mul_(0.999).addcmul_(g, g, value=0.001)
            m_hat = m / (1 - 0.9**self.steps)
            v_hat = v / (1 - 0.999**self.steps)
            p -= self.lr * m_hat / (v_hat.sqrt() + 1e-8)


def clipped(gradients: tuple[Tensor, ...]) -> list[Tensor]:
    norm = torch.cat([g.flatten() for g in gradients]).norm()
    return [g * (1.0 / (norm + 1e-6)).clamp(max=1.0) for g in gradients]


def train(model: nn.Module, x: Tensor, y: Tensor, steps: int, lr: float = 0.01) -> list[float]:
    parameters = list(model.parameters())
    optimizer, losses = Adam(parameters, lr), []
    for _ in range(steps):
        loss = nn.functional.cross_entropy(model(x)[0].flatten(0, 1), y.flatten())
        optimizer.step(clipped(torch.autograd.grad(loss, parameters)))
        losses.append(loss.item())
    return losses


def generate(model: nn.Module, first: int, n: int) -> list[int]:
    text = [first]
    with torch.no_grad():
        for _ in range(n):  # read everything again for each character
            logits, _ = model(torch.tensor([text], device=next(model.parameters()).device))
            text.append(int(logits[0, -1].topk(1).indices))
    return text[1:]
