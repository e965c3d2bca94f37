"""As short as it gets."""

import re
from collections import Counter
from unicodedata import normalize

SPECIALS = ["<pad>", "<bos>", "<eos>", "<unk>"]
PAD, BOS, EOS, UNK = range(4)


def tokenize(text, lang):
    if lang not in ("en", "ja"):
        raise ValueError
    if lang == "en":
        return re.findall(r"[.,!?]|[^.,!?\s]+", text.lower())
    t = normalize("NFKC", text)
    return [*t] if t.split() == [t] else t.split()


def build_vocab(sentences, min_freq=1):
    n = Counter(sum(sentences, []))
    return SPECIALS + sorted((w for w in n if n[w] >= min_freq and w not in SPECIALS), key=lambda w: (-n[w], w))


def encode(tokens, vocab):
    return [vocab.index(t) if t in vocab else UNK for t in tokens]


def decode(ids, vocab):
    return [vocab[i] for i in (ids[: ids.index(EOS)] if EOS in ids else ids) if i > BOS]
