"""ch1.hello_rnn: An RNN that learns hello (8 points)."""

import math

import torch
from torch import Tensor, nn


class CharRNN(nn.Module):
    """A vanilla RNN that predicts the next character."""

    def __init__(self, vocab_size: int, hidden_size: int) -> None:
        """The parameters: random numbers between -1/sqrt(H) and 1/sqrt(H), as torch.nn.RNN has them."""
        super().__init__()
        k = 1 / math.sqrt(hidden_size)
        self.weight_ih = nn.Parameter(torch.empty(hidden_size, vocab_size).uniform_(-k, k))  # [H, V]
        self.weight_hh = nn.Parameter(torch.empty(hidden_size, hidden_size).uniform_(-k, k))  # [H, H]
        self.bias = nn.Parameter(torch.empty(hidden_size).uniform_(-k, k))  # [H]
        self.weight_out = nn.Parameter(torch.empty(vocab_size, hidden_size).uniform_(-k, k))  # [V, H]
        self.bias_out = nn.Parameter(torch.empty(vocab_size).uniform_(-k, k))  # [V]

    def forward(self, ids: Tensor, h: Tensor | None = None) -> tuple[Tensor, Tensor]:
        """Read a batch of texts."""
        if h is None:
            h = torch.zeros(len(ids), len(self.bias)).to(self.bias)
        logits = []
        for t in range(ids.shape[1]):
            x_t = self.weight_ih.T[ids[:, t]]
            h_new = torch.tanh(x_t + h @ self.weight_hh.T + self.bias)
            logits.append(h_new @ self.weight_out.T + self.bias_out)
        return torch.stack(logits, 1), h_new


def train(model: nn.Module, x: Tensor, y: Tensor, steps: int, lr: float = 0.01) -> list[float]:
    """Train a model on one batch, in place."""
    optimizer = torch.optim.Adam(model.parameters(), lr=lr)
    criterion = nn.CrossEntropyLoss()
    history = []
    for i in range(steps):
        logits, _ = model(x)
        loss = criterion(logits.flatten(0, 1), y.flatten())
        history.append(loss.item())
        optimizer.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        # print(i, loss.item())
    return history


def generate(model: nn.Module, first: int, n: int) -> list[int]:
    """Write n characters."""
    h = None
    c = torch.tensor([[first]])
    out = []
    for i in range(n):
        logits, h = model(c, h)
        c = logits.argmax(-1)
        out.append(c.item())
    return out


if __name__ == "__main__":
    text = "hello"
    letters = sorted(set(text))
    numbers = torch.tensor([[letters.index(letter) for letter in text]])
    char_rnn = CharRNN(len(letters), 16)
    history = train(char_rnn, numbers[:, :-1], numbers[:, 1:], steps=300)
    print(f"loss {history[0]:.3f} -> {history[-1]:.4f}")
    print("h" + "".join(letters[i] for i in generate(char_rnn, letters.index("h"), 4)))
