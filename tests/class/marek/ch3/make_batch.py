import torch
from torch import Tensor
from torch.nn.utils.rnn import pad_sequence

PAD, BOS, EOS, UNK = range(4)


def make_batch(pairs: list[tuple[list[int], list[int]]]) -> tuple[Tensor, Tensor, Tensor, Tensor]:
    """Para zdań -> tensory."""
    src = [torch.tensor(s + [EOS]) for s, _ in pairs]
    tgt = [torch.tensor([BOS] + t + [EOS]) for _, t in pairs]
    src_len = torch.tensor([len(s) for s in src])
    src = pad_sequence(src, batch_first=True, padding_value=PAD)
    tgt = pad_sequence(tgt, batch_first=True, padding_value=PAD)
    # przesunięcie o jeden
    dec_in = tgt[:, :-1]
    dec_tgt = tgt[:, 1:]
    return src, src_len, dec_in, dec_tgt
