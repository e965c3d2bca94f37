"""The vocabulary leaves a heap in order; tokens and ids come from generators."""

import heapq
import unicodedata
from collections.abc import Iterator

SPECIALS = ["<pad>", "<bos>", "<eos>", "<unk>"]
PAD, BOS, EOS, UNK = range(4)


def english(text: str) -> Iterator[str]:
    word = ""
    for character in text.lower() + " ":
        if not character.isspace() and character not in ".,!?":
            word += character
            continue
        if word:
            yield word
        word = ""
        if not character.isspace():
            yield character


def tokenize(text: str, lang: str) -> list[str]:
    if lang == "en":
        return list(english(text))
    if lang != "ja":
        raise ValueError(lang)
    parts = unicodedata.normalize("NFKC", text)
    words = parts.split()
    return words if sum(map(len, words)) < len(parts) else list(parts)


def build_vocab(sentences: list[list[str]], min_freq: int = 1) -> list[str]:
    counts: dict[str, int] = {}
    for sentence in sentences:
        for token in sentence:
            counts[token] = counts.get(token, 0) + 1
    heap = [(-count, token) for token, count in counts.items() if count >= min_freq and token not in SPECIALS]
    heapq.heapify(heap)
    vocab = SPECIALS.copy()
    while heap:
        vocab.append(heapq.heappop(heap)[1])
    return vocab


def encode(tokens: list[str], vocab: list[str]) -> list[int]:
    place = {}
    for number in reversed(range(len(vocab))):
        place[vocab[number]] = number

    def look_up(token: str) -> int:
        try:
            return place[token]
        except KeyError:
            return UNK

    return [look_up(token) for token in tokens]


def decode(ids: list[int], vocab: list[str]) -> list[str]:
    def kept() -> Iterator[str]:
        for number in ids:
            if number == EOS:
                return
            if number >= UNK:
                yield vocab[number]

    return list(kept())
