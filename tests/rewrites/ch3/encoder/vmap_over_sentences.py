"""A function of one sentence, written with the cell by hand and mapped over the batch by torch.vmap."""

import torch
from torch import Tensor, nn


class Encoder(nn.Module):
    def __init__(self, vocab_size: int, emb: int, hidden: int) -> None:
        super().__init__()
        self.embedding = nn.Embedding(vocab_size, emb, padding_idx=0)
        self.rnn = nn.GRU(emb, hidden, batch_first=True)

    def _sentence(self, vectors: Tensor, length: Tensor) -> tuple[Tensor, Tensor]:
        w, u, b, c = self.rnn.parameters()
        H = u.shape[1]
        gates = vectors @ w.mT + b
        h, outputs = vectors.new_zeros(H), []
        for s, x in enumerate(gates):
            g = u @ h + c
            rz = torch.sigmoid(x[: 2 * H] + g[: 2 * H])
            n = torch.tanh(x[2 * H :] + rz[:H] * g[2 * H :])
            h_new = torch.lerp(n, h, rz[H:])
            inside = s < length
            h = torch.where(inside, h_new, h)
            outputs.append(torch.where(inside, h_new, torch.zeros_like(h)))
        return torch.stack(outputs), h

    def forward(self, src: Tensor, src_len: Tensor) -> tuple[Tensor, Tensor]:
        return torch.vmap(self._sentence)(self.embedding(src), src_len)
