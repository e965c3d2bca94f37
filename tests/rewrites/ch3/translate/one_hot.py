"""One-hot products for embeddings and loss, and the gates of both cells from einsum."""

import math
from statistics import fmean

import torch
from torch import Tensor, nn
from torch.nn.functional import cross_entropy, one_hot
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


def look_up(layer: nn.Embedding, ids: Tensor) -> Tensor:
    return torch.einsum("...v,ve->...e", one_hot(ids, layer.num_embeddings).to(layer.weight), layer.weight)


def cell(gru: nn.GRU, x: Tensor, h: Tensor) -> Tensor:
    i = torch.einsum("be,ge->bg", x, gru.weight_ih_l0) + gru.bias_ih_l0
    j = torch.einsum("bh,gh->bg", h, gru.weight_hh_l0) + gru.bias_hh_l0
    H = h.shape[1]
    r = torch.sigmoid(i[:, :H] + j[:, :H])
    z = torch.sigmoid(i[:, H : 2 * H] + j[:, H : 2 * H])
    n = torch.tanh(i[:, 2 * H :] + r * j[:, 2 * H :])
    return n + z * (h - n)


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
        h = self.output.weight.new_zeros(src.shape[0], self.encoder.hidden_size)
        for ids in src.T:
            h = torch.where(ids[:, None] == PAD, h, cell(self.encoder, look_up(self.source, ids), h))
        return h


def batch_loss(model, pairs):
    device = model.output.bias.device
    h = model.encode(padded([[*source, EOS] for source, _ in pairs], device))
    dec_in = padded([[BOS, *target] for _, target in pairs], device)
    dec_tgt = padded([[*target, EOS] for _, target in pairs], device)
    total, V = h.new_zeros(()), model.output.out_features
    for read, said in zip(dec_in.T, dec_tgt.T):
        h = cell(model.decoder, look_up(model.target, read), h)
        wanted = one_hot(said, V).to(h.dtype) * (said != PAD)[:, None]
        total = total - (model.output(h).log_softmax(1) * wanted).sum()
    return total / sum(len(target) + 1 for _, target in pairs)


def greedy(model, sources, max_len):
    device = model.output.bias.device
    with torch.no_grad():
        h = model.encode(padded([[*source, EOS] for source in sources], device))
        y = torch.tensor([BOS] * len(sources), device=device)
        rows, going = [[] for _ in sources], [True] * len(sources)
        for _ in range(max_len):
            h = cell(model.decoder, look_up(model.target, y), h)
            y = model.output(h).argmax(1)
            going = [on and number != EOS for on, number in zip(going, y.tolist())]
            for row, on, number in zip(rows, going, y.tolist()):
                row.extend([number] * on)
    return rows


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


def exact_match_by_length(translations, references, sources, edges):
    def share(a, b):
        right = [float(t == r) for t, r, s in zip(translations, references, sources) if len(s.split()) in range(a, b)]
        return fmean(right) if right else math.nan

    return list(map(share, edges[:-1], edges[1:]))
