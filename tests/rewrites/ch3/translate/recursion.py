"""Greedy writing and the table by functions that call themselves; the loss concatenates the rows that count."""

import math

import torch
from torch import nn
from torch.nn.functional import cross_entropy
from torch.nn.utils.rnn import pack_sequence, pad_sequence, unpad_sequence

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

    def encode(self, sources):
        device = next(self.parameters()).device
        rows = [self.source(torch.tensor(source + [EOS], device=device)) for source in sources]
        return self.encoder(pack_sequence(rows, enforce_sorted=False))[1]

    def forward(self, sources, dec_in):
        return self.output(self.decoder(self.target(dec_in), self.encode(sources))[0])


def batch_loss(model, pairs):
    device = next(model.parameters()).device
    logits = model([source for source, _ in pairs], padded([[BOS] + target for _, target in pairs], device))
    lengths = torch.tensor([len(target) + 1 for _, target in pairs])
    said = torch.tensor([number for _, target in pairs for number in target + [EOS]], device=device)
    return cross_entropy(torch.cat(unpad_sequence(logits, lengths, batch_first=True)), said)


def greedy(model, sources, max_len):
    def rest(last, h, left):
        if left == 0:
            return []
        states, h = model.decoder(model.target(last), h)
        last = model.output(states).argmax(-1)
        return [last] + rest(last, h, left - 1)

    def cut(row):
        return [] if not row or row[0] == EOS else row[:1] + cut(row[1:])

    with torch.no_grad():
        h = model.encode(sources)
        columns = rest(torch.full((len(sources), 1), BOS, device=h.device), h, max_len)
    return [cut(row) for row in torch.cat(columns, 1).tolist()]


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
    if len(edges) < 2:
        return []
    a, b, *_ = edges
    inside = [i for i, source in enumerate(sources) if a <= len(source.split()) < b]
    right = [i for i in inside if translations[i].split() == references[i].split()]
    share = len(right) / len(inside) if inside else math.nan
    return [share] + exact_match_by_length(translations, references, sources, edges[1:])
