"""A recursive reader of embedded columns that stops at the longest sentence, and zeros behind it."""

import torch
from torch import Tensor, nn


class Encoder(nn.Module):
    """Reads the first column, then the rest."""

    def __init__(self, vocab_size: int, emb: int, hidden: int) -> None:
        super().__init__()
        modules = {
            "embedding": nn.Embedding(vocab_size, emb, padding_idx=0),
            "rnn": nn.GRU(emb, hidden, batch_first=True),
        }
        for name, module in modules.items():
            self.add_module(name, module)

    def read(self, columns: list[Tensor], left: Tensor, h: Tensor) -> tuple[list[Tensor], Tensor]:
        if not columns:
            return [], h
        live = left > 0
        if not live.any():
            return [torch.zeros_like(h[0]) for _ in columns], h
        _, new = self.rnn(columns[0].unsqueeze(1), h)
        h = torch.where(live[None, :, None], new, h)
        rest, last = self.read(columns[1:], left - 1, h)
        return [h[0] * live[:, None], *rest], last

    def forward(self, src: Tensor, src_len: Tensor) -> tuple[Tensor, Tensor]:
        columns = list(self.embedding(src).unbind(dim=1))
        h = columns[0].new_zeros(1, src.shape[0], self.rnn.hidden_size)
        outputs, last = self.read(columns, src_len, h)
        return torch.stack(outputs, dim=1), last[0]
