"""Adam, clipping and the loss are written out; gradients come from torch.autograd.grad."""

import math

import torch
from torch import nn

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
        h = torch.cat([self.encoder(self.src_embed(s[:n])[None])[1] for s, n in zip(src, src_len.tolist())], dim=1)
        return self.head(self.decoder(self.tgt_embed(dec_in), h)[0])


class Adam:
    def __init__(self, parameters, lr):
        self.parameters, self.lr, self.t = parameters, lr, 0
        self.m = [torch.zeros_like(p) for p in parameters]
        self.v = [torch.zeros_like(p) for p in parameters]

    @torch.no_grad()
    def step(self, gradients):
        self.t += 1
        for i, (p, g) in enumerate(zip(self.parameters, gradients)):
            self.m[i] = 0.9 * self.m[i] + 0.1 * g
            self.v[i] = 0.999 * self.v[i] + (1 - 0.999) * g * g
            m, v = self.m[i] / (1 - 0.9**self.t), self.v[i] / (1 - 0.999**self.t)
            p -= self.lr * m / (v.sqrt() + 1e-8)


def overfit(model, src, src_len, dec_in, dec_tgt, steps, lr=5e-3):
    parameters = [p for p in model.parameters()]
    adam = Adam(parameters, lr)
    losses = []
    for _ in range(steps):
        logits = model(src, src_len, dec_in)
        scores = logits.logsumexp(-1) - logits.gather(2, dec_tgt.unsqueeze(2)).squeeze(2)
        loss = scores.masked_fill(dec_tgt == PAD, 0).sum() / (dec_tgt != PAD).sum()
        gradients = torch.autograd.grad(loss, parameters)
        norm = math.sqrt(sum(float(g.pow(2).sum()) for g in gradients))
        factor = min(1.0, 1.0 / (norm + 1e-6))
        adam.step([g * factor for g in gradients])
        losses.append(float(loss))
    return losses


def translate(model, src, src_len, max_len):
    def row(s, n):
        ids = [BOS]
        while len(ids) <= max_len and EOS not in ids:
            logits = model(s[None], n[None], torch.tensor(ids, device=src.device)[None])
            ids.append(logits[0, -1].argmax().item())
        return ids[1:] + [PAD] * (max_len + 1 - len(ids))

    with torch.no_grad():
        return torch.tensor([row(s, n) for s, n in zip(src, src_len)], device=src.device)
