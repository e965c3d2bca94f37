"""As short as it gets."""

import torch
from torch import nn
from torch.nn.utils import clip_grad_norm_
from torch.nn.utils.rnn import pack_sequence

PAD, BOS, EOS = 0, 1, 2


class Seq2Seq(nn.Module):
    def __init__(self, src_vocab, tgt_vocab, embed_size=32, hidden_size=64):
        super().__init__()
        self.src_embed = nn.Embedding(src_vocab, embed_size)
        self.tgt_embed = nn.Embedding(tgt_vocab, embed_size)
        self.encoder = nn.GRU(embed_size, hidden_size, batch_first=True)
        self.decoder = nn.GRU(embed_size, hidden_size, batch_first=True)
        self.head = nn.Linear(hidden_size, tgt_vocab)

    def forward(self, src, src_len, dec_in):
        words = [self.src_embed(s[:n]) for s, n in zip(src, src_len)]
        return self.head(self.decoder(self.tgt_embed(dec_in), self.encoder(pack_sequence(words, False))[1])[0])


def overfit(model, src, src_len, dec_in, dec_tgt, steps, lr=5e-3):
    opt, losses = torch.optim.Adam(model.parameters(), lr), []
    for _ in range(steps):
        opt.zero_grad()
        loss = nn.functional.cross_entropy(model(src, src_len, dec_in).mT, dec_tgt, ignore_index=PAD)
        losses.append(loss.item())
        loss.backward()
        clip_grad_norm_(model.parameters(), 1)
        opt.step()
    return losses


def translate(model, src, src_len, max_len):
    y = src[:, :1] * 0 + BOS
    for _ in range(max_len):
        token = model(src, src_len, y)[:, -1:].argmax(-1)
        y = torch.cat([y, token * (y != EOS).all(1, keepdim=True)], 1)
    return y[:, 1:]
