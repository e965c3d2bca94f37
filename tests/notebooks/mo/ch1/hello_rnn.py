"""ch1.hello_rnn: An RNN that learns hello (8 points).

README.md says what to do. Replace each raise NotImplementedError below, keep the names, and check yourself with

    pytest assignments/ch1/test_hello_rnn.py
"""

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
        """Read a batch of texts.

        Args:
            ids: character ids, int64, shape [B, T].
            h: the state to go on from, shape [B, H]; None means zeros of the parameters' dtype and device.

        Returns:
            (logits, h): logits of shape [B, T, V], at position t those for the character after ids[:, t], and the state after
            the last character, shape [B, H].

        Write the recurrence yourself; torch.nn.RNN and its relatives are not allowed.
        """
        raise NotImplementedError("ch1.hello_rnn is not started")


def train(model: nn.Module, x: Tensor, y: Tensor, steps: int, lr: float = 0.01) -> list[float]:
    """Train a model on one batch, in place.

    Args:
        model: a CharRNN.
        x, y: ids of the characters read and of those that follow them, int64, shape [B, T].
        steps: how many updates.
        lr: the learning rate of torch.optim.Adam; everything else as torch has it.

    Returns:
        The mean cross-entropy in nats over all B * T characters, before each update: a list of `steps` Python floats.

    Every step reads x from a state of zeros, and clips the norm of all gradients together to 1.0 before it updates.
    """
    raise NotImplementedError("ch1.hello_rnn is not started")


def generate(model: nn.Module, first: int, n: int) -> list[int]:
    """Write n characters.

    Args:
        model: a CharRNN.
        first: id of the character to begin with.
        n: how many characters to write.

    Returns:
        The ids of the n characters that follow `first` (without it), each the most probable one: a list of Python ints.
    """
    raise NotImplementedError("ch1.hello_rnn is not started")


if __name__ == "__main__":
    text = "hello"
    letters = sorted(set(text))
    numbers = torch.tensor([[letters.index(letter) for letter in text]])
    char_rnn = CharRNN(len(letters), 16)
    history = train(char_rnn, numbers[:, :-1], numbers[:, 1:], steps=300)
    print(f"loss {history[0]:.3f} -> {history[-1]:.4f}")
    print("h" + "".join(letters[i] for i in generate(char_rnn, letters.index("h"), 4)))
