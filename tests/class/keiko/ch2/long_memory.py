import math

import torch
from torch import Tensor, nn


def retention(bias: float, steps: int) -> float:
    """What is left of an entry of the cell state."""
    gate = 1 / (1 + math.exp(-bias))
    return gate**steps


def init_forget_bias(lstm: nn.LSTM, steps: int) -> None:
    """Prepare an LSTM for memories that last `steps` steps, in place."""
    H = lstm.hidden_size
    with torch.no_grad():
        for name, p in lstm.named_parameters():
            # 忘却ゲートのバイアスだけ
            if name.startswith("bias_ih"):
                p[H : 2 * H] = math.log(steps)


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
        """The answer after the last symbol."""
        _, (h_n, c_n) = self.lstm(self.embed(ids))
        return self.head(h_n[-1])


def train(model: nn.Module, x: Tensor, y: Tensor, epochs: int, batch_size: int, lr: float = 0.01) -> list[float]:
    """Train a model in place."""
    optimizer = torch.optim.Adam(model.parameters(), lr=lr)
    losses = []
    for _ in range(epochs):
        for xb, yb in zip(x.split(batch_size), y.split(batch_size)):
            optimizer.zero_grad()
            loss = nn.functional.cross_entropy(model(xb), yb)
            loss.backward()
            torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
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
