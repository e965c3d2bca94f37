"""Functions that call themselves on what is left of the input."""

import unicodedata

SPECIALS = ["<pad>", "<bos>", "<eos>", "<unk>"]
PAD, BOS, EOS, UNK = range(4)


def cut(word, marks):
    for mark in marks:
        before, found, after = word.partition(mark)
        if found:
            return cut(before, marks) + [mark] + cut(after, marks)
    return [word] if word else []


def merged(left, right, before):
    if not left or not right:
        return left + right
    if before(left[0], right[0]):
        return left[:1] + merged(left[1:], right, before)
    return right[:1] + merged(left, right[1:], before)


def merge_sort(tokens, before):
    if len(tokens) < 2:
        return tokens
    middle = len(tokens) // 2
    return merged(merge_sort(tokens[:middle], before), merge_sort(tokens[middle:], before), before)


def tokenize(text, lang):
    if lang == "en":
        return [token for word in text.lower().split() for token in cut(word, ".,!?")]
    if lang == "ja":
        text = unicodedata.normalize("NFKC", text)
        return text.split() if "".join(text.split()) != text else [*text]
    raise ValueError("lang")


def build_vocab(sentences, min_freq=1):
    everything = [token for sentence in sentences for token in sentence]
    words = [w for w in set(everything).difference(SPECIALS) if everything.count(w) >= min_freq]

    def before(v, w):
        return everything.count(v) > everything.count(w) or (everything.count(v) == everything.count(w) and v < w)

    return SPECIALS[:] + merge_sort(words, before)


def encode(tokens, vocab):
    if not tokens:
        return []
    first, *rest = tokens
    return [vocab.index(first) if first in vocab else UNK, *encode(rest, vocab)]


def decode(ids, vocab):
    if not ids or ids[0] == EOS:
        return []
    return ([] if ids[0] in (PAD, BOS) else [vocab[ids[0]]]) + decode(ids[1:], vocab)
