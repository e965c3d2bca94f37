"""Packed and unpacked with the steps first, transposed at both ends."""

from torch import nn
from torch.nn.utils.rnn import pack_padded_sequence, pad_packed_sequence


class Encoder(nn.Module):
    def __init__(self, vocab_size, emb, hidden):
        super(Encoder, self).__init__()
        self.embedding = nn.Embedding(vocab_size, emb, padding_idx=0)
        self.rnn = nn.GRU(emb, hidden, batch_first=True)

    def forward(self, src, src_len):
        steps = self.embedding(src.t())
        packed = pack_padded_sequence(steps, src_len.cpu(), enforce_sorted=False)
        out, h = self.rnn(packed)
        out = pad_packed_sequence(out, total_length=steps.shape[0])[0]
        return out.permute(1, 0, 2), h[-1]
