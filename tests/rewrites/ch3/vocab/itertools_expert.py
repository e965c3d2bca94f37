"""In the manner of an expert of the standard library: itertools, collections and operator."""

import re
from collections import Counter, defaultdict
from itertools import chain, takewhile
from unicodedata import normalize

SPECIALS = ["<pad>", "<bos>", "<eos>", "<unk>"]
PAD, BOS, EOS, UNK = range(4)
TOKEN = re.compile(r"[.,!?]|[^\s.,!?]+")


def tokenize(text, lang):
    match lang:
        case "en":
            return [found[0] for found in TOKEN.finditer(text.lower())]
        case "ja":
            words = normalize("NFKC", text)
            return re.split(r"\s+", words.strip()) if re.search(r"\s", words) and words.strip() else list(words.strip())
    raise ValueError(lang)


def build_vocab(sentences, min_freq=1):
    counts = Counter(chain.from_iterable(sentences))
    for special in SPECIALS:
        counts.pop(special, None)
    of_count = defaultdict(list)
    for token, count in counts.items():
        of_count[count].append(token)
    ranked = (sorted(of_count[count]) for count in sorted(of_count, reverse=True) if count >= min_freq)
    return list(chain(SPECIALS, *ranked))


def encode(tokens, vocab):
    ids = defaultdict(lambda: UNK, {token: i for i, token in enumerate(vocab)})
    return list(map(ids.__getitem__, tokens))


def decode(ids, vocab):
    return [vocab[i] for i in takewhile(EOS.__ne__, ids) if i not in {PAD, BOS}]
