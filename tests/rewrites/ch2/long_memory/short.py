"""Very short and untyped."""

import math

import torch
from torch import nn


def retention(bias, steps):
    return (1 / (1 + math.exp(-bias))) ** steps


@torch.no_grad()
def init_forget_bias(lstm, steps):
    for name, p in lstm.named_parameters():
        if "bias" in name:
            p.chunk(4)[1].fill_(math.log(steps) if "ih" in name else 0)


class Recall(nn.Module):
    def __init__(self, vocab_size, n_classes, hidden_size, steps):
        super().__init__()
        self.embed = nn.Embedding(vocab_size, hidden_size)
        self.lstm = nn.LSTM(hidden_size, hidden_size, batch_first=True)
        self.head = nn.Linear(hidden_size, n_classes)
        init_forget_bias(self.lstm, steps)

    def forward(self, ids):
        return self.head(self.lstm(self.embed(ids))[1][0][-1])


def train(model, x, y, epochs, batch_size, lr=0.01):
    opt, losses = torch.optim.Adam(model.parameters(), lr), []
    for some, answers in list(zip(x.split(batch_size), y.split(batch_size))) * epochs:
        opt.zero_grad()
        losses.append(nn.functional.cross_entropy(model(some), answers))
        losses[-1].backward()
        nn.utils.clip_grad_norm_(model.parameters(), 1)
        opt.step()
    return [float(loss.detach()) for loss in losses]
