"""One sentence after the other, without any padding, and one token after the other."""

import torch
from torch import nn
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

    def encode(self, source):
        device = self.output.bias.device
        _, h = self.encoder(self.source(torch.tensor([source + [EOS]], device=device)))
        return h


def batch_loss(model, pairs):
    total = 0.0
    count = 0
    device = model.output.bias.device
    for source, target in pairs:
        h = model.encode(source)
        for read, said in zip([BOS] + target, target + [EOS]):
            state, h = model.decoder(model.target(torch.tensor([[read]], device=device)), h)
            log_p = torch.log_softmax(model.output(state[0, 0]), dim=0)
            total = total - log_p[said]
            count = count + 1
    return total / count


def fast_loss(model, pairs):
    src = padded([source + [EOS] for source, _ in pairs], "cpu")
    lengths = torch.tensor([len(source) + 1 for source, _ in pairs])
    packed = pack_padded_sequence(model.source(src), lengths, batch_first=True, enforce_sorted=False)
    read = padded([[BOS] + target for _, target in pairs], "cpu")
    said = padded([target + [EOS] for _, target in pairs], "cpu")
    states, _ = model.decoder(model.target(read), model.encoder(packed)[1])
    return cross_entropy(model.output(states).flatten(0, 1), said.flatten(), ignore_index=PAD)


def greedy(model, sources, max_len):
    translations = []
    device = model.output.bias.device
    with torch.no_grad():
        for source in sources:
            h = model.encode(source)
            ids = []
            last = BOS
            while len(ids) < max_len:
                state, h = model.decoder(model.target(torch.tensor([[last]], device=device)), h)
                last = model.output(state).argmax().item()
                if last == EOS:
                    break
                ids.append(last)
            translations.append(ids)
    return translations


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
    table = []
    for i in range(len(edges) - 1):
        right = 0
        total = 0
        for j in range(len(sources)):
            n = len(sources[j].split(" "))
            if n >= edges[i] and n < edges[i + 1]:
                total += 1
                if translations[j] == references[j]:
                    right += 1
        if total == 0:
            table.append(float("nan"))
        else:
            table.append(right / total)
    return table
