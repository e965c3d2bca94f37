"""In the manner of a beginner: one call per sentence, many names, prints left out."""

import torch
import torch.nn as nn
import torch.optim as optim

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
        batch_size = src.size(0)
        embedded_src = self.src_embed(src)
        hidden = torch.zeros(1, batch_size, self.encoder.hidden_size)
        hidden = hidden.to(embedded_src.device).to(embedded_src.dtype)
        hiddens = []
        for s in range(src.size(1)):
            output, hidden = self.encoder(embedded_src[:, s : s + 1, :], hidden)
            hiddens.append(hidden)
        context_rows = []
        for b in range(batch_size):
            length = int(src_len[b].item())
            context_rows.append(hiddens[length - 1][0, b])
        context = torch.stack(context_rows).unsqueeze(0)
        embedded_tgt = self.tgt_embed(dec_in)
        hidden = context
        outputs = []
        for t in range(dec_in.size(1)):
            output, hidden = self.decoder(embedded_tgt[:, t : t + 1, :], hidden)
            prediction = self.head(output.squeeze(1))
            outputs.append(prediction)
        return torch.stack(outputs, dim=1)


def overfit(model, src, src_len, dec_in, dec_tgt, steps, lr=5e-3):
    loss_function = nn.CrossEntropyLoss(ignore_index=0)
    optimizer = optim.Adam(model.parameters(), lr=lr)
    loss_list = []
    for i in range(steps):
        optimizer.zero_grad()
        logits = model.forward(src, src_len, dec_in)
        vocab_size = logits.shape[2]
        logits_2d = logits.reshape(-1, vocab_size)
        targets_1d = dec_tgt.reshape(-1)
        loss = loss_function(logits_2d, targets_1d)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        loss_list.append(loss.item())
    return loss_list


def translate(model, src, src_len, max_len):
    with torch.no_grad():
        batch_size = src.size(0)
        current = torch.ones(batch_size, 1, dtype=torch.long).to(src.device)
        result = []
        finished = [False] * batch_size
        for t in range(max_len):
            logits = model(src, src_len, current)
            next_token = torch.argmax(logits[:, -1, :], dim=1)
            column = []
            for b in range(batch_size):
                if finished[b]:
                    column.append(0)
                else:
                    token = int(next_token[b])
                    column.append(token)
                    if token == EOS:
                        finished[b] = True
            column = torch.tensor(column).to(src.device)
            result.append(column)
            current = torch.cat([current, column.unsqueeze(1)], dim=1)
        return torch.stack(result).t()
