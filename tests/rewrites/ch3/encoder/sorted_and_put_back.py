"""Sentences sorted by length for packing, and both results put back into the first order."""

from torch import Tensor, nn
from torch.nn.utils.rnn import pack_padded_sequence, pad_packed_sequence


class Encoder(nn.Module):
    def __init__(self, vocab_size: int, emb: int, hidden: int) -> None:
        super().__init__()
        self.embedding = nn.Embedding(vocab_size, emb, padding_idx=0)
        self.rnn = nn.GRU(input_size=emb, hidden_size=hidden, num_layers=1, batch_first=True)

    def forward(self, src: Tensor, src_len: Tensor) -> tuple[Tensor, Tensor]:
        lengths, order = src_len.sort(descending=True)
        back = order.argsort()
        packed = pack_padded_sequence(self.embedding(src[order]), lengths.tolist(), batch_first=True)
        packed_outputs, h_n = self.rnn(packed)
        outputs, _ = pad_packed_sequence(packed_outputs, True, 0.0, src.size(1))
        return outputs[back], h_n.squeeze(0)[back]
