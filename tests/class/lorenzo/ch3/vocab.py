import nltk
nltk.download("punkt")
import MeCab
from janome.tokenizer import Tokenizer
import re, unicodedata, json

tagger = MeCab.Tagger("-Owakati")
SPECIALS = ["<pad>", "<bos>", "<eos>", "<unk>"]
PAD, BOS, EOS, UNK = range(4)

with open("corpus.txt", encoding="utf8") as f:
    corpus = f.read().splitlines()


def tokenize(text, lang):
    if lang == "en":
        # return nltk.word_tokenize(text.lower())
        return re.sub(r"([.,!?])", r" \1 ", text.lower()).split()
    if lang == "ja":
        # return tagger.parse(text).split()
        norm = unicodedata.normalize("NFKC", text)
        words = norm.split()
        return list(norm) if words == [norm] else words
    raise ValueError("lang = %r" % lang)


def build_vocab(sentences, min_freq=1):
    freq = {}
    for sent in sentences:
        for w in sent:
            freq[w] = freq.get(w, 0) + 1
    pairs = [(-n, w) for w, n in freq.items() if n >= min_freq and w not in SPECIALS]
    return SPECIALS + [w for _, w in sorted(pairs)]


def encode(tokens, vocab):
    out = []
    for t in tokens:
        try:
            out.append(vocab.index(t))
        except ValueError:
            out.append(UNK)
    return out


def decode(ids, vocab):
    res = []
    for i in ids:
        if i == EOS:
            return res
        if i >= UNK:
            res.append(vocab[i])
    return res


vocab = build_vocab([tokenize(line, "en") for line in corpus])
json.dump(vocab, open("vocab.json", "w"))
print(len(vocab))
