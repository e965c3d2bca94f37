from torch import Tensor, nn
from torch.nn.utils.rnn import pack_padded_sequence, pad_packed_sequence


class Encoder(nn.Module):
    """Koder: GRU."""

    def __init__(self, vocab_size: int, emb: int, hidden: int) -> None:
        super().__init__()
        self.embedding = nn.Embedding(vocab_size, emb, padding_idx=0)
        self.rnn = nn.GRU(emb, hidden, batch_first=True)

    def forward(self, src: Tensor, src_len: Tensor) -> tuple[Tensor, Tensor]:
        x = self.embedding(src)
        x = pack_padded_sequence(x, src_len.cpu(), batch_first=True, enforce_sorted=False)
        out, _ = self.rnn(x)
        out, _ = pad_packed_sequence(out, batch_first=True, total_length=src.size(1))
        context = out[:, -1, :]
        return out, context
