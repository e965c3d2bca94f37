"""A DataLoader without shuffling, nn.init for the biases, the negative log-likelihood of a log-softmax."""

import math

import torch
import torch.nn.functional as F
from torch import Tensor, nn
from torch.utils.data import DataLoader, TensorDataset


def retention(bias: float, steps: int) -> float:
    """The share of the cell state that is left."""
    return math.exp(-steps * math.log1p(math.exp(-bias)))


def init_forget_bias(lstm: nn.LSTM, steps: int) -> None:
    """The forget bias becomes log(steps) in all."""
    forget = slice(lstm.hidden_size, 2 * lstm.hidden_size)
    for layer in range(lstm.num_layers):
        nn.init.constant_(getattr(lstm, f"bias_ih_l{layer}")[forget], math.log(steps))
        nn.init.zeros_(getattr(lstm, f"bias_hh_l{layer}")[forget])


class Recall(nn.Module):
    """Reads a sequence of symbols and says what the first one was."""

    def __init__(self, vocab_size: int, n_classes: int, hidden_size: int, steps: int) -> None:
        super().__init__()
        self.embed = nn.Embedding(vocab_size, hidden_size)
        self.lstm = nn.LSTM(hidden_size, hidden_size, batch_first=True)
        self.head = nn.Linear(hidden_size, n_classes)
        init_forget_bias(self.lstm, steps)

    def forward(self, ids: Tensor) -> Tensor:
        """Logits of shape [B, n_classes]."""
        _, (h_n, _) = self.lstm(self.embed(ids))
        return self.head(h_n.squeeze(0))


def train(model: nn.Module, x: Tensor, y: Tensor, epochs: int, batch_size: int, lr: float = 0.01) -> list[float]:
    """Adam on batches in order."""
    loader = DataLoader(TensorDataset(x, y), batch_size=batch_size, shuffle=False, drop_last=False)
    optimizer = torch.optim.Adam(model.parameters(), lr=lr)
    losses: list[float] = []
    for _ in range(epochs):
        for inputs, targets in loader:
            loss = F.nll_loss(F.log_softmax(model(inputs), dim=-1), targets)
            model.zero_grad(set_to_none=True)
            loss.backward()
            nn.utils.clip_grad_norm_(list(model.parameters()), 1.0)
            optimizer.step()
            losses.append(float(loss))
    return losses
