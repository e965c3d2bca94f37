"""One sentence after the other without any padding, put together by pad_sequence and cat."""

import torch
import torch.nn.functional as F
from torch import Tensor, nn
from torch.nn.utils.rnn import pad_sequence


class Encoder(nn.Module):
    def __init__(self, vocab_size: int, emb: int, hidden: int) -> None:
        super().__init__()
        self.embedding = nn.Embedding(vocab_size, emb, padding_idx=0)
        self.rnn = nn.GRU(emb, hidden, batch_first=True)

    def read_one(self, ids: Tensor) -> tuple[Tensor, Tensor]:
        states, last = self.rnn(self.embedding(ids))
        return states, last

    def forward(self, src: Tensor, src_len: Tensor) -> tuple[Tensor, Tensor]:
        read = [self.read_one(row[:n]) for row, n in zip(src, src_len.tolist())]
        outputs = pad_sequence([states for states, _ in read], batch_first=True)
        outputs = F.pad(outputs, (0, 0, 0, src.shape[1] - outputs.shape[1]))
        return outputs, torch.cat([last for _, last in read])
