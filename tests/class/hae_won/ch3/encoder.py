import torch
import torch.nn as nn
from torch.nn.utils import rnn as R


class Encoder(nn.Module):
    def __init__(self, vocab_size, emb, hidden):
        super(Encoder, self).__init__()
        self.embedding = nn.Embedding(vocab_size, emb, padding_idx=0)
        self.rnn = nn.GRU(emb, hidden, num_layers=1, batch_first=True)

    def forward(self, src, src_len):
        packed = R.pack_padded_sequence(self.embedding(src), src_len.cpu(), batch_first=True)
        outputs, h = self.rnn(packed)
        outputs, _ = R.pad_packed_sequence(outputs, batch_first=True, total_length=src.shape[1])
        return outputs, h[0]
