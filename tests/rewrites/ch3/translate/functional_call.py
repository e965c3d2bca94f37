"""The parameters as a dictionary: torch._VF's GRU through torch.func.functional_call, closures for the steps."""

import math

import torch
from torch import nn
from torch.func import functional_call
from torch.nn.functional import cross_entropy, embedding, linear
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


def parts(model):
    parameters = dict(model.named_parameters())

    def layer(name, *inputs):
        own = {key.partition(".")[2]: p for key, p in parameters.items() if key.startswith(name + ".")}
        return functional_call(getattr(model, name), own, inputs)

    def encode(sources):
        src = padded([[*source, EOS] for source in sources], parameters["output.bias"].device)
        x = embedding(src, parameters["source.weight"])
        lengths = (src != PAD).sum(1).cpu()
        return layer("encoder", pack_padded_sequence(x, lengths, batch_first=True, enforce_sorted=False))[1]

    def decode(ids, h):
        states, h = layer("decoder", embedding(ids, parameters["target.weight"]), h)
        return linear(states, parameters["output.weight"], parameters["output.bias"]), h

    return encode, decode


def batch_loss(model, pairs):
    encode, decode = parts(model)
    h = encode([source for source, _ in pairs])
    read, said = (padded([a + y + b for _, y in pairs], h.device) for a, b in (([BOS], []), ([], [EOS])))
    logits, _ = decode(read, h)
    return cross_entropy(logits.mT, said, ignore_index=PAD)


def greedy(model, sources, max_len):
    encode, decode = parts(model)
    with torch.no_grad():
        h = encode(sources)
        said = [torch.full((len(sources), 1), BOS, device=h.device)]
        while len(said) <= max_len:
            logits, h = decode(said[-1], h)
            said.append(logits.argmax(2))
    strings = ([*row, EOS] for row in torch.cat(said[1:], 1).tolist())
    return [row[: row.index(EOS)] for row in strings]


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
    rows = [(len(source.split()), a == b) for a, b, source in zip(translations, references, sources)]
    table = []
    for a, b in zip(edges, edges[1:]):
        found = [right for n, right in rows if not (n < a or n >= b)]
        table += [found.count(True) / len(found)] if found else [math.nan]
    return table
