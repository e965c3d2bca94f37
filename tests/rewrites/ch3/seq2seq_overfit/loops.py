"""Token by token, with the cell written out for columns instead of rows, and the loss summed in two loops."""

import torch
from torch import nn

PAD, BOS, EOS = 0, 1, 2


def cell(gru, x, h):
    i_r, i_z, i_n = (gru.weight_ih_l0 @ x + gru.bias_ih_l0[:, None]).chunk(3)
    h_r, h_z, h_n = (gru.weight_hh_l0 @ h + gru.bias_hh_l0[:, None]).chunk(3)
    r = torch.sigmoid(i_r + h_r)
    z = torch.sigmoid(i_z + h_z)
    n = torch.tanh(i_n + r * h_n)
    return (1 - z) * n + z * h


class Seq2Seq(nn.Module):
    def __init__(self, src_vocab, tgt_vocab, embed_size=32, hidden_size=64):
        super().__init__()
        self.src_embed = nn.Embedding(src_vocab, embed_size)
        self.tgt_embed = nn.Embedding(tgt_vocab, embed_size)
        self.encoder = nn.GRU(embed_size, hidden_size, batch_first=True)
        self.decoder = nn.GRU(embed_size, hidden_size, batch_first=True)
        self.head = nn.Linear(hidden_size, tgt_vocab)

    def forward(self, src, src_len, dec_in):
        h = torch.zeros(self.encoder.hidden_size, src.shape[0], device=src.device, dtype=self.head.weight.dtype)
        read = []
        for s in range(src.shape[1]):
            h = cell(self.encoder, self.src_embed(src[:, s]).T, h)
            read.append(h)
        h = torch.stack([read[int(src_len[b]) - 1][:, b] for b in range(src.shape[0])], 1)
        logits = []
        for t in range(dec_in.shape[1]):
            h = cell(self.decoder, self.tgt_embed(dec_in[:, t]).T, h)
            logits.append((self.head.weight @ h).T + self.head.bias)
        return torch.stack(logits, 1)


def overfit(model, src, src_len, dec_in, dec_tgt, steps, lr=5e-3):
    optimizer = torch.optim.Adam(model.parameters(), lr=lr)
    losses = []
    for step in range(steps):
        optimizer.zero_grad()
        log_p = torch.log_softmax(model(src, src_len, dec_in), dim=2)
        total, count = 0, 0
        for b in range(dec_tgt.shape[0]):
            for t in range(dec_tgt.shape[1]):
                if dec_tgt[b, t] != PAD:
                    total = total - log_p[b, t, dec_tgt[b, t]]
                    count += 1
        loss = total / count
        loss.backward()
        nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        losses.append(float(loss))
    return losses


def translate(model, src, src_len, max_len):
    result = torch.zeros(src.shape[0], max_len, dtype=torch.int64, device=src.device)
    with torch.no_grad():
        for b in range(src.shape[0]):
            so_far = [BOS]
            for t in range(max_len):
                logits = model(src[b : b + 1], src_len[b : b + 1], torch.tensor([so_far], device=src.device))
                best = int(logits[0, -1].argmax())
                result[b, t] = best
                so_far.append(best)
                if best == EOS:
                    break
    return result
