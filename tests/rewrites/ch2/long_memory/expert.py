"""An expert's version: typed generators for blocks and batches, the norm and the scaling by nn.utils, h_n by name."""

from __future__ import annotations

import math
from collections.abc import Iterator
from itertools import chain, repeat

import torch
from torch import Tensor, nn


def retention(bias: float, steps: int) -> float:
    """The share of an entry of the cell state that is left after `steps` steps."""
    return math.prod(repeat(torch.sigmoid(torch.tensor(bias, dtype=torch.float64)).item(), steps))


def forget_blocks(lstm: nn.LSTM, which: str) -> Iterator[Tensor]:
    """The forget gate's part of one bias of every layer, as views."""
    for layer in range(lstm.num_layers):
        _, forget, _, _ = getattr(lstm, f"bias_{which}_l{layer}").tensor_split(4)
        yield forget


@torch.no_grad()
def init_forget_bias(lstm: nn.LSTM, steps: int) -> None:
    """Prepare an LSTM for memories that last `steps` steps, in place."""
    for block in forget_blocks(lstm, "ih"):
        block.copy_(torch.full_like(block, float(steps)).log_())
    for block in forget_blocks(lstm, "hh"):
        block.zero_()


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
        outputs, _state = self.lstm(self.embed(ids))
        return self.head(outputs.movedim(1, 0)[-1])


def batches(x: Tensor, y: Tensor, size: int) -> Iterator[tuple[Tensor, Tensor]]:
    """Batches in order, the last one perhaps smaller."""
    yield from zip(x.split(size), y.split(size), strict=True)


def train(model: nn.Module, x: Tensor, y: Tensor, epochs: int, batch_size: int, lr: float = 0.01) -> list[float]:
    """Train a model in place."""
    parameters = [*model.parameters()]
    optimizer = torch.optim.Adam(parameters, lr=lr)
    criterion = nn.CrossEntropyLoss()
    losses: list[Tensor] = []
    for inputs, targets in chain.from_iterable(batches(x, y, batch_size) for _ in range(epochs)):
        loss = criterion(model(inputs), targets)
        optimizer.zero_grad(set_to_none=False)
        loss.backward()
        total = nn.utils.get_total_norm([p.grad for p in parameters if p.grad is not None])
        nn.utils.clip_grads_with_norm_(parameters, 1.0, total)
        optimizer.step()
        losses.append(loss.detach())
    return torch.stack(losses).tolist()
