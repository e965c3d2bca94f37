"""Counts and order from numpy.unique and numpy.lexsort."""

import unicodedata

import numpy as np

SPECIALS = ["<pad>", "<bos>", "<eos>", "<unk>"]
PAD, BOS, EOS, UNK = range(4)


def tokenize(text, lang):
    if lang not in ["en", "ja"]:
        raise ValueError(lang)
    if lang == "ja":
        text = unicodedata.normalize("NFKC", text)
        if not any(c.isspace() for c in text):
            return list(text)
    else:
        text = text.lower()
        for mark in ".,!?":
            text = f" {mark} ".join(text.split(mark))
    return text.split()


def build_vocab(sentences, min_freq=1):
    flat = [token for sentence in sentences for token in sentence if token not in SPECIALS]
    if not flat:
        return list(SPECIALS)
    words, counts = np.unique(np.array(flat, dtype=object), return_counts=True)
    words, counts = words[counts >= min_freq], counts[counts >= min_freq]
    order = np.lexsort((np.arange(len(words)), -counts))
    return SPECIALS + [words[i] for i in order]


def encode(tokens, vocab):
    ids = np.full(len(tokens), UNK)
    for number, token in enumerate(vocab):
        ids[[i for i, t in enumerate(tokens) if t == token]] = number
    return ids.tolist()


def decode(ids, vocab):
    ids = np.array(ids, dtype=int)
    before_end = np.cumsum(ids == EOS) == 0
    return [vocab[i] for i in ids[before_end & ~np.isin(ids, [PAD, BOS])]]
