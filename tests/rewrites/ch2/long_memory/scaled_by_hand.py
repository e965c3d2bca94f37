"""Symbols as one-hot rows times the embedding's weight; the cross-entropy by logsumexp; gradients scaled in place."""

import math

import torch
from torch import Tensor, nn


def retention(bias: float, steps: int) -> float:
    return math.pow(0.5 * (1 + math.tanh(bias / 2)), steps)


def init_forget_bias(lstm: nn.LSTM, steps: int) -> None:
    forget = torch.tensor([False, True, False, False]).repeat_interleave(lstm.hidden_size)
    for layer in range(lstm.num_layers):
        bias_ih, bias_hh = lstm.get_parameter(f"bias_ih_l{layer}"), lstm.get_parameter(f"bias_hh_l{layer}")
        bias_ih.detach().masked_fill_(forget.to(bias_ih.device), math.log(steps))
        bias_hh.detach().mul_(~forget.to(bias_hh.device))


class Recall(nn.Module):
    def __init__(self, vocab_size: int, n_classes: int, hidden_size: int, steps: int) -> None:
        super().__init__()
        self.embed = nn.Embedding(vocab_size, hidden_size)
        self.lstm = nn.LSTM(hidden_size, hidden_size, batch_first=True)
        self.head = nn.Linear(hidden_size, n_classes)
        init_forget_bias(self.lstm, steps)

    def forward(self, ids: Tensor) -> Tensor:
        table = self.embed.weight
        one_hot = nn.functional.one_hot(ids, len(table)).to(table.dtype)
        out, _ = self.lstm(one_hot @ table)
        return torch.addmm(self.head.bias, out[:, -1], self.head.weight.T)


def train(model: nn.Module, x: Tensor, y: Tensor, epochs: int, batch_size: int, lr: float = 0.01) -> list[float]:
    optimizer = torch.optim.Adam([{"params": model.parameters(), "lr": lr}])
    losses = []
    for _ in range(epochs):
        for rows in torch.arange(len(x), device=x.device).split(batch_size):
            logits = model(x[rows])
            loss = (logits.logsumexp(1) - logits.gather(1, y[rows, None]).squeeze(1)).mean()
            for p in model.parameters():
                p.grad = None
            loss.backward()
            norm = sum(p.grad.square().sum() for p in model.parameters()).sqrt()
            for p in model.parameters():
                p.grad *= torch.clamp(1.0 / norm, max=1.0)
            optimizer.step()
            losses.append(loss.item())
    return losses
