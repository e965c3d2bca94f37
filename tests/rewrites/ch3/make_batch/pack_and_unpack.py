"""pack_sequence and pad_packed_sequence, which count the lengths as well."""

import torch
from torch import Tensor
from torch.nn.utils.rnn import pack_sequence, pad_packed_sequence

PAD, BOS, EOS, UNK = range(4)


def padded(rows: list[Tensor]) -> tuple[Tensor, Tensor]:
    return pad_packed_sequence(pack_sequence(rows, enforce_sorted=False), batch_first=True, padding_value=PAD)


def make_batch(pairs: list[tuple[list[int], list[int]]]) -> tuple[Tensor, Tensor, Tensor, Tensor]:
    src, src_len = padded([torch.tensor([*source, EOS]) for source, _ in pairs])
    dec_in, _ = padded([torch.tensor([BOS, *target]) for _, target in pairs])
    dec_tgt, _ = padded([torch.tensor([*target, EOS]) for _, target in pairs])
    return src, src_len, dec_in, dec_tgt
