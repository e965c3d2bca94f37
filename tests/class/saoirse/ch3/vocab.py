"""ch3.vocab: Tokens and vocabulary (4 points).

README.md says what to do. Replace each raise NotImplementedError below, keep the names, and check yourself with

    pytest assignments/ch3/test_vocab.py
"""

import unicodedata
from collections import Counter

SPECIALS = ["<pad>", "<bos>", "<eos>", "<unk>"]
PAD, BOS, EOS, UNK = range(4)


def tokenize(text: str, lang: str) -> list[str]:
    """Cut a text into tokens.

    Args:
        text: any text; runs of blanks count as one, and there is no token for them. A blank is what str.split() cuts
            at: a space, a tab, the end of a line.
        lang: "en": lower-case, cut at blanks, and make each . , ! ? a token of its own, wherever it stands.
            "ja": normalise to NFKC; then cut at blanks if there are any, else into characters. Nothing is
            lower-cased, and marks stay where they are.

    Returns:
        The tokens, in order, none of them empty.

    Raises:
        ValueError: lang is neither of the two.
    """
    if lang == "en":
        text = text.lower()
        for mark in ".,!?":
            text = text.replace(mark, f" {mark} ")
        return text.split()
    elif lang == "ja":
        text = unicodedata.normalize("NFKC", text)
        if any(character.isspace() for character in text):
            return text.split()
        return list(text)
    else:
        raise ValueError(f"unknown language: {lang}")


def build_vocab(sentences: list[list[str]], min_freq: int = 1) -> list[str]:
    """The vocabulary of a corpus: a token's id is its place in the list.

    Args:
        sentences: lists of tokens; there may be none, and they may be empty. They are not changed.
        min_freq: leave out tokens that occur less often, all sentences taken together. At least 1.

    Returns:
        SPECIALS, then the other tokens: the most frequent first, those of equal count in Python's order of
        strings. A special token in the data is not counted and not repeated.
    """
    counter = Counter()
    for sentence in sentences:
        for token in sentence:
            if token not in SPECIALS:
                counter[token] += 1
    tokens = [t for t in counter if counter[t] >= min_freq]
    tokens.sort(key=lambda t: (-counter[t], t))
    return SPECIALS + tokens


def encode(tokens: list[str], vocab: list[str]) -> list[int]:
    """The ids of tokens.

    Args:
        tokens: the tokens of one sentence, maybe none. A special token has its id like any other.
        vocab: what `build_vocab` returns.

    Returns:
        An id for each token, UNK for one that is not in vocab. Neither BOS nor EOS is added.
    """
    token_to_id = {token: i for i, token in enumerate(vocab)}
    return [token_to_id.get(token, UNK) for token in tokens]


def decode(ids: list[int], vocab: list[str]) -> list[str]:
    """The tokens of ids.

    Args:
        ids: places in vocab.
        vocab: what `build_vocab` returns.

    Returns:
        The tokens before the first EOS, or all of them if there is none, without PAD and BOS wherever they are.
        UNK is kept, as "<unk>".
    """
    tokens = []
    for i in ids:
        if i == EOS:
            break
        if i == PAD or i == BOS:
            continue
        tokens.append(vocab[i])
    return tokens
