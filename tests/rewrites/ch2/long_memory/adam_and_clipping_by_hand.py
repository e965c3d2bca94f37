"""No optimizer: gradients from torch.autograd.grad, clipping and Adam written out; the biases by views of [4, H]."""

import torch
from torch import Tensor, nn


def retention(bias: float, steps: int) -> float:
    return torch.full((steps,), bias, dtype=torch.float64).sigmoid().prod().item()


def init_forget_bias(lstm: nn.LSTM, steps: int) -> None:
    value = torch.tensor(float(steps)).log().item()
    for layer in range(lstm.num_layers):
        getattr(lstm, f"bias_ih_l{layer}").data.view(4, -1)[1] = value
        getattr(lstm, f"bias_hh_l{layer}").data.view(4, -1)[1] = 0


class Recall(nn.Module):
    def __init__(self, vocab_size: int, n_classes: int, hidden_size: int, steps: int) -> None:
        super().__init__()
        self.embed = nn.Embedding(vocab_size, hidden_size)
        self.lstm = nn.LSTM(hidden_size, hidden_size, batch_first=True)
        self.head = nn.Linear(hidden_size, n_classes)
        init_forget_bias(self.lstm, steps)

    def forward(self, ids: Tensor) -> Tensor:
        out, _ = self.lstm(torch.nn.functional.embedding(ids, self.embed.weight))
        return torch.nn.functional.linear(out.select(1, -1), self.head.weight, self.head.bias)


def train(model: nn.Module, x: Tensor, y: Tensor, epochs: int, batch_size: int, lr: float = 0.01) -> list[float]:
    params = list(model.parameters())
    m = [torch.zeros_like(p) for p in params]
    v = [torch.zeros_like(p) for p in params]
    losses = []
    for _ in range(epochs):
        for xb, yb in zip(x.split(batch_size), y.split(batch_size)):
            loss = nn.functional.cross_entropy(model(xb), yb)
            grads = torch.autograd.grad(loss, params)
            losses.append(loss.item())
            norm = torch.cat([grad.flatten() for grad in grads]).norm()
            t = len(losses)
            with torch.no_grad():
                for k, (p, grad) in enumerate(zip(params, grads)):
                    if norm > 1:
                        grad = grad / norm
                    m[k] = 0.9 * m[k] + 0.1 * grad
                    v[k] = 0.999 * v[k] + 0.001 * grad * grad
                    p -= lr * (m[k] / (1 - 0.9**t)) / ((v[k] / (1 - 0.999**t)).sqrt() + 1e-8)
    return losses
