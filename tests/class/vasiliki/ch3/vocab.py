import unicodedata
from collections import Counter

SPECIALS = ["<pad>", "<bos>", "<eos>", "<unk>"]
PAD, BOS, EOS, UNK = range(4)


def tokenize(text, lang):
    if lang == "en":
        for mark in [".", ",", "!", "?"]:
            text = text.replace(mark, " " + mark + " ")
        return text.lower().split()
    if lang == "ja":
        text = unicodedata.normalize("NFKC", text)
        if any(c.isspace() for c in text):
            return text.split()
        return list(text)
    raise ValueError(lang)


def build_vocab(sentences, min_freq=1):
    counts = Counter()
    for sentence in sentences:
        counts.update(sentence)
    for special in SPECIAL_TOKENS:
        del counts[special]
    words = sorted(counts, key=lambda w: (-counts[w], w))
    return SPECIALS + [w for w in words if counts[w] >= min_freq]


def encode(tokens, vocab):
    ids = {t: i for i, t in enumerate(vocab)}
    return [ids.get(t, UNK) for t in tokens]


def decode(ids, vocab):
    tokens = []
    for i in ids:
        if i == EOS:
            break
        if i != PAD and i != BOS:
            tokens.append(vocab[i])
    return tokens
