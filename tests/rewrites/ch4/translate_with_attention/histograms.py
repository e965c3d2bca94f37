"""Counts by torch.bucketize and bincount; the picture with numbers in its cells."""

import math

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


def translate(model, sentences):
    written = []
    with torch.no_grad():
        states, mask, h = model.encode([model.source_words.ids(sentence) for sentence in sentences])
        previous = torch.full((len(sentences), 1), BOS)
        for _ in range(40):
            logits, _, h = model.decode(previous, states, mask, h)
            previous = logits.argmax(-1)
            written.append(previous)
    rows = torch.cat(written, 1).tolist()
    return [model.target_words.text(row[: row.index(EOS)] if EOS in row else row) for row in rows]


@torch.no_grad()
def attention_weights(model, pairs):
    T, S = (max(len(texts[side].split()) for texts in pairs) for side in (1, 0))
    weights = torch.zeros(len(pairs), T, S)
    for n, (source, target) in enumerate(pairs):
        states, mask, h = model.encode([model.source_words.ids(source)])
        for t, word in enumerate([BOS, *model.target_words.ids(target)][:-1]):
            _, looked, h = model.decode(torch.tensor([[word]]), states, mask, h)
            weights[n, t, : states.shape[1] - 1] = looked[0, 0, :-1]
    return weights


def gain_by_length(attended, plain, references, sources, edges):
    bins = len(edges) - 1
    lengths = torch.tensor([len(source.split()) for source in sources])
    places = torch.bucketize(lengths, torch.tensor(edges), right=True)
    inside = (places > 0) & (places <= bins)
    gain = torch.tensor([(x == r) - (y == r) for x, y, r in zip(attended, plain, references)], dtype=torch.float64)
    counts = torch.bincount(places[inside] - 1, minlength=bins)
    sums = torch.bincount(places[inside] - 1, weights=gain[inside], minlength=bins)
    return counts.tolist(), (sums / counts).tolist(), (sums.sum() / counts.sum()).item()


def plot_weights(weights, source, target):
    across, down = source.split(), target.split()
    figure = plt.figure(figsize=(8, 8))
    ax = figure.add_subplot(111)
    image = ax.imshow(weights[range(len(down))][:, range(len(across))], norm=plt.Normalize(0, 1), aspect="auto")
    for t in range(len(down)):
        for s in range(len(across)):
            ax.annotate(f"{float(weights[t, s]):.1f}", (s, t), ha="center", va="center", color="red")
    ax.set_xticks(ticks=range(len(across)), labels=across)
    ax.set_yticks(ticks=range(len(down)), labels=down)
    ax.set_title(f"{source} -> {target}")
    ax.set_xlabel("source", size="large")
    ax.set_ylabel("target", size="large")
    bar = figure.colorbar(image)
    bar.set_ticks([0, 0.5, 1])
    return figure
