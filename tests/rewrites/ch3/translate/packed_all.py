"""Sources and targets are packed sequences, so that no padding exists at all; the bins are dictionaries of lists."""

import math
from itertools import pairwise

import torch
from torch import nn
from torch.nn.functional import cross_entropy
from torch.nn.utils.rnn import PackedSequence, pack_sequence

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


def packed(rows, device):
    return pack_sequence([torch.tensor(row) for row in rows], enforce_sorted=False).to(device)


def embedded(layer, rows):
    return PackedSequence(layer(rows.data), rows.batch_sizes, rows.sorted_indices, rows.unsorted_indices)


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
        device = self.output.weight.device
        return self.encoder(embedded(self.source, packed([[*source, EOS] for source in sources], device)))[1]


def batch_loss(model, pairs):
    device = model.output.weight.device
    h = model.encode([source for source, _ in pairs])
    states, _ = model.decoder(embedded(model.target, packed([[BOS, *target] for _, target in pairs], device)), h)
    said = packed([[*target, EOS] for _, target in pairs], device)
    return cross_entropy(model.output(states.data), said.data)


def greedy(model, sources, max_len):
    with torch.inference_mode():
        h = model.encode(sources)
        token = torch.full((len(sources), 1), BOS, device=h.device)
        rows = [[] for _ in sources]
        open_rows = set(range(len(sources)))
        for _ in range(max_len):
            out, h = model.decoder(model.target(token), h)
            token = model.output(out).argmax(2)
            for i in list(open_rows):
                if token[i, 0] == EOS:
                    open_rows.remove(i)
                else:
                    rows[i].append(int(token[i, 0]))
            if not open_rows:
                break
    return rows


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
    bins = {(a, b): [] for a, b in pairwise(edges)}
    for mine, right, source in zip(translations, references, sources, strict=True):
        for a, b in bins:
            if len(source.split()) in range(a, b):
                bins[a, b].append(mine == right)
    return [sum(found) / len(found) if found else math.nan for found in bins.values()]
