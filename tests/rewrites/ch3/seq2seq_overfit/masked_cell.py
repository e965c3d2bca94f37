"""torch.gru_cell in both loops; the encoder keeps its state by torch.where once a sentence is over."""

import torch
from torch import Tensor, nn

PAD, BOS, EOS = 0, 1, 2


class Seq2Seq(nn.Module):
    def __init__(self, src_vocab, tgt_vocab, embed_size=32, hidden_size=64):
        super().__init__()
        self.src_embed = nn.Embedding(src_vocab, embed_size)
        self.tgt_embed = nn.Embedding(tgt_vocab, embed_size)
        self.encoder = nn.GRU(embed_size, hidden_size, batch_first=True)
        self.decoder = nn.GRU(embed_size, hidden_size, batch_first=True)
        self.head = nn.Linear(hidden_size, tgt_vocab)

    @staticmethod
    def step(gru: nn.GRU, x: Tensor, h: Tensor) -> Tensor:
        return torch.gru_cell(x, h, gru.weight_ih_l0, gru.weight_hh_l0, gru.bias_ih_l0, gru.bias_hh_l0)

    def encode(self, src: Tensor, src_len: Tensor) -> Tensor:
        x = self.src_embed(src)
        h = x.new_zeros(x.shape[0], self.encoder.hidden_size)
        for s in range(src.shape[1]):
            h = torch.where((s < src_len)[:, None], self.step(self.encoder, x[:, s], h), h)
        return h

    def forward(self, src: Tensor, src_len: Tensor, dec_in: Tensor) -> Tensor:
        h, states = self.encode(src, src_len), []
        for x in self.tgt_embed(dec_in).unbind(1):
            h = self.step(self.decoder, x, h)
            states.append(h)
        return self.head(torch.stack(states, 1))


def overfit(model, src, src_len, dec_in, dec_tgt, steps, lr=5e-3):
    optimizer = torch.optim.Adam(params=model.parameters(), lr=lr)

    def update() -> float:
        optimizer.zero_grad()
        log_p = torch.log_softmax(model(src, src_len, dec_in), -1)
        mine = -log_p.gather(-1, dec_tgt[..., None])[..., 0]
        mask = (dec_tgt != PAD).to(mine.dtype)
        loss = (mine * mask).sum() / mask.sum()
        loss.backward()
        nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        return loss.item()

    return [update() for _ in range(steps)]


def translate(model: Seq2Seq, src: Tensor, src_len: Tensor, max_len: int) -> Tensor:
    with torch.no_grad():
        h = model.encode(src, src_len)
        y = torch.full_like(src[:, 0], BOS)
        alive = torch.ones_like(y)
        written = []
        for _ in range(max_len):
            h = model.step(model.decoder, model.tgt_embed(y), h)
            y = model.head(h).argmax(-1)
            written.append(y * alive)
            alive = alive * (y != EOS)
    return torch.stack(written, dim=1)
