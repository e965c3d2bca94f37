"""The encoder reads the padding, too, and the state at each EOS is picked out; the bins are found by bisection."""

import bisect
import math
from collections import Counter

import torch
from torch import Tensor, nn
from torch.nn.functional import log_softmax, nll_loss
from torch.nn.utils.rnn import pad_sequence

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

    def encode(self, src: Tensor) -> Tensor:
        states, _ = self.encoder(self.source(src))
        ends = (src == EOS).int().argmax(1)
        return states[torch.arange(len(src), device=src.device), ends].unsqueeze(0)

    def forward(self, src: Tensor, dec_in: Tensor) -> Tensor:
        return self.output(self.decoder(self.target(dec_in), self.encode(src))[0])


def batch_loss(model: Translator, pairs: list[tuple[list[int], list[int]]]) -> Tensor:
    sources, targets = zip(*pairs)
    device = next(model.parameters()).device
    src = padded([source + [EOS] for source in sources], device)
    both = padded([[BOS, *target, EOS] for target in targets], device)
    read, said = both[:, :-1], both[:, 1:]
    return nll_loss(log_softmax(model(src, read), -1).transpose(1, 2), said, ignore_index=PAD)


@torch.no_grad()
def greedy(model: Translator, sources: list[list[int]], max_len: int) -> list[list[int]]:
    device = next(model.parameters()).device
    h = model.encode(padded([source + [EOS] for source in sources], device))
    ids = torch.full((len(sources), max_len + 1), BOS, device=device)
    for t in range(max_len):
        states, h = model.decoder(model.target(ids[:, t : t + 1]), h)
        ids[:, t + 1] = model.output(states[:, 0]).max(dim=1).indices
    lengths = ((ids == EOS).cumsum(1) == 0).sum(1) - 1
    return [row[1 : n + 1] for row, n in zip(ids.tolist(), lengths.tolist())]


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


def exact_match_by_length(translations, references, sources, edges) -> list[float]:
    total, right = Counter(), Counter()
    for translation, reference, source in zip(translations, references, sources):
        place = bisect.bisect_right(edges, len(source.split()))
        total[place] += 1
        right[place] += translation == reference
    return [right[i] / total[i] if total[i] else math.nan for i in range(1, len(edges))]
