# -*- coding: utf-8 -*-
# Marek, grupa 3
import re
import unicodedata
from collections import Counter

SPECIALS = ["<pad>", "<bos>", "<eos>", "<unk>"]
PAD, BOS, EOS, UNK = range(4)


def tokenize(text: str, lang: str) -> list[str]:
    """Dzieli tekst na tokeny."""
    if lang == "en":
        return re.findall(r"\w+|[^\w\s]", text.lower())
    if lang == "ja":
        text = unicodedata.normalize("NFKC", text)
        if re.search(r"\s", text):
            return text.split()
        return list(text)
    raise ValueError("nieznany język: " + lang)


def build_vocab(sentences: list[list[str]], min_freq: int = 1) -> list[str]:
    """Słownik: najpierw częste słowa, potem alfabetycznie."""
    licznik = Counter(t for s in sentences for t in s if t not in SPECIALS)
    slowa = [s for s, n in licznik.items() if n >= min_freq]
    return SPECIALS + sorted(slowa, key=lambda s: (-licznik[s], s))


def encode(tokens: list[str], vocab: list[str]) -> list[int]:
    slownik = dict(zip(vocab, range(len(vocab))))
    return [slownik.get(t, UNK) for t in tokens]


def decode(ids: list[int], vocab: list[str]) -> list[str]:
    if EOS in ids:
        ids = ids[: ids.index(EOS)]
    return [vocab[i] for i in ids if i not in (PAD, BOS)]
