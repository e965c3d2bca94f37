# Ngozi O.
from itertools import zip_longest

import numpy as np
import torch

PAD, BOS, EOS, UNK = range(4)


def grid(rows):
    """Columns first, filled up by zip_longest, and then turned round."""
    columns = list(zip_longest(*rows, fillvalue=PAD))
    return torch.from_numpy(np.array(columns, dtype=np.int64).T.copy())


def make_batch(pairs):
    sources, targets = zip(*pairs)
    src = grid([*ids, EOS] for ids in sources)
    dec_in = grid((BOS, *ids) for ids in targets)
    dec_tgt = grid((*ids, EOS) for ids in targets)
    # no token of a row is PAD
    return src, src.ne(PAD).sum(1), dec_in, dec_tgt
