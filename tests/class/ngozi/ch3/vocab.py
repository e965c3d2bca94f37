# Ngozi O.
# I prefer itertools to loops.
import itertools
import re
import unicodedata

SPECIALS = ["<pad>", "<bos>", "<eos>", "<unk>"]
PAD, BOS, EOS, UNK = range(4)

MARKS = str.maketrans({mark: " %s " % mark for mark in ".,!?"})


def tokenize(text, lang):
    return {"en": _english, "ja": _japanese}.get(lang, _nobody)(text)


def _english(text):
    return text.lower().translate(MARKS).split()


def _japanese(text):
    text = unicodedata.normalize("NFKC", text)
    return [word for word in re.split(r"\s+" if re.search(r"\s", text) else r"", text) if word != ""]


def _nobody(text):
    raise ValueError("en or ja")


def build_vocab(sentences, min_freq=1):
    words = sorted(w for w in itertools.chain.from_iterable(sentences) if w not in SPECIALS)
    runs = [(len(list(run)), word) for word, run in itertools.groupby(words)]
    runs = [run for run in runs if run[0] >= min_freq]
    # sorted is stable: by word first (done), then by count
    return [*SPECIALS, *(word for _, word in sorted(runs, key=lambda run: run[0], reverse=True))]


def encode(tokens, vocab):
    return list(map(lambda token: (vocab + [token]).index(token) if token in vocab else UNK, tokens))


def decode(ids, vocab):
    before = itertools.takewhile(lambda i: i != EOS, ids)
    return [vocab[i] for i in itertools.filterfalse({PAD, BOS}.__contains__, before)]
