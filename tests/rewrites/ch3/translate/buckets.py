"""A batch is cut into groups of equal lengths, which need no padding; the loss adds up sums."""

import math
from collections import defaultdict
from dataclasses import dataclass

import torch
from torch import Tensor, nn
from torch.nn.functional import cross_entropy
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

    def encode(self, sources: list[list[int]]) -> Tensor:
        groups = defaultdict(list)
        for row, source in enumerate(sources):
            groups[len(source)].append(row)
        order = [row for rows in groups.values() for row in rows]
        contexts = []
        for rows in groups.values():
            ids = torch.tensor([sources[row] + [EOS] for row in rows], device=self.output.bias.device)
            contexts.append(self.encoder(self.source(ids))[1])
        return torch.cat(contexts, 1).index_select(1, torch.tensor(order, device=contexts[0].device).argsort())


def batch_loss(model: Translator, pairs: list[tuple[list[int], list[int]]]) -> Tensor:
    pairs = sorted(pairs, key=lambda pair: len(pair[1]))
    device = model.output.bias.device
    contexts = model.encode([source for source, _ in pairs])
    read = padded([[BOS] + target for _, target in pairs], device)
    logits = model.output(model.decoder(model.target(read), contexts)[0])
    loss, tokens = logits.new_zeros(()), 0
    for n in sorted({len(target) for _, target in pairs}):
        rows = [i for i, (_, target) in enumerate(pairs) if len(target) == n]
        said = torch.tensor([pairs[i][1] + [EOS] for i in rows], device=device)
        part = logits[rows[0] : rows[-1] + 1, : n + 1].reshape(-1, logits.shape[2])
        loss = loss + cross_entropy(part, said.reshape(-1), reduction="sum")
        tokens += said.numel()
    return loss / tokens


def greedy(model: Translator, sources: list[list[int]], max_len: int) -> list[list[int]]:
    def ids():
        h = model.encode(sources)
        y = torch.full((len(sources), 1), BOS, device=h.device)
        for _ in range(max_len):
            states, h = model.decoder(model.target(y), h)
            y = torch.topk(model.output(states), 1).indices[:, :, 0]
            yield y

    with torch.no_grad():
        table = torch.hstack([*ids(), torch.full((len(sources), 1), EOS, device=model.output.bias.device)])
    ends = (table == EOS).double().argmax(1)
    return [row[:end].tolist() for row, end in zip(table, ends)]


@dataclass
class Bin:
    low: int
    high: int
    right: int = 0
    total: int = 0

    def count(self, length: int, right: bool) -> None:
        if self.low <= length < self.high:
            self.total += 1
            self.right += right

    @property
    def share(self) -> float:
        return self.right / self.total if self.total else math.nan


def fast_loss(model, pairs):
    src = padded([source + [EOS] for source, _ in pairs], "cpu")
    lengths = torch.tensor([len(source) + 1 for source, _ in pairs])
    packed = pack_padded_sequence(model.source(src), lengths, batch_first=True, enforce_sorted=False)
    read = padded([[BOS] + target for _, target in pairs], "cpu")
    said = padded([target + [EOS] for _, target in pairs], "cpu")
    states, _ = model.decoder(model.target(read), model.encoder(packed)[1])
    return cross_entropy(model.output(states).flatten(0, 1), said.flatten(), ignore_index=PAD)


def train(pairs):
    source_words, target_words = Words([source for source, _ in pairs]), Words([target for _, target in pairs])
    model = Translator(len(source_words.words), len(target_words.words))
    model.source_words, model.target_words = source_words, target_words
    data = [(source_words.ids(source), target_words.ids(target)) for source, target in pairs]
    optimizer = torch.optim.Adam(model.parameters(), lr=0.008)
    for _ in range(15):
        order = torch.randperm(len(data)).tolist()
        for start in range(0, len(data), 64):
            loss = fast_loss(model, [data[i] for i in order[start : start + 64]])
            optimizer.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimizer.step()
    return model


def translate(model, sentences):
    written = greedy(model, [model.source_words.ids(sentence) for sentence in sentences], max_len=40)
    return [model.target_words.text(ids) for ids in written]


def exact_match_by_length(translations, references, sources, edges) -> list[float]:
    bins = [Bin(*edge) for edge in zip(edges, edges[1:])]
    for translation, reference, source in zip(translations, references, sources):
        for one in bins:
            one.count(1 + source.count(" "), translation == reference)
    return [one.share for one in bins]
