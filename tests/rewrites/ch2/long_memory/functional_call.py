"""torch.func.functional_call on copies of the parameters, torch.autograd.grad, an optimizer for the step."""

import math

import torch
from torch import Tensor, nn
from torch.func import functional_call


def retention(bias: float, steps: int) -> float:
    left = [1.0]
    left.extend(0.0 for _ in range(steps))
    for t in range(steps):
        left[t + 1] = left[t] * torch.sigmoid(torch.tensor(bias, dtype=torch.float64)).item()
    return left[-1]


def init_forget_bias(lstm: nn.LSTM, steps: int) -> None:
    with torch.no_grad():
        for layer in range(lstm.num_layers):
            for name, value in (("ih", math.log(steps)), ("hh", 0.0)):
                bias = getattr(lstm, f"bias_{name}_l{layer}")
                i, f, g, o = bias.clone().split(lstm.hidden_size)
                bias.copy_(torch.cat([i, torch.full_like(f, value), g, o]))


class Recall(nn.Module):
    def __init__(self, vocab_size: int, n_classes: int, hidden_size: int, steps: int) -> None:
        super().__init__()
        self.embed = nn.Embedding(vocab_size, hidden_size)
        self.lstm = nn.LSTM(hidden_size, hidden_size, batch_first=True)
        self.head = nn.Linear(hidden_size, n_classes)
        init_forget_bias(self.lstm, steps)

    def forward(self, ids: Tensor) -> Tensor:
        state = (self.embed.weight.new_zeros(1, len(ids), self.lstm.hidden_size),) * 2
        for half in ids.tensor_split(2, dim=1):
            if half.shape[1]:
                _, state = self.lstm(self.embed(half), state)
        return self.head(state[0][0])


def train(model: nn.Module, x: Tensor, y: Tensor, epochs: int, batch_size: int, lr: float = 0.01) -> list[float]:
    parameters = dict(model.named_parameters())
    optimizer = torch.optim.Adam(list(parameters.values()), lr=lr)
    losses = []
    for _ in range(epochs):
        for begin in range(0, len(x), batch_size):
            rows = slice(begin, begin + batch_size)
            values = {name: p.detach().clone().requires_grad_() for name, p in parameters.items()}
            loss = nn.functional.cross_entropy(functional_call(model, values, (x[rows],)), y[rows])
            for p, gradient in zip(parameters.values(), torch.autograd.grad(loss, list(values.values()))):
                p.grad = gradient
            nn.utils.clip_grad_norm_(parameters.values(), 1.0)
            optimizer.step()
            losses.append(loss.item())
    return losses
