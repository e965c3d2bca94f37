"""Scores and contexts by einsum, states of the encoder from separate sequences, the table by numpy."""

import math

import numpy as np
import torch
from matplotlib.figure import Figure
from torch import Tensor, nn
from torch.nn.functional import cross_entropy
from torch.nn.utils.rnn import PackedSequence, pack_sequence, pad_packed_sequence, pad_sequence

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

    def encode(self, sources: list[list[int]]) -> tuple[Tensor, Tensor, Tensor]:
        ids = pack_sequence([torch.tensor([*source, EOS]) for source in sources], enforce_sorted=False)
        packed, last = self.encoder(PackedSequence(self.source(ids.data), *ids[1:]))
        states, lengths = pad_packed_sequence(packed, batch_first=True)
        real = torch.arange(states.shape[1]) < lengths[:, None]
        return states, real, last.transpose(0, 1).reshape(1, len(sources), -1)

    def decode(self, dec_in: Tensor, states: Tensor, mask: Tensor, h: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        q, h = self.decoder(self.target(dec_in), h)
        w = q.new_zeros(dec_in.shape + states.shape[1:2])
        mixed = q
        if self.attention:
            w = torch.einsum("bth,bsh->bts", q, states).div(q.shape[-1] ** 0.5)
            w = torch.where(mask.unsqueeze(1), w, -torch.inf).softmax(2)
            c = torch.einsum("bts,bsh->bth", w, states)
            mixed = self.combine(torch.cat((c, q), 2)).tanh()
        return self.output(mixed), w, h


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
    lengths = np.array([len(source.split()) for source in sources])
    right = np.array([[a == r, p == r] for a, p, r in zip(attended, plain, references)], dtype=float)
    gain = right[:, 0] - right[:, 1]
    inside = [(lengths >= a) & (lengths < b) for a, b in zip(edges[:-1], edges[1:])]
    anywhere = np.logical_or.reduce(inside)
    gains = [float(gain[rows].mean()) if rows.any() else math.nan for rows in inside]
    return [int(rows.sum()) for rows in inside], gains, float(gain[anywhere].mean()) if anywhere.any() else math.nan


def plot_weights(weights: Tensor, source: str, target: str) -> Figure:
    figure = Figure(figsize=(7, 7))
    ax = figure.subplots()
    x, y = source.split(), target.split()
    image = ax.imshow(np.asarray(weights.tolist())[: len(y), : len(x)], clim=(0, 1), cmap="gray")
    ax.set(xlabel="source", ylabel="target", xticks=np.arange(len(x)), yticks=np.arange(len(y)))
    ax.set_xticklabels(x, rotation=90)
    ax.set_yticklabels(y)
    figure.colorbar(image, ax=ax)
    return figure
