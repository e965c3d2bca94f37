"""In the manner of a beginner: padding by hand, long names, a flag for each sentence."""

import torch
import torch.nn as nn
from torch.nn.utils.rnn import pack_padded_sequence, pad_sequence

PAD, BOS, EOS, UNK = range(4)


class Words:
    def __init__(self, sentences):
        self.words = ["<pad>", "<bos>", "<eos>", "<unk>"]
        self.words += sorted({word for sentence in sentences for word in sentence.split()})
        self._ids = {word: number for number, word in enumerate(self.words)}

    def ids(self, sentence):
        return [self._ids.get(word, UNK) for word in sentence.split()]

    def text(self, ids):
        return " ".join(self.words[number] for number in ids)


def padded(rows, device):
    return pad_sequence([torch.tensor(row) for row in rows], batch_first=True, padding_value=PAD).to(device)


class Translator(nn.Module):
    source_words: Words
    target_words: Words

    def __init__(self, source_size, target_size, embedding=64, hidden=128):
        super().__init__()
        self.source = nn.Embedding(source_size, embedding)
        self.target = nn.Embedding(target_size, embedding)
        self.encoder = nn.GRU(embedding, hidden, batch_first=True)
        self.decoder = nn.GRU(embedding, hidden, batch_first=True)
        self.output = nn.Linear(hidden, target_size)

    def encode(self, src, lengths):
        emb = self.source(src)
        packed = pack_padded_sequence(emb, lengths, batch_first=True, enforce_sorted=False)
        out, hidden = self.encoder(packed)
        return hidden

    def forward(self, src, lengths, dec_in):
        hidden = self.encode(src, lengths)
        emb = self.target(dec_in)
        out, hidden = self.decoder(emb, hidden)
        logits = self.output(out)
        return logits


def make_tensor(rows, device):
    longest = 0
    for row in rows:
        if len(row) > longest:
            longest = len(row)
    result = []
    for row in rows:
        new_row = []
        for number in row:
            new_row.append(number)
        while len(new_row) < longest:
            new_row.append(PAD)
        result.append(new_row)
    return torch.tensor(result).to(device)


def batch_loss(model, pairs):
    device = model.output.weight.device
    src_rows = []
    lengths = []
    in_rows = []
    tgt_rows = []
    for pair in pairs:
        source = pair[0]
        target = pair[1]
        src_rows.append(source + [EOS])
        lengths.append(len(source) + 1)
        in_rows.append([BOS] + target)
        tgt_rows.append(target + [EOS])
    src = make_tensor(src_rows, device)
    dec_in = make_tensor(in_rows, device)
    dec_tgt = make_tensor(tgt_rows, device)
    logits = model(src, torch.tensor(lengths), dec_in)
    criterion = nn.CrossEntropyLoss(ignore_index=0)
    loss = criterion(logits.reshape(-1, logits.shape[-1]), dec_tgt.reshape(-1))
    return loss


def greedy(model, sources, max_len):
    device = model.output.weight.device
    model.eval()
    results = []
    with torch.no_grad():
        for i in range(len(sources)):
            src = torch.tensor([sources[i] + [EOS]]).to(device)
            hidden = model.encode(src, torch.tensor([len(sources[i]) + 1]))
            token = torch.tensor([[BOS]]).to(device)
            result = []
            finished = False
            for t in range(max_len):
                if not finished:
                    out, hidden = model.decoder(model.target(token), hidden)
                    logits = model.output(out)
                    token = torch.argmax(logits, dim=-1)
                    if token.item() == EOS:
                        finished = True
                    else:
                        result.append(token.item())
            results.append(result)
    model.train()
    return results


def train(pairs):
    source_words, target_words = Words([source for source, _ in pairs]), Words([target for _, target in pairs])
    model = Translator(len(source_words.words), len(target_words.words))
    model.source_words, model.target_words = source_words, target_words
    data = [(source_words.ids(source), target_words.ids(target)) for source, target in pairs]
    optimizer = torch.optim.Adam(model.parameters(), lr=0.008)
    for _ in range(15):
        order = torch.randperm(len(data)).tolist()
        for start in range(0, len(data), 64):
            loss = batch_loss(model, [data[i] for i in order[start : start + 64]])
            optimizer.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimizer.step()
    return model


def translate(model, sentences):
    written = greedy(model, [model.source_words.ids(sentence) for sentence in sentences], max_len=40)
    return [model.target_words.text(ids) for ids in written]


def exact_match_by_length(translations, references, sources, edges):
    shares = []
    for k in range(1, len(edges)):
        low = edges[k - 1]
        high = edges[k]
        number = 0
        correct = 0
        for i in range(len(translations)):
            words = sources[i].split()
            if len(words) < low:
                continue
            if len(words) >= high:
                continue
            number = number + 1
            if translations[i] == references[i]:
                correct = correct + 1
        try:
            shares.append(correct / number)
        except ZeroDivisionError:
            shares.append(float("nan"))
    return shares
