"""Sentences of equal length form a batch without padding; the results are scattered to their rows."""

import torch
from torch import Tensor, nn


class Encoder(nn.Module):
    def __init__(self, vocab_size: int, emb: int, hidden: int) -> None:
        super().__init__()
        self.embedding = nn.Embedding(vocab_size, emb, padding_idx=0)
        self.rnn = nn.GRU(emb, hidden, batch_first=True)

    def forward(self, src: Tensor, src_len: Tensor) -> tuple[Tensor, Tensor]:
        weight = self.rnn.weight_hh_l0
        outputs = weight.new_zeros(*src.shape, self.rnn.hidden_size)
        context = weight.new_zeros(src.shape[0], self.rnn.hidden_size)
        for length in src_len.unique().tolist():
            (rows,) = torch.where(src_len == length)
            states, last = self.rnn(self.embedding(src[rows, :length]))
            outputs[rows, :length] = states
            context = context.index_add(0, rows, last[0])
        return outputs, context
