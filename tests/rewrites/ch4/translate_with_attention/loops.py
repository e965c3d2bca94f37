"""Tables in plain loops, attention step by step over the decoder's states."""

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
        logits, weights = [], []
        for t in range(dec_in.shape[1]):
            query = queries[:, t]
            if self.attention:
                scores = (states * query[:, None]).sum(-1) / query.shape[1] ** 0.5
                scores[~mask] = float("-inf")
                weight = torch.softmax(scores, 1)
                context = (weight[:, :, None] * states).sum(1)
                logits.append(self.output(torch.tanh(self.combine(torch.cat([context, query], 1)))))
            else:
                weight = torch.zeros(mask.shape)
                logits.append(self.output(query))
            weights.append(weight)
        return torch.stack(logits, 1), torch.stack(weights, 1), h


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
    counts = []
    gains = []
    all_sentences = 0
    all_with = 0
    all_without = 0
    for i in range(len(edges) - 1):
        count = 0
        with_attention = 0
        without_attention = 0
        for j in range(len(sources)):
            length = len(sources[j].split())
            if length >= edges[i] and length < edges[i + 1]:
                count += 1
                if attended[j] == references[j]:
                    with_attention += 1
                if plain[j] == references[j]:
                    without_attention += 1
        counts.append(count)
        if count > 0:
            gains.append(with_attention / count - without_attention / count)
        else:
            gains.append(float("nan"))
        all_sentences += count
        all_with += with_attention
        all_without += without_attention
    if all_sentences == 0:
        return counts, gains, float("nan")
    return counts, gains, all_with / all_sentences - all_without / all_sentences


def plot_weights(weights, source, target):
    x_words = source.split(" ")
    y_words = target.split(" ")
    values = []
    for i in range(len(y_words)):
        row = []
        for j in range(len(x_words)):
            row.append(float(weights[i][j]))
        values.append(row)
    fig = plt.figure()
    plt.imshow(values, vmin=0, vmax=1)
    plt.xticks(range(len(x_words)), x_words, rotation=90)
    plt.yticks(range(len(y_words)), y_words)
    plt.xlabel("source")
    plt.ylabel("target")
    plt.colorbar()
    return fig
