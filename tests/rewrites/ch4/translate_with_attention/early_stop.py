"""Writing stops when all sentences have ended; the table is made of named tuples and comprehensions."""

import math
from itertools import pairwise
from typing import NamedTuple

import matplotlib.pyplot as plt
import torch
from torch import nn
from torch.nn.functional import cross_entropy
from torch.nn.utils.rnn import pack_padded_sequence, pad_packed_sequence, pad_sequence

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


def padded(rows):
    return pad_sequence([torch.tensor(row) for row in rows], batch_first=True, padding_value=PAD)


class Translator(nn.Module):
    source_words: Words
    target_words: Words

    def __init__(self, source_size, target_size, attention, embedding=64, hidden=128):
        super().__init__()
        self.attention = attention
        self.source = nn.Embedding(source_size, embedding)
        self.target = nn.Embedding(target_size, embedding)
        self.encoder = nn.GRU(embedding, hidden // 2, batch_first=True, bidirectional=True)
        self.decoder = nn.GRU(embedding, hidden, batch_first=True)
        self.combine = nn.Linear(2 * hidden, hidden)
        self.output = nn.Linear(hidden, target_size)

    def encode(self, sources):
        src = padded([[*source, EOS] for source in sources])
        lengths = torch.tensor([len(source) + 1 for source in sources])
        packed = pack_padded_sequence(self.source(src), lengths, batch_first=True, enforce_sorted=False)
        states, last = self.encoder(packed)
        states, _ = pad_packed_sequence(states, batch_first=True)
        return states, src != PAD, torch.cat([last[0], last[1]], -1)[None]

    def decode(self, dec_in, states, mask, h):
        queries, h = self.decoder(self.target(dec_in), h)
        if not self.attention:
            return self.output(queries), queries.new_zeros(*dec_in.shape, states.shape[1]), h
        scores = queries @ states.transpose(1, 2) / math.sqrt(queries.shape[-1])
        weights = scores.masked_fill(~mask[:, None], -math.inf).softmax(-1)
        mixed = torch.tanh(self.combine(torch.cat([weights @ states, queries], -1)))
        return self.output(mixed), weights, h


def train(pairs, attention=True):
    source_words, target_words = Words([source for source, _ in pairs]), Words([target for _, target in pairs])
    model = Translator(len(source_words.words), len(target_words.words), attention)
    model.source_words, model.target_words = source_words, target_words
    data = [(source_words.ids(source), target_words.ids(target)) for source, target in pairs]
    optimizer = torch.optim.Adam(model.parameters(), lr=0.008)
    for _ in range(8):
        order = torch.randperm(len(data)).tolist()
        for start in range(0, len(data), 64):
            batch = [data[i] for i in order[start : start + 64]]
            dec_in = padded([[BOS, *target] for _, target in batch])
            dec_tgt = padded([[*target, EOS] for _, target in batch])
            logits, _, _ = model.decode(dec_in, *model.encode([source for source, _ in batch]))
            loss = cross_entropy(logits.flatten(0, 1), dec_tgt.flatten(), ignore_index=PAD)
            optimizer.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimizer.step()
    return model


@torch.inference_mode()
def translate(model, sentences):
    model.eval()
    read = model.encode([model.source_words.ids(sentence) for sentence in sentences])
    states, mask, h = read
    ids = torch.full((len(sentences), 41), EOS)
    ids[:, 0] = BOS
    ended = torch.zeros(len(sentences), dtype=torch.bool)
    for t in range(40):
        logits, _, h = model.decode(ids[:, t : t + 1], states, mask, h)
        ids[:, t + 1] = logits[:, 0].argmax(1).masked_fill(ended, EOS)
        ended |= ids[:, t + 1] == EOS
        if ended.all():
            break
    return [model.target_words.text([i for i in row[1:] if i != EOS]) for row in ids.tolist()]


def attention_weights(model, pairs):
    sources = [model.source_words.ids(source) for source, _ in pairs]
    targets = [model.target_words.ids(target) for _, target in pairs]
    with torch.no_grad():
        _, weights, _ = model.decode(padded([[BOS, *target[:-1]] for target in targets]), *model.encode(sources))
    return weights[:, :, :-1]


class Sentence(NamedTuple):
    length: int
    attended: bool
    plain: bool


def gain_of(sentences):
    if not sentences:
        return math.nan
    return sum(s.attended for s in sentences) / len(sentences) - sum(s.plain for s in sentences) / len(sentences)


def gain_by_length(attended, plain, references, sources, edges):
    rows = zip(attended, plain, references, sources, strict=True)
    sentences = [Sentence(len(source.split()), x == right, y == right) for x, y, right, source in rows]
    bins = [[s for s in sentences if a <= s.length < b] for a, b in pairwise(edges)]
    inside = [s for s in sentences if edges[0] <= s.length < edges[-1]]
    return [len(found) for found in bins], [gain_of(found) for found in bins], gain_of(inside)


class Picture:
    def __init__(self):
        self.figure, self.ax = plt.subplots()

    def image(self, values):
        self.figure.colorbar(self.ax.imshow(values, vmin=0, vmax=1))
        return self

    def axis(self, axis, name, words):
        axis.set_ticks(range(len(words)), labels=words)
        axis.set_label_text(name)
        return self


def plot_weights(weights, source, target):
    x, y = source.split(), target.split()
    picture = Picture().image(weights[: len(y), : len(x)])
    picture.axis(picture.ax.xaxis, "source", x).axis(picture.ax.yaxis, "target", y)
    return picture.figure
