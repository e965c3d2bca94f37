import torch

PAD, BOS, EOS, UNK = range(4)


def make_batch(pairs):
    B = len(pairs)
    S = max(len(src) for src, _ in pairs) + 1
    T = max(len(tgt) for _, tgt in pairs) + 1
    src_batch = torch.zeros(B, S)
    src_len = torch.zeros(B)
    dec_in = torch.zeros(B, T)
    dec_tgt = torch.zeros(B, T)
    for b, (src, tgt) in enumerate(pairs):
        for s, token in enumerate(src + [EOS]):
            src_batch[b, s] = token
        src_len[b] = len(src) + 1
        for t, (a, z) in enumerate(zip([BOS] + tgt, tgt + [EOS])):
            dec_in[b, t], dec_tgt[b, t] = a, z
    return src_batch, src_len, dec_in, dec_tgt
