# %% [markdown] lang="en"
# A network that reads a whole sequence and gives one answer, such as the mood of a review, needs one vector for
# the sequence: the hidden state after its **last** element. That state has seen everything.
#
# Sequences in a batch have different lengths $n_b$. To fit into one tensor of shape [B, T, H], shorter ones are
# filled up at the end with padding, and what the network says there means nothing. So the vector for sample $b$
# is the state at its last *valid* step:
#
# $$r_b = h_{b, n_b}$$
#
# The formula counts steps from 1. Code counts from 0, so this is step `lengths[b] - 1` of `output[b]`.
#
# Take two samples of three steps with one hidden unit. The first has length 2, and its third state is padding:
#
# ```text
# output = [[[0.1], [0.2], [9.9]],     lengths = [2, 3]
#           [[0.3], [0.4], [0.5]]]
# ```
#
# The result is [[0.2], [0.5]]. The popular `output[:, -1]` gives [[9.9], [0.5]], and no error.
#
# A length of 0 is a trap: $0 - 1 = -1$, and Python takes index -1 for the last one. Nobody would notice. So
# check the lengths first: each has to be from 1 to T; otherwise raise `ValueError`.
#
# What is graded: the values, shape and dtype of the result; its gradient with respect to `output`, which is
# zero everywhere but at the steps picked; that padding has no influence, not even where it is NaN; the
# `ValueError`; and that the arguments stay as they are.
#
# If you are stuck: "Indexing on ndarrays" in the
# [NumPy manual](https://numpy.org/doc/stable/user/basics.indexing.html#integer-array-indexing) explains what
# happens when two index arrays stand side by side; torch follows it.
# [torch.gather](https://docs.pytorch.org/docs/stable/generated/torch.gather.html) is another way.

# %% [markdown] lang="ja"
# 系列全体を読んで 1 つの答えを出すネットワーク（たとえばレビューの感情分析）では、系列を表すベクトルが 1 つ
# 必要です。それは、**最後** の要素を読んだ後の隠れ状態です。その状態だけが、系列をすべて読み終えています。
#
# バッチの中の系列は、長さ $n_b$ がまちまちです。形状 [B, T, H] の 1 つのテンソルに収めるために、
# 短い系列の末尾はパディングで埋められていて、そこでのネットワークの出力に意味はありません。
# そこで、サンプル $b$ のベクトルには、最後の *有効な* 時刻の状態を使います。
#
# $$r_b = h_{b, n_b}$$
#
# 式では時刻を 1 から数えます。コードでは 0 から数えるので、`output[b]` の `lengths[b] - 1` 番目になります。
#
# 隠れユニットが 1 つ、3 ステップのサンプルが 2 つある例です。1 番目は長さが 2 で、3 番目の状態はパディングです。
#
# ```text
# output = [[[0.1], [0.2], [9.9]],     lengths = [2, 3]
#           [[0.3], [0.4], [0.5]]]
# ```
#
# 結果は [[0.2], [0.5]] です。よく見かける `output[:, -1]` では [[9.9], [0.5]] になり、エラーも出ません。
#
# 長さ 0 には落とし穴があります。 $0 - 1 = -1$ で、Python では添字 -1 が末尾を意味するため、
# 誰も誤りに気づきません。そこで、先に長さを確かめます。どの長さも 1 以上 T 以下でなければならず、
# そうでなければ `ValueError` を送出します。
#
# 採点されるのは、結果の値・形状・dtype、`output` に関する勾配（取り出した時刻以外ではゼロです）、
# パディングが NaN であっても影響しないこと、`ValueError`、そして引数が書き換えられていないことです。
#
# 行き詰まったら: 2 つの添字配列を並べたときに何が起こるかは、
# [NumPy のマニュアル](https://numpy.org/doc/stable/user/basics.indexing.html#integer-array-indexing)
# の "Indexing on ndarrays" に説明があり、torch もこれに従います。別の書き方として
# [torch.gather](https://docs.pytorch.org/docs/stable/generated/torch.gather.html) もあります。

# %% [markdown] lang="en" hint="1"
# Each row of the result comes from a row of `output` with the same number, but from its own place in time. Think
# of a list of pairs (row, step). And check the lengths before you use them.

# %% [markdown] lang="ja" hint="1"
# 結果の各行は、`output` の同じ番号の行から、それぞれ別の時刻を取り出したものです。（行, 時刻）の組の並びを
# 考えてみましょう。長さは、使う前に確かめます。

# %% [markdown] lang="en" hint="2"
# 1. If any length is below 1 or above T (the second size of `output`), raise `ValueError`.
# 2. Make two index tensors of shape [B]: the numbers of the rows, 0 to B - 1, and the numbers of the steps.
# 3. Index `output` with both at once. torch pairs them up and keeps the last axis whole.

# %% [markdown] lang="ja" hint="2"
# 1. 1 より小さい長さや、T（`output` の 2 番目の大きさ）より大きい長さがあれば、`ValueError` を送出します。
# 2. 形状 [B] の添字テンソルを 2 つ作ります。行の番号（0 から B - 1）と、時刻の番号です。
# 3. 両方を同時に使って `output` の要素を指定します。torch が 2 つを組にし、最後の軸はそのまま残ります。

# %% [markdown] lang="en" hint="3"
# The rows are `torch.arange(B)`, on the device of `output`. With index tensors `i` and `j` of the same shape,
# `a[i, j]` takes the entries `a[i[0], j[0]]`, `a[i[1], j[1]]` and so on, while `a[:, j]` takes all of `j` for
# every row. For the check, `(condition).any()` on a tensor of comparisons.

# %% [markdown] lang="ja" hint="3"
# 行の番号は、`output` と同じデバイス上の `torch.arange(B)` です。同じ形状の添字テンソル `i` と `j` に対して、
# `a[i, j]` は `a[i[0], j[0]]`、`a[i[1], j[1]]`、… を取り出します。`a[:, j]` は、各行から `j`
# のすべてを取り出してしまいます。長さの確認には、比較の結果のテンソルに `.any()` を使います。

# %%
import torch
from torch import Tensor


def last_valid(output: Tensor, lengths: Tensor) -> Tensor:
    """The state after the last valid step of each sequence.

    Args:
        output: states of a network, shape [B, T, H]; sample b is valid at its first lengths[b] steps, and
            padding, which may hold anything, NaN too, at the others. B and T are at least 1.
        lengths: int64, shape [B].

    Returns:
        Shape [B, H], of output's dtype: for each sample, its state at step lengths[b] - 1.

    Raises:
        ValueError: a length is below 1 or greater than T.

    The gradient flows back to output. The arguments stay as they are.
    """
    # BEGIN SOLUTION
    B, T = output.shape[:2]
    if (lengths < 1).any() or (lengths > T).any():
        raise ValueError(f"lengths must be between 1 and {T}")
    return output[torch.arange(B, device=output.device), lengths - 1]
    # END SOLUTION
