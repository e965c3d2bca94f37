"""ch3.seq2seq_overfit: One batch by heart (6 points)."""

import torch
from torch import Tensor, nn
from torch.nn.utils.rnn import pack_padded_sequence

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
        """Logits under teacher forcing."""
        x = self.src_embed(src)
        x = pack_padded_sequence(x, src_len.cpu(), batch_first=True, enforce_sorted=False)
        _, h = self.encoder(x)
        out, _ = self.decoder(self.tgt_embed(dec_in), h)
        return self.head(out)


def overfit(
    model: nn.Module, src: Tensor, src_len: Tensor, dec_in: Tensor, dec_tgt: Tensor, steps: int, lr: float = 5e-3
) -> list[float]:
    """Train a model on one batch, in place."""
    opt = torch.optim.Adam(model.parameters(), lr=lr)
    straty = []
    for krok in range(steps):
        opt.zero_grad()
        logits = model(src, src_len, dec_in)
        strata = nn.functional.cross_entropy(logits.transpose(1, 2), dec_tgt, ignore_index=PAD)
        strata.backward()
        nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        opt.step()
        straty.append(strata.item())
    return straty


def translate(model: nn.Module, src: Tensor, src_len: Tensor, max_len: int) -> Tensor:
    """Translate greedily."""
    x = pack_padded_sequence(model.src_embed(src), src_len.cpu(), batch_first=True, enforce_sorted=False)
    _, h = model.encoder(x)
    y = torch.full((len(src), 1), BOS, device=src.device)
    slowa = []
    for _ in range(max_len):
        out, h = model.decoder(model.tgt_embed(y), h)
        y = model.head(out).argmax(-1)  # [B, 1]
        slowa.append(y)
    return torch.cat(slowa, dim=1)


if __name__ == "__main__":
    source = torch.tensor([[5, 9, 4, 2], [7, 2, 0, 0], [8, 6, 2, 0]])
    target = torch.tensor([[4, 8, 6, 2], [9, 5, 2, 0], [7, 2, 0, 0]])
    shifted = torch.cat([torch.full((3, 1), BOS), target[:, :-1]], dim=1).masked_fill(target == PAD, PAD)
    seq2seq = Seq2Seq(10, 10)
    history = overfit(seq2seq, source, torch.tensor([4, 2, 3]), shifted, target, steps=100)
    print(f"loss {history[0]:.3f} -> {history[-1]:.4f}")
    print(translate(seq2seq, source, torch.tensor([4, 2, 3]), max_len=4))
