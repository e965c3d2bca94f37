# %% [markdown] lang="en"
# A model is trained on many sentence pairs at once. Sentences differ in length and a tensor is a rectangle, so
# shorter rows are filled up with PAD on the right. Here a sentence is already a list of token ids, and the
# special ids are PAD = 0, BOS = 1 and EOS = 2.
#
# From one pair come three rows. The **source**, which the encoder reads, is the source's ids and then EOS. The
# target $y_1, \ldots, y_n$ is used twice: as what the decoder reads, `dec_in`, and as what it should predict,
# `dec_tgt`.
#
# $$d = (\text{BOS}, y_1, \ldots, y_n), \qquad g = (y_1, \ldots, y_n, \text{EOS})$$
#
# where $d$ is the row of `dec_in` and $g$ the row of `dec_tgt`. So at each step the target is the token that the decoder
# reads at the next step: `dec_tgt` is `dec_in`, shifted by one. From EOS the decoder learns where to stop; it never reads
# EOS. Shift each row **before** you pad: if all rows are padded first and the last column is cut off, the EOS of shorter
# rows stays in `dec_in`.
#
# Take two pairs, `([5, 6], [7, 8, 9])` and `([5], [7])`:
#
# ```
# src     [[5, 6, 2],       src_len  [3, 2]
#          [5, 2, 0]]
# dec_in  [[1, 7, 8, 9],    dec_tgt  [[7, 8, 9, 2],
#          [1, 7, 0, 0]]              [7, 2, 0, 0]]
# ```
#
# `src_len` counts the tokens of each source row, EOS included and PAD not. A sentence may be empty: then its source is
# EOS alone, or its `dec_in` BOS alone.
#
# What is graded: the four tensors, their shapes and dtype, and that the lists passed in stay as they are.
#
# If you are stuck: [torch.full](https://docs.pytorch.org/docs/stable/generated/torch.full.html) and
# [torch.nn.utils.rnn.pad_sequence](https://docs.pytorch.org/docs/stable/generated/torch.nn.utils.rnn.pad_sequence.html).

# %% [markdown] lang="ja"
# モデルは多くの文の対で同時に学習します。文の長さはさまざまですが、テンソルは長方形です。そこで短い行の右側を PAD
# で埋めます。ここでは文はすでにトークン ID のリストになっていて、特殊な ID は PAD = 0、BOS = 1、EOS = 2 です。
#
# 1 つの対から 3 つの行ができます。エンコーダが読む **原文** は、原文の ID のあとに EOS を置いたものです。訳文
# $y_1, \ldots, y_n$ は 2 回使います。デコーダが読む `dec_in` と、デコーダが予測すべき `dec_tgt` です。
#
# $$d = (\text{BOS}, y_1, \ldots, y_n), \qquad g = (y_1, \ldots, y_n, \text{EOS})$$
#
# $d$ が `dec_in` の行、 $g$ が `dec_tgt` の行です。つまり、各時刻の正解は、次の時刻にデコーダが読むトークンです。
# `dec_tgt` は `dec_in` を 1 つずらしたものになります。
# デコーダは EOS からどこで止まるかを学び、EOS を読むことはありません。ずらすのはパディングの **前** です。
# 全行を先にパディングして最後の列を切り落とすと、短い行の EOS が `dec_in` に残ってしまいます。
#
# 例として 2 つの対 `([5, 6], [7, 8, 9])` と `([5], [7])` を考えます。
#
# ```
# src     [[5, 6, 2],       src_len  [3, 2]
#          [5, 2, 0]]
# dec_in  [[1, 7, 8, 9],    dec_tgt  [[7, 8, 9, 2],
#          [1, 7, 0, 0]]              [7, 2, 0, 0]]
# ```
#
# `src_len` は原文の各行のトークン数で、EOS は数え、PAD は数えません。空の文もあります。そのとき原文は EOS だけ、
# `dec_in` は BOS だけになります。
#
# 採点されるのは、4 つのテンソルとその形状・dtype、そして引数のリストが書き換えられていないことです。
#
# 行き詰まったら: [torch.full](https://docs.pytorch.org/docs/stable/generated/torch.full.html) と
# [torch.nn.utils.rnn.pad_sequence](https://docs.pytorch.org/docs/stable/generated/torch.nn.utils.rnn.pad_sequence.html)
# を見てみましょう。

# %% [markdown] lang="en" hint="1"
# Padding happens three times in the same way. Make the three lists of rows first, and write the padding once.

# %% [markdown] lang="en" hint="2"
# For each pair make new lists: the source with EOS behind it, the target with BOS in front, the target with EOS
# behind it. The lengths are those of the source rows. Then a small function takes a list of rows, finds the longest,
# and fills the others up.

# %% [markdown] lang="en" hint="3"
# A row is filled up by `row + [PAD] * (width - len(row))` with `width = max(len(row) for row in rows)`, and
# `torch.tensor` of a list of such rows is int64. `[*target, EOS]` makes a new list; `target.append(EOS)` would change
# the caller's.

# %% [markdown] lang="ja" hint="1"
# 同じパディングが 3 回出てきます。先に 3 種類の行のリストを作り、パディングは 1 回だけ書きましょう。

# %% [markdown] lang="ja" hint="2"
# 対ごとに新しいリストを作ります。後ろに EOS を付けた原文、前に BOS を付けた訳文、後ろに EOS を付けた訳文です。
# 長さは原文の行の長さです。あとは、行のリストを受け取り、最も長い行を見つけ、残りを埋める小さな関数を書きます。

# %% [markdown] lang="ja" hint="3"
# 行は `row + [PAD] * (width - len(row))` で埋められます（`width = max(len(row) for row in rows)`）。
# そのような行のリストを `torch.tensor` に渡すと int64 になります。`[*target, EOS]` は新しいリストを作りますが、
# `target.append(EOS)` は呼び出し側のリストを書き換えてしまいます。

# %%
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
    # BEGIN SOLUTION
    sources = [[*source, EOS] for source, _ in pairs]
    inputs = [[BOS, *target] for _, target in pairs]
    targets = [[*target, EOS] for _, target in pairs]

    def filled(rows: list[list[int]]) -> Tensor:
        width = max(len(row) for row in rows)
        return torch.tensor([row + [PAD] * (width - len(row)) for row in rows])

    src_len = torch.tensor([len(row) for row in sources])
    return filled(sources), src_len, filled(inputs), filled(targets)
    # END SOLUTION
