import unicodedata
from collections import Counter

SPECIALS = ["<pad>", "<bos>", "<eos>", "<unk>"]
PAD, BOS, EOS, UNK = range(4)


def tokenize(text, lang):
    if lang == "en":
        out = []
        for word in text.lower().split():
            current = ""
            for ch in word:
                if ch in ".,!?":
                    if current:
                        out.append(current)
                    out.append(ch)
                    current = ""
                else:
                    current += ch
            if current:
                out.append(current)
        return out
    elif lang == "ja":
        text = unicodedata.normalize("NFKC", text)
        return list(text) if text.split() == [text] else text.split()
    raise ValueError


def build_vocab(sentences, min_freq=1):
    counts = Counter()
    for s in sentences:
        counts.update(s)
    for special in SPECIALS:
        counts.pop(special, None)
    # 빈도가 높은 순서, 같으면 알파벳 순서
    items = sorted(counts.items())
    items.sort(key=lambda kv: kv[1], reverse=True)
    return SPECIALS + [w for w, n in items if n >= min_freq]


def encode(tokens, vocab):
    stoi = {w: i for i, w in enumerate(vocab)}
    return [stoi[t] if t in stoi else UNK for t in tokens]


def decode(ids, vocab):
    # 특수 토큰 제거
    return [vocab[i] for i in ids if i not in (PAD, BOS, EOS)]
