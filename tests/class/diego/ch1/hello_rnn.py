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
        H = self.weight_hh.shape[0]
        if h is None:
            h = self.bias.new_zeros(ids.shape[0], H)
        salidas = []
        for t in range(ids.shape[1]):
            # la columna de weight_ih que corresponde a la letra
            h = torch.tanh(self.weight_ih[:, ids[:, t]].T + h @ self.weight_hh.T + self.bias)
            salidas.append(h @ self.weight_out.T + self.bias_out)
        return torch.stack(salidas, dim=1), h


def train(model: nn.Module, x: Tensor, y: Tensor, steps: int, lr: float = 0.01) -> list[float]:
    """Train a model on one batch, in place."""
    opt = torch.optim.Adam(model.parameters(), lr=lr)
    perdidas = []
    for _ in range(steps):
        opt.zero_grad()
        logits, _h = model(x)
        perdida = nn.functional.cross_entropy(logits.transpose(1, 2), y)
        perdida.backward()
        nn.utils.clip_grad_norm_(model.parameters(), max_norm=1.0)
        opt.step()
        perdidas.append(perdida.item())
    return perdidas


def generate(model: nn.Module, first: int, n: int) -> list[int]:
    """Write n characters."""
    letras = []
    actual = first
    for _ in range(n):
        logits, _h = model(torch.tensor([[actual]]))
        actual = int(logits[0, 0].argmax())
        letras.append(actual)
    return letras


if __name__ == "__main__":
    text = "hello"
    letters = sorted(set(text))
    numbers = torch.tensor([[letters.index(letter) for letter in text]])
    char_rnn = CharRNN(len(letters), 16)
    history = train(char_rnn, numbers[:, :-1], numbers[:, 1:], steps=300)
    print(f"loss {history[0]:.3f} -> {history[-1]:.4f}")
    print("h" + "".join(letters[i] for i in generate(char_rnn, letters.index("h"), 4)))
