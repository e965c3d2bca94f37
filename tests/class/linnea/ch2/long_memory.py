"""ch2.long_memory: A memory that lasts (8 points).

README.md says what to do. Replace each raise NotImplementedError below, keep the names, and check yourself with

    pytest assignments/ch2/test_long_memory.py
"""

import math

import torch
from torch import Tensor, nn


def retention(bias: float, steps: int) -> float:
    """What is left of an entry of the cell state.

    Args:
        bias: of the forget gate, whose value is the sigmoid of the bias at every step.
        steps: how often the entry is multiplied by the gate.

    Returns:
        The share that is left, between 0 and 1, a Python float.
    """
    forget = torch.sigmoid(torch.tensor(bias))
    return (forget ** steps).item()


def init_forget_bias(lstm: nn.LSTM, steps: int) -> None:
    """Prepare an LSTM for memories that last `steps` steps, in place.

    Args:
        lstm: with any number of layers, one direction, with biases.
        steps: the span T, at least 1.

    In every layer, the forget gate's block of bias_ih becomes log(steps) and that of bias_hh becomes 0; all other entries
    stay as they are. Write into the tensors that are there (inside torch.no_grad()), do not replace them. Returns nothing.
    """
    H = lstm.hidden_size
    with torch.no_grad():
        for layer in range(lstm.num_layers):
            bias_ih = getattr(lstm, f"bias_ih_l{layer}")
            bias_hh = getattr(lstm, f"bias_hh_l{layer}")
            bias_ih[H:2 * H].fill_(math.log(steps))
            bias_hh[H:2 * H].zero_()


class Recall(nn.Module):
    """Reads a sequence of symbols and says what the first one was."""

    def __init__(self, vocab_size: int, n_classes: int, hidden_size: int, steps: int) -> None:
        """The layers, with a forget bias for a span of `steps` steps."""
        super().__init__()
        self.embed = nn.Embedding(vocab_size, hidden_size)
        self.lstm = nn.LSTM(hidden_size, hidden_size, batch_first=True)
        self.head = nn.Linear(hidden_size, n_classes)
        init_forget_bias(self.lstm, steps)

    def forward(self, ids: Tensor) -> Tensor:
        """The answer after the last symbol.

        Args:
            ids: symbols, int64, shape [B, T].

        Returns:
            Logits of shape [B, n_classes]: the head on the LSTM's output at the last step.
        """
        embedded = self.embed(ids)
        output, (h, c) = self.lstm(embedded)
        return self.head(output[:, -1])


def train(model: nn.Module, x: Tensor, y: Tensor, epochs: int, batch_size: int, lr: float = 0.01) -> list[float]:
    """Train a model in place.

    Args:
        model: a Recall.
        x, y: sequences, int64, shape [N, T], and the answers, int64, shape [N].
        epochs: how often all sequences are used.
        batch_size: sequences in a batch. Batches are taken in order, nothing is shuffled; the last one may be smaller.
        lr: the learning rate of torch.optim.Adam; everything else as torch has it.

    Returns:
        The mean cross-entropy of each batch before its update: a Python list of one float for each update.

    Every update clears the gradients, goes backward, clips the norm of all gradients together to 1.0, and steps.
    """
    optimizer = torch.optim.Adam(model.parameters(), lr=lr)
    loss_fn = nn.CrossEntropyLoss()
    losses = []
    model.train()
    for epoch in range(epochs):
        for start in range(0, len(x), batch_size):
            xb = x[start:start + batch_size]
            yb = y[start:start + batch_size]
            loss = loss_fn(model(xb), yb)
            optimizer.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimizer.step()
            losses.append(loss.item())
    return losses


if __name__ == "__main__":
    noise_steps = 20
    first = torch.randint(0, 4, (356, 1))
    sequences = torch.cat([first, torch.randint(4, 10, (356, noise_steps))], dim=1)
    recall = Recall(vocab_size=10, n_classes=4, hidden_size=32, steps=noise_steps)
    history = train(recall, sequences[:256], first[:256, 0], epochs=16, batch_size=16)
    right = recall(sequences[256:]).argmax(-1) == first[256:, 0]
    print(f"loss {history[0]:.3f} -> {history[-1]:.4f}; right on {right.float().mean():.0%} of fresh sequences")
