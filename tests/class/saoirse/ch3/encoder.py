"""ch3.encoder: The encoder and its context vector (6 points).

README.md says what to do. Replace each raise NotImplementedError below, keep the names, and check yourself with

    pytest assignments/ch3/test_encoder.py
"""

from torch import Tensor, nn
from torch.nn.utils.rnn import pack_padded_sequence, pad_packed_sequence


class Encoder(nn.Module):
    """A GRU over embedded tokens.

    Args of the constructor:
        vocab_size: V, number of token ids; PAD is 0.
        emb: E, size of an embedding.
        hidden: H, size of the state.

    It has two submodules, whose names the grader relies on: ``embedding``, an nn.Embedding of V tokens and size E with
    padding_idx=0, and ``rnn``, a batch-first nn.GRU of one layer and one direction.
    """

    def __init__(self, vocab_size: int, emb: int, hidden: int) -> None:
        super().__init__()
        self.embedding = nn.Embedding(vocab_size, emb, padding_idx=0)
        self.rnn = nn.GRU(emb, hidden, batch_first=True)

    def forward(self, src: Tensor, src_len: Tensor) -> tuple[Tensor, Tensor]:
        """Read a batch of sentences, in any order of length.

        Args:
            src: token ids, int64, shape [B, S], each row filled up with PAD on the right. S may be larger than the
                longest sentence.
            src_len: number of tokens of each row, EOS included, int64, shape [B], each at least 1; on src's device.

        Returns:
            (outputs, context): outputs of shape [B, S, H], the GRU's output at every token, and 0 at the padding;
            context of shape [B, H], the state after the last token of each sentence. Neither depends on the number
            of columns of padding.
        """
        embedded = self.embedding(src)
        packed = pack_padded_sequence(embedded, src_len.cpu(), batch_first=True, enforce_sorted=False)
        packed_out, h_n = self.rnn(packed)
        outputs, _ = pad_packed_sequence(packed_out, batch_first=True, total_length=src.shape[1])
        return outputs, h_n.squeeze(0)
