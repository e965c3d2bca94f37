"""Three lists of tensors, padded by torch's own pad_sequence."""

import torch
from torch import Tensor
from torch.nn.utils.rnn import pad_sequence

PAD, BOS, EOS, UNK = range(4)


def make_batch(pairs: list[tuple[list[int], list[int]]]) -> tuple[Tensor, Tensor, Tensor, Tensor]:
    src_rows, in_rows, tgt_rows = [], [], []
    for source, target in pairs:
        src_rows.append(torch.tensor(source + [EOS]))
        in_rows.append(torch.tensor([BOS] + target))
        tgt_rows.append(torch.tensor(target + [EOS]))
    src_len = torch.tensor([row.numel() for row in src_rows])
    src, dec_in, dec_tgt = (
        pad_sequence(rows, batch_first=True, padding_value=PAD) for rows in (src_rows, in_rows, tgt_rows)
    )
    return src, src_len, dec_in, dec_tgt
