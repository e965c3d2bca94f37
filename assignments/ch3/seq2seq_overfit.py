"""ch3.seq2seq_overfit: One batch by heart (6 points).

README.md says what to do. Replace each raise NotImplementedError below, keep the names, and check yourself with

    pytest assignments/ch3/test_seq2seq_overfit.py
"""

import torch
from torch import Tensor, nn

PAD, BOS, EOS = 0, 1, 2


class Seq2Seq(nn.Module):
    """An encoder and a decoder, without attention."""

    def __init__(self, src_vocab: int, tgt_vocab: int, embed_size: int = 32, hidden_size: int = 64) -> None:
        """The layers; both GRUs have one layer and one direction."""
        super().__init__()
        self.src_embed = nn.Embedding(src_vocab, embed_size)
        self.tgt_embed = nn.Embedding(tgt_vocab, embed_size)
        self.encoder = nn.GRU(embed_size, hidden_size, batch_first=True)
        self.decoder = nn.GRU(embed_size, hidden_size, batch_first=True)
        self.head = nn.Linear(hidden_size, tgt_vocab)

    def forward(self, src: Tensor, src_len: Tensor, dec_in: Tensor) -> Tensor:
        """Logits under teacher forcing.

        Args:
            src: source ids, int64, shape [B, S], filled up with PAD.
            src_len: number of real tokens of each row, int64, shape [B], at least 1.
            dec_in: the decoder's inputs, int64, shape [B, T]: BOS and the target without its last token, filled up with PAD.

        Returns:
            Logits of shape [B, T, tgt_vocab]; those at step t are for the token that follows dec_in[:, t]. The decoder reads
            PAD like any other token.
        """
        raise NotImplementedError("ch3.seq2seq_overfit is not started")


def overfit(
    model: nn.Module, src: Tensor, src_len: Tensor, dec_in: Tensor, dec_tgt: Tensor, steps: int, lr: float = 5e-3
) -> list[float]:
    """Train a model on one batch, in place.

    Args:
        model: a Seq2Seq.
        src, src_len, dec_in: as in Seq2Seq.forward.
        dec_tgt: the targets, int64, shape [B, T]: one token ahead of dec_in, with EOS at the end, filled up with PAD.
        steps: how many updates, each on the whole batch.
        lr: the learning rate of torch.optim.Adam; everything else as torch has it.

    Returns:
        The loss before each update, a Python list of `steps` floats: the mean cross-entropy over all targets that are not PAD.

    Every update clears the gradients, goes backward, clips the norm of all gradients together to 1.0, and steps.
    """
    raise NotImplementedError("ch3.seq2seq_overfit is not started")


def translate(model: nn.Module, src: Tensor, src_len: Tensor, max_len: int) -> Tensor:
    """Translate greedily.

    Args:
        model: a Seq2Seq.
        src, src_len: as in Seq2Seq.forward.
        max_len: number of columns of the result.

    Returns:
        Target ids, int64, shape [B, max_len], without BOS: the most probable token at each step, up to and with EOS, and PAD after
        it. A sentence without EOS within max_len tokens is cut off there.
    """
    raise NotImplementedError("ch3.seq2seq_overfit is not started")


if __name__ == "__main__":
    source = torch.tensor([[5, 9, 4, 2], [7, 2, 0, 0], [8, 6, 2, 0]])
    target = torch.tensor([[4, 8, 6, 2], [9, 5, 2, 0], [7, 2, 0, 0]])
    shifted = torch.cat([torch.full((3, 1), BOS), target[:, :-1]], dim=1).masked_fill(target == PAD, PAD)
    seq2seq = Seq2Seq(10, 10)
    history = overfit(seq2seq, source, torch.tensor([4, 2, 3]), shifted, target, steps=100)
    print(f"loss {history[0]:.3f} -> {history[-1]:.4f}")
    print(translate(seq2seq, source, torch.tensor([4, 2, 3]), max_len=4))
