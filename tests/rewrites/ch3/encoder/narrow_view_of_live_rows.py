"""Sorted by length, so that at every step the live sentences are the first rows and the others drop out."""

import torch
import torch.nn.functional as F
from torch import Tensor, nn


class Encoder(nn.Module):
    def __init__(self, vocab_size: int, emb: int, hidden: int) -> None:
        super().__init__()
        self.embedding = nn.Embedding(vocab_size, emb, padding_idx=0)
        self.rnn = nn.GRU(emb, hidden, batch_first=True)

    def forward(self, src: Tensor, src_len: Tensor) -> tuple[Tensor, Tensor]:
        order = torch.argsort(src_len, descending=True, stable=True)
        x = F.embedding(src.index_select(0, order), self.embedding.weight, padding_idx=0)
        sizes = [int((src_len > s).sum()) for s in range(src.shape[1])]
        h = x.new_zeros(len(src), self.rnn.hidden_size)
        gone, outputs = [], []
        for s, n in enumerate(sizes):
            if n < len(h):
                gone.insert(0, h[n:])
                h = h[:n]
            if n:
                _, h = self.rnn(x[:n, s : s + 1], h[None].contiguous())
                h = h[0]
            outputs.append(F.pad(h, (0, 0, 0, len(src) - n)))
        context = torch.cat([h, *gone])
        back = torch.empty_like(order)
        back[order] = torch.arange(len(order), device=order.device)
        return torch.stack(outputs, 1)[back], context[back]
