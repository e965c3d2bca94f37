"""A beginner's version: loops over samples and characters, mv, and cross-entropy character by character."""

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

    def forward(self, ids, h=None):
        B = ids.shape[0]
        T = ids.shape[1]
        V = self.weight_out.shape[0]
        H = self.weight_hh.shape[0]
        all_logits = []
        all_states = []
        for b in range(B):
            if h is None:
                state = torch.zeros(H, dtype=self.bias.dtype, device=self.bias.device)
            else:
                state = h[b]
            logits_of_b = []
            for t in range(T):
                one_hot = torch.zeros(V, dtype=self.bias.dtype, device=self.bias.device)
                one_hot[ids[b, t]] = 1
                a = torch.mv(self.weight_ih, one_hot) + torch.mv(self.weight_hh, state) + self.bias
                state = torch.tanh(a)
                logits_of_b.append(torch.mv(self.weight_out, state) + self.bias_out)
            all_logits.append(torch.stack(logits_of_b))
            all_states.append(state)
        return torch.stack(all_logits), torch.stack(all_states)


def train(model, x, y, steps, lr=0.01):
    optimizer = torch.optim.Adam(model.parameters(), lr=lr)
    criterion = nn.CrossEntropyLoss()
    list_of_losses = []
    for step in range(steps):
        out = model(x)
        logits = out[0]
        loss = 0
        for b in range(x.shape[0]):
            for t in range(x.shape[1]):
                loss = loss + criterion(logits[b, t], y[b, t])
        loss = loss / (x.shape[0] * x.shape[1])
        optimizer.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(model.parameters(), 1)
        optimizer.step()
        list_of_losses.append(loss.item())
    return list_of_losses


def generate(model, first, n):
    result = []
    current = torch.tensor([[first]])
    state = None
    i = 0
    while i < n:
        logits, state = model(current, state)
        best = torch.argmax(logits[0][0]).item()
        result.append(best)
        current = torch.tensor([[best]])
        i = i + 1
    return result
