# Ngozi O.
import torch
from torch import nn


class Encoder(nn.Module):
    """No packing: a GRU reads from left to right, so what comes after the end cannot change what was before."""

    def __init__(self, vocab_size, emb, hidden):
        nn.Module.__init__(self)
        self.embedding = nn.Embedding(vocab_size, emb, padding_idx=0)
        self.rnn = nn.GRU(emb, hidden, batch_first=True)

    def forward(self, src, src_len):
        everything, _ = self.rnn(self.embedding(src))
        steps = torch.arange(src.size(1), device=src.device).expand_as(src)
        inside = steps < src_len.unsqueeze(1)
        at_end = (src_len - 1).view(-1, 1, 1).expand(-1, 1, everything.size(2))
        context = everything.gather(1, at_end).select(1, 0)
        return everything * inside.unsqueeze(2), context
