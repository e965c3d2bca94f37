"""The translation carries the decoder's state on instead of reading everything again, and stops when all have ended."""

import torch
import torch.nn as nn
from torch.nn.utils.rnn import pack_padded_sequence

PAD, BOS, EOS = 0, 1, 2


class Seq2Seq(nn.Module):
    def __init__(self, src_vocab, tgt_vocab, embed_size=32, hidden_size=64):
        super().__init__()
        self.src_embed = nn.Embedding(src_vocab, embed_size)
        self.tgt_embed = nn.Embedding(tgt_vocab, embed_size)
        self.encoder = nn.GRU(embed_size, hidden_size, batch_first=True)
        self.decoder = nn.GRU(embed_size, hidden_size, batch_first=True)
        self.head = nn.Linear(hidden_size, tgt_vocab)

    def encode(self, src, src_len):
        length, order = src_len.sort(descending=True)
        packed = pack_padded_sequence(self.src_embed(src[order]), length.cpu(), batch_first=True)
        return self.encoder(packed)[1][:, order.argsort()]

    def decode(self, tokens, h):
        out, h = self.decoder(self.tgt_embed(tokens), h)
        return self.head(out), h

    def forward(self, src, src_len, dec_in):
        logits, _ = self.decode(dec_in, self.encode(src, src_len))
        return logits


def overfit(model, src, src_len, dec_in, dec_tgt, steps, lr=5e-3):
    criterion = nn.CrossEntropyLoss(ignore_index=PAD)
    optimizer = torch.optim.Adam(model.parameters(), lr=lr)
    losses = []
    model.train()
    for _ in range(steps):
        optimizer.zero_grad(set_to_none=True)
        loss = criterion(model(src, src_len, dec_in).transpose(1, 2), dec_tgt)
        loss.backward()
        nn.utils.clip_grad_norm_(model.parameters(), max_norm=1.0)
        optimizer.step()
        losses += [loss.detach().item()]
    return losses


@torch.inference_mode()
def translate(model, src, src_len, max_len):
    model.eval()
    ids = torch.full((src.size(0), max_len), PAD, device=src.device)
    done = torch.zeros(src.size(0), dtype=torch.bool, device=src.device)
    h = model.encode(src, src_len)
    token = ids.new_full((src.size(0), 1), BOS)
    for t in range(max_len):
        logits, h = model.decode(token, h)
        token = logits.argmax(2)
        ids[~done, t] = token[~done, 0]
        done |= token[:, 0] == EOS
        if done.all():
            break
    return ids.clone()
