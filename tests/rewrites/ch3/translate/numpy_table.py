"""The table from numpy histograms, the model in methods, and cross_entropy with class weights that leave PAD out."""

import numpy as np
import torch
import torch.nn.functional as F
from torch import nn
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

    @property
    def device(self):
        return self.output.weight.device

    def encode(self, sources):
        lengths = [len(source) + 1 for source in sources]
        order = sorted(range(len(sources)), key=lambda i: -lengths[i])
        src = padded([[*sources[i], EOS] for i in order], self.device)
        _, h = self.encoder(pack_padded_sequence(self.source(src), [lengths[i] for i in order], batch_first=True))
        back = torch.empty(len(order), dtype=torch.int64)
        back[torch.tensor(order)] = torch.arange(len(order))
        return h[:, back.to(self.device)].contiguous()

    def loss(self, pairs):
        sources, targets = map(list, zip(*pairs))
        dec_in = padded([[BOS, *target] for target in targets], self.device)
        dec_tgt = padded([[*target, EOS] for target in targets], self.device)
        states, _ = self.decoder(self.target(dec_in), self.encode(sources))
        counts = torch.ones_like(self.output.bias).detach()
        counts[PAD] = 0
        return F.cross_entropy(self.output(states).permute(0, 2, 1), dec_tgt, weight=counts)

    def write(self, sources, max_len):
        self.eval()
        with torch.no_grad():
            h, ids = self.encode(sources), torch.full((len(sources), 1), BOS, device=self.device)
            ended = torch.zeros_like(ids, dtype=torch.bool)
            for _ in range(max_len):
                states, h = self.decoder(self.target(ids[:, -1:]), h)
                token = self.output(states).argmax(-1).masked_fill(ended, EOS)
                ended = ended | (token == EOS)
                ids = torch.cat((ids, token), 1)
        return [[int(i) for i in row if i != EOS] for row in ids[:, 1:]]


def batch_loss(model, pairs):
    return model.loss(pairs)


def greedy(model, sources, max_len):
    return model.write(sources, max_len)


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
    lengths = np.array([len(source.split()) for source in sources])
    right = np.array([a == b for a, b in zip(translations, references)])
    keep = lengths < edges[-1]
    total, _ = np.histogram(lengths[keep], bins=edges)
    correct, _ = np.histogram(lengths[keep & right], bins=edges)
    with np.errstate(invalid="ignore"):
        return (correct / total).tolist()
