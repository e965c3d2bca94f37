import numpy as np
import torch
from torch import Tensor, nn


def retention(bias: float, steps: int) -> float:
    """What is left of an entry of the cell state."""
    p = 1.0
    for _ in range(steps):
        p = p * torch.sigmoid(torch.tensor(bias, dtype=torch.double)).item()
    return p


def init_forget_bias(lstm: nn.LSTM, steps: int) -> None:
    """Prepare an LSTM for memories that last `steps` steps, in place."""
    n = lstm.hidden_size
    for layer in range(lstm.num_layers):
        getattr(lstm, "bias_ih_l%d" % layer).data[n : 2 * n] = np.log(steps)
        getattr(lstm, "bias_hh_l%d" % layer).data[n : 2 * n] = 0


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
        out, _ = self.lstm(self.embed(ids))
        last = out[:, -1, :]
        return self.head(last)


def train(model: nn.Module, x: Tensor, y: Tensor, epochs: int, batch_size: int, lr: float = 0.01) -> list[float]:
    """Train a model in place."""
    opt = torch.optim.Adam(model.parameters(), lr=lr)
    losses = []
    for epoch in range(epochs):
        for i in range(0, x.shape[0], batch_size):
            opt.zero_grad()
            pred = model(x[i : i + batch_size])
            loss = nn.CrossEntropyLoss()(pred, y[i : i + batch_size])
            loss.backward()
            nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            opt.step()
        losses.append(loss.item())
        # print("epoch", epoch, losses[-1])
    return losses


if __name__ == "__main__":
    noise_steps = 20
    first = torch.randint(0, 4, (356, 1))
    sequences = torch.cat([first, torch.randint(4, 10, (356, noise_steps))], dim=1)
    recall = Recall(vocab_size=10, n_classes=4, hidden_size=32, steps=noise_steps)
    history = train(recall, sequences[:256], first[:256, 0], epochs=16, batch_size=16)
    right = recall(sequences[256:]).argmax(-1) == first[256:, 0]
    print(f"loss {history[0]:.3f} -> {history[-1]:.4f}; right on {right.float().mean():.0%} of fresh sequences")
