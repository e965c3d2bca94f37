import numpy as np
import pandas as pd
import torch
from vocab import PAD, BOS, EOS, encode, build_vocab, tokenize
from torch.nn.utils.rnn import pad_sequence

PAD, BOS, EOS, UNK = 0, 1, 2, 3


def make_batch(pairs):
    p = lambda rows: pad_sequence([torch.tensor(list(r), dtype=torch.int64) for r in rows], batch_first=True, padding_value=PAD)
    src = p([s + [EOS] for s, _ in pairs])
    n = torch.tensor([len(s) + 1 for s, _ in pairs])
    tgt = p([[BOS] + t + [EOS] for _, t in pairs])
    dec_tgt = tgt[:, 1:]
    dec_in = torch.where(tgt[:, :-1] == EOS, PAD, tgt[:, :-1])
    return src, n, dec_in, dec_tgt


df = pd.read_csv("pairs.tsv", sep="\t", names=["en", "ja"])
vocab = build_vocab([tokenize(s, "en") for s in df.en])
batch = make_batch([(encode(tokenize(a, "en"), vocab), [4]) for a in df.en])
print(*batch, sep="\n")
