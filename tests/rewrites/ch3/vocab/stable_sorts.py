"""Two stable sorts one after the other, str.translate for the marks, and setdefault while reading ids."""

import unicodedata
from collections import Counter

SPECIALS = ["<pad>", "<bos>", "<eos>", "<unk>"]
PAD, BOS, EOS, UNK = range(4)
MARKS = str.maketrans({mark: f" {mark} " for mark in ".,!?"})


def tokenize(text: str, lang: str) -> list[str]:
    if lang == "en":
        return text.lower().translate(MARKS).split()
    if lang == "ja":
        text = unicodedata.normalize("NFKC", text)
        return text.split() if any(map(str.isspace, text)) else list(text)
    raise ValueError(f"unknown language: {lang}")


def build_vocab(sentences: list[list[str]], min_freq: int = 1) -> list[str]:
    counts: Counter[str] = Counter()
    for sentence in sentences:
        counts.update(sentence)
    words = sorted(counts.keys() - set(SPECIALS))
    words.sort(key=counts.__getitem__, reverse=True)
    return [*SPECIALS, *filter(lambda word: counts[word] >= min_freq, words)]


def encode(tokens: list[str], vocab: list[str]) -> list[int]:
    table = dict(zip(vocab, range(len(vocab))))
    return [table.setdefault(token, UNK) for token in tokens]


def decode(ids: list[int], vocab: list[str]) -> list[str]:
    result: list[str] = []
    for i in ids:
        match i:
            case 0 | 1:
                pass
            case 2:
                return result
            case _:
                result.append(vocab[i])
    return result
