"""The forward pass of one sentence, mapped over the batch by torch.vmap."""

import torch
from torch import nn
from torch.nn import functional as F

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
        positions = torch.arange(src.shape[1], device=src.device)
        empty = self.head.weight.new_zeros(self.head.in_features)

        def advance(gru, x, h):
            a, b = F.linear(x, gru.weight_ih_l0, gru.bias_ih_l0), F.linear(h, gru.weight_hh_l0, gru.bias_hh_l0)
            a_gates, a_new = a.split([2 * len(h), len(h)])
            b_gates, b_new = b.split([2 * len(h), len(h)])
            reset, update = (a_gates + b_gates).sigmoid().view(2, -1).unbind(0)
            return torch.lerp(torch.tanh(a_new + reset * b_new), h, update)

        def one(tokens, length, inputs):
            h = empty
            for position, x in zip(positions, self.src_embed(tokens)):
                h = torch.where(position < length, advance(self.encoder, x, h), h)
            rows = []
            for x in self.tgt_embed(inputs):
                h = advance(self.decoder, x, h)
                rows.append(self.head(h))
            return torch.stack(rows)

        return torch.vmap(one)(src, src_len.to(src.device), dec_in)


def overfit(model, src, src_len, dec_in, dec_tgt, steps, lr=5e-3):
    optimizer = torch.optim.Adam(model.parameters(), lr=lr)
    losses, real = [], dec_tgt != PAD
    for _ in range(steps):
        each = F.cross_entropy(model(src, src_len, dec_in).permute(0, 2, 1), dec_tgt, reduction="none")
        loss = (each * real).sum() / real.sum()
        optimizer.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        losses.append(loss.item())
    return losses


def translate(model, src, src_len, max_len):
    ids = torch.full((len(src), 1), BOS, device=src.device)
    with torch.no_grad():
        while ids.shape[1] <= max_len:
            ids = torch.hstack([ids, model(src, src_len, ids)[:, -1:].argmax(-1)])
    ids = ids[:, 1:]
    end = (ids == EOS).int().cumsum(1)
    return ids * ((end == 0) | ((end == 1) & (ids == EOS)))
