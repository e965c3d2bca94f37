"""A beginner's version, number by number with append and while."""

import torch

PAD, BOS, EOS, UNK = range(4)


def make_batch(pairs):
    # make the rows
    src_list = []
    len_list = []
    dec_in_list = []
    dec_tgt_list = []
    for i in range(len(pairs)):
        source = pairs[i][0]
        target = pairs[i][1]
        s = []
        for token in source:
            s.append(token)
        s.append(EOS)
        src_list.append(s)
        len_list.append(len(s))
        d = []
        d.append(BOS)
        for token in target:
            d.append(token)
        dec_in_list.append(d)
        g = []
        for token in target:
            g.append(token)
        g.append(EOS)
        dec_tgt_list.append(g)

    # find the longest
    S = 0
    T = 0
    for i in range(len(pairs)):
        if len(src_list[i]) > S:
            S = len(src_list[i])
        if len(dec_in_list[i]) > T:
            T = len(dec_in_list[i])

    # pad
    for i in range(len(pairs)):
        while len(src_list[i]) < S:
            src_list[i].append(PAD)
        while len(dec_in_list[i]) < T:
            dec_in_list[i].append(PAD)
            dec_tgt_list[i].append(PAD)

    src = torch.tensor(src_list)
    src_len = torch.tensor(len_list)
    dec_in = torch.tensor(dec_in_list)
    dec_tgt = torch.tensor(dec_tgt_list)
    return src, src_len, dec_in, dec_tgt
