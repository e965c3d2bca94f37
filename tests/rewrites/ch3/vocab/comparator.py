"""Sorted with cmp_to_key after the formula of the handout; the rest with classes."""

import re
import unicodedata
from functools import cmp_to_key

SPECIALS = ["<pad>", "<bos>", "<eos>", "<unk>"]
PAD, BOS, EOS, UNK = range(4)


class Language:
    def cut(self, text):
        return text.split()


class English(Language):
    def cut(self, text):
        return super().cut("".join(f" {c} " if c in {".", ",", "!", "?"} else c for c in text.lower()))


class Japanese(Language):
    def cut(self, text):
        text = unicodedata.normalize("NFKC", text)
        if re.search(r"\s", text) is None:
            return [character for character in text]
        return super().cut(text)


LANGUAGES = {"en": English(), "ja": Japanese()}


def tokenize(text, lang):
    language = LANGUAGES.get(lang)
    if language is None:
        raise ValueError(f"{lang} is none of {', '.join(LANGUAGES)}")
    return language.cut(text)


def build_vocab(sentences, min_freq=1):
    n = {}
    for token in [token for sentence in sentences for token in sentence]:
        n[token] = n.get(token, 0) + 1

    def compare(v, w):
        if v == w:
            return 0
        return -1 if n[v] > n[w] or (n[v] == n[w] and v < w) else 1

    words = {token for token in n if token not in SPECIALS and not n[token] < min_freq}
    return SPECIALS + sorted(words, key=cmp_to_key(compare))


class Vocabulary(dict):
    def __missing__(self, token):
        return UNK


def encode(tokens, vocab):
    numbers = Vocabulary((token, number) for number, token in enumerate(vocab))
    return [numbers[token] for token in tokens]


def decode(ids, vocab):
    end = len(ids)
    if EOS in ids:
        end = ids.index(EOS)
    leave_out = {PAD, BOS}
    return [vocab[number] for number in ids[0:end] if number not in leave_out]
