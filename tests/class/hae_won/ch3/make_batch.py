import torch

PAD, BOS, EOS, UNK = range(4)


def make_batch(pairs):
    B = len(pairs)
    for src, tgt in pairs:
        src.append(EOS)
        tgt.append(EOS)
    S = max(len(src) for src, tgt in pairs)
    T = max(len(tgt) for src, tgt in pairs)
    src_t = torch.full((B, S), PAD)
    dec_in = torch.full((B, T), PAD)
    dec_tgt = torch.full((B, T), PAD)
    src_len = torch.zeros(B, dtype=torch.long)
    for b, (src, tgt) in enumerate(pairs):
        src_t[b, : len(src)] = torch.tensor(src)
        src_len[b] = len(src)
        dec_tgt[b, : len(tgt)] = torch.tensor(tgt)
        dec_in[b, 0] = BOS
        dec_in[b, 1 : len(tgt)] = torch.tensor(tgt[:-1])
    return src_t, src_len, dec_in, dec_tgt
