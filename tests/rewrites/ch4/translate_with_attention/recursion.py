"""The table bin by bin by a function that calls itself, means by statistics; decode with separate branches."""

import math
from statistics import mean

import matplotlib.pyplot as plt
from matplotlib.ticker import FixedFormatter, FixedLocator
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

    def attend(self, queries, states, mask):
        scores = torch.baddbmm(
            torch.zeros((), dtype=queries.dtype), queries, states.transpose(1, 2), beta=0, alpha=states.shape[2] ** -0.5
        )
        log_weights = scores.masked_fill(mask.logical_not().unsqueeze(1), -1e30).log_softmax(2)
        weights = log_weights.exp()
        return torch.bmm(weights, states), weights

    def decode(self, dec_in, states, mask, h):
        queries, h = self.decoder(self.target(dec_in), h)
        if self.attention:
            contexts, weights = self.attend(queries, states, mask)
            queries = torch.tanh(self.combine(torch.cat([contexts, queries], dim=-1)))
        else:
            weights = torch.zeros_like(mask, dtype=queries.dtype).unsqueeze(1).expand(-1, dec_in.shape[1], -1)
        return self.output(queries), weights, h


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
    scores = [[float(text == right) for text, right in zip(texts, references)] for texts in (attended, plain)]
    lengths = [len(source.split()) for source in sources]

    def gain(a, b):
        rows = [i for i, n in enumerate(lengths) if a <= n < b]
        with_, without = ([column[i] for i in rows] for column in scores)
        return len(rows), mean(with_) - mean(without) if rows else math.nan

    def table(edges):
        return [gain(edges[0], edges[1]), *table(edges[1:])] if len(edges) > 1 else []

    counts, gains = zip(*table(edges))
    return list(counts), list(gains), gain(edges[0], edges[-1])[1]


def plot_weights(weights, source, target):
    figure, ax = plt.subplots()
    words = {"x": source.split(), "y": target.split()}
    image = ax.imshow(weights.split(len(words["y"]))[0].split(len(words["x"]), 1)[0])
    image.set(clim=(0, 1), cmap="hot")
    for side, name in (("x", "source"), ("y", "target")):
        axis = getattr(ax, side + "axis")
        axis.set_major_locator(FixedLocator(range(len(words[side]))))
        axis.set_major_formatter(FixedFormatter(words[side]))
        axis.set_label_text(name)
    figure.colorbar(image)
    return figure
