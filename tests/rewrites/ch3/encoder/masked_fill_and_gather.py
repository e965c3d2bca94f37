"""The GRU runs over everything; masked_fill empties the padding, gather takes each sentence's last output."""

import torch
from torch import Tensor, nn


class Encoder(nn.Module):
    def __init__(self, vocab_size: int, emb: int, hidden: int) -> None:
        super().__init__()
        self.embedding = nn.Embedding(vocab_size, emb, padding_idx=0)
        self.rnn = nn.GRU(emb, hidden, batch_first=True)

    def forward(self, src: Tensor, src_len: Tensor) -> tuple[Tensor, Tensor]:
        states = self.rnn(self.embedding(src))[0]
        steps = torch.arange(src.size(1), device=src.device).expand_as(src)
        outputs = states.masked_fill((steps >= src_len[:, None])[..., None], 0)
        last = (src_len - 1)[:, None, None].expand(-1, 1, states.size(-1))
        return outputs, states.gather(1, last).squeeze(1)
