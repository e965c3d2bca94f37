import torch

PAD, BOS, EOS, UNK = range(4)


def make_batch(pairs):
    src = torch.tensor([s + [EOS] for s, t in pairs])
    src_len = torch.tensor([len(s) + 1 for s, t in pairs])
    dec_in = torch.tensor([[BOS] + t for s, t in pairs])
    dec_tgt = torch.tensor([t + [EOS] for s, t in pairs])
    return src, src_len, dec_in, dec_tgt
