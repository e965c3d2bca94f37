"""ch3.make_batch: A batch of sentence pairs (5 points).

README.md says what to do. Replace each raise NotImplementedError below, keep the names, and check yourself with

    pytest assignments/ch3/test_make_batch.py
"""

import torch
from torch import Tensor

PAD, BOS, EOS, UNK = range(4)


def make_batch(pairs: list[tuple[list[int], list[int]]]) -> tuple[Tensor, Tensor, Tensor, Tensor]:
    """Put sentence pairs together into tensors.

    Args:
        pairs: at least one (source, target), each a list of token ids without special tokens but maybe UNK. A list
            may be empty. The lists are not changed.

    Returns:
        (src, src_len, dec_in, dec_tgt), int64 tensors on the CPU, with a row for each pair, in order:
        src: shape [B, S], the source's ids and EOS, then PAD; S is the length of the longest such row.
        src_len: shape [B], how many entries of each row of src are not PAD; EOS counts.
        dec_in: shape [B, T], BOS and the target's ids, then PAD; T is the length of the longest such row.
        dec_tgt: shape [B, T], the target's ids and EOS, then PAD.
    """
    src_rows = [source + [EOS] for source, target in pairs]
    in_rows = [[BOS] + target for source, target in pairs]
    tgt_rows = [target + [EOS] for source, target in pairs]

    def pad(rows):
        longest = max(len(row) for row in rows)
        return torch.tensor([row + [PAD] * (longest - len(row)) for row in rows])

    src_len = torch.tensor([len(row) for row in src_rows])
    return pad(src_rows), src_len, pad(in_rows), pad(tgt_rows)
