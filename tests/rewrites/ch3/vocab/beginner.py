"""In the manner of a beginner, with loops, dictionaries and a sort by hand."""

import unicodedata

SPECIALS = ["<pad>", "<bos>", "<eos>", "<unk>"]
PAD, BOS, EOS, UNK = range(4)


def tokenize(text, lang):
    tokens = []
    if lang == "en":
        text = text.lower()
        text = text.replace(".", " . ")
        text = text.replace(",", " , ")
        text = text.replace("!", " ! ")
        text = text.replace("?", " ? ")
        tokens = text.split()
    elif lang == "ja":
        text = unicodedata.normalize("NFKC", text)
        has_blank = False
        for c in text:
            if c.isspace():
                has_blank = True
        if has_blank == True:
            tokens = text.split()
        else:
            for c in text:
                tokens.append(c)
    else:
        raise ValueError("lang must be en or ja")
    return tokens


def build_vocab(sentences, min_freq=1):
    counts = {}
    for sentence in sentences:
        for token in sentence:
            if token in counts:
                counts[token] = counts[token] + 1
            else:
                counts[token] = 1
    for special in SPECIALS:
        if special in counts:
            del counts[special]
    words = []
    for token in counts:
        if counts[token] >= min_freq:
            place = 0
            while place < len(words) and (
                counts[words[place]] > counts[token] or (counts[words[place]] == counts[token] and words[place] < token)
            ):
                place += 1
            words.insert(place, token)
    vocab = []
    for special in SPECIALS:
        vocab.append(special)
    for word in words:
        vocab.append(word)
    return vocab


def encode(tokens, vocab):
    ids = []
    for i in range(len(tokens)):
        found = False
        for j in range(len(vocab)):
            if tokens[i] == vocab[j]:
                ids.append(j)
                found = True
                break
        if not found:
            ids.append(UNK)
    return ids


def decode(ids, vocab):
    tokens = []
    i = 0
    while i < len(ids):
        if ids[i] == EOS:
            return tokens
        if ids[i] == PAD or ids[i] == BOS:
            i = i + 1
            continue
        tokens.append(vocab[ids[i]])
        i = i + 1
    return tokens
