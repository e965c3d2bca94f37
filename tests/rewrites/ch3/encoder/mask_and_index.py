"""The GRU runs over everything; outputs at the padding are multiplied by zero, the context is picked by index."""

import torch
from torch import Tensor, nn


class Encoder(nn.Module):
    def __init__(self, vocab_size: int, emb: int, hidden: int) -> None:
        super().__init__()
        self.embedding = nn.Embedding(vocab_size, emb, padding_idx=0)
        self.rnn = nn.GRU(emb, hidden, batch_first=True)

    def forward(self, src: Tensor, src_len: Tensor) -> tuple[Tensor, Tensor]:
        B, S = src.shape
        outputs, _ = self.rnn(self.embedding(src))
        mask = torch.arange(S, device=src.device).unsqueeze(0) < src_len.unsqueeze(1)
        outputs = outputs * mask.unsqueeze(-1)
        context = outputs[torch.arange(B, device=src.device), src_len - 1]
        return outputs, context
