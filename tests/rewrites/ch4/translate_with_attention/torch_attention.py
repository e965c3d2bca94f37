"""scaled_dot_product_attention in the training, bmm where the weights are wanted; the table in a dictionary."""

import math
from collections import defaultdict

import torch
from matplotlib import pyplot as plt
from torch import nn
from torch.nn import functional as F
from torch.nn.utils.rnn import pack_padded_sequence, pad_packed_sequence, pad_sequence

cross_entropy = F.cross_entropy
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
            return self.output(queries), torch.zeros(*dec_in.shape, mask.shape[1]), h
        contexts = F.scaled_dot_product_attention(queries, states, states, attn_mask=mask[:, None])
        with torch.no_grad():
            scores = torch.bmm(queries, states.mT).mul_(queries.shape[2] ** -0.5)
            weights = torch.softmax(scores + torch.log(mask[:, None].float()), -1)
        joined = F.linear(contexts, *self.halves()) + F.linear(queries, self.combine.weight[:, contexts.shape[2] :])
        return self.output(joined.tanh()), weights, h

    def halves(self):
        return self.combine.weight[:, : self.combine.out_features], self.combine.bias


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


def attention_weights(model, pairs):
    sources = [model.source_words.ids(source) for source, _ in pairs]
    targets = [model.target_words.ids(target) for _, target in pairs]
    with torch.no_grad():
        _, weights, _ = model.decode(padded([[BOS, *target[:-1]] for target in targets]), *model.encode(sources))
    return weights[:, :, :-1]


def gain_by_length(attended, plain, references, sources, edges):
    found = defaultdict(list)
    for mine, other, right, source in zip(attended, plain, references, sources):
        length = len(source.split())
        below = [edge for edge in edges if edge <= length]
        if below and length < max(edges):
            found[max(below)].append(int(mine == right) - int(other == right))
    bins = [found[edge] for edge in edges[:-1]]
    everything = sum(bins, [])

    def mean(values):
        return sum(values) / len(values) if values else math.nan

    return list(map(len, bins)), list(map(mean, bins)), mean(everything)


def plot_weights(weights, source, target):
    columns, rows = source.split(), target.split()
    figure, (ax, bar) = plt.subplots(1, 2, width_ratios=(15, 1), layout="constrained")
    image = ax.imshow(weights.narrow(0, 0, len(rows)).narrow(1, 0, len(columns)), vmin=0, vmax=1, cmap="Blues")
    figure.colorbar(image, cax=bar)
    ax.xaxis.set_ticks(range(len(columns)), columns, rotation=45)
    ax.yaxis.set_ticks(range(len(rows)), rows)
    ax.set_xlabel("source")
    ax.set_ylabel("target")
    return figure
