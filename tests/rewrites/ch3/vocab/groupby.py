"""Counting by sorting and itertools.groupby, and iter with a sentinel for the end."""

import itertools
import re
import unicodedata

SPECIALS = ["<pad>", "<bos>", "<eos>", "<unk>"]
PAD, BOS, EOS, UNK = range(4)


def tokenize(text, lang):
    if lang == "en":
        return [part for word in text.lower().split() for part in re.split(r"([.,!?])", word) if part]
    if lang == "ja":
        text = unicodedata.normalize("NFKC", text)
        whole = text.split()
        return list(text) if whole == [text] else whole
    raise ValueError('only "en" and "ja"')


def build_vocab(sentences, min_freq=1):
    tokens = sorted(itertools.chain(*sentences))
    runs = [(len(list(run)), token) for token, run in itertools.groupby(tokens)]
    runs = [(n, token) for n, token in runs if token not in SPECIALS and n >= min_freq]
    return SPECIALS + [token for n, token in sorted(runs, key=lambda run: -run[0])]


def encode(tokens, vocab):
    known = set(vocab)
    return [vocab.index(token) if token in known else vocab.index("<unk>") for token in tokens]


def decode(ids, vocab):
    left = itertools.chain(ids, [EOS])
    numbers = iter(lambda: next(left), EOS)
    return [vocab[number] for number in numbers if SPECIALS[UNK] == vocab[number] or vocab[number] not in SPECIALS]
