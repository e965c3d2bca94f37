# %% [markdown] lang="en"
# Write scaled dot-product attention. A query asks a question, each key says what can be found at its place,
# and the value of that place is what is found there. Attention compares the query with every key and returns
# the average of the values, weighted by how well their keys fit:
#
# $$\mathrm{Attention}(Q, K, V) = \mathrm{softmax}\left(\frac{Q K^\top}{\sqrt{d}}\right) V$$
#
# - The scores $Q K^\top / \sqrt{d}$ have one row for each query and one column for each key. $d$ is the size
#   of a key. Without the division, the scores of long vectors become so large that one key takes nearly all
#   the weight.
# - The softmax runs over the keys, the last dimension, so that each row of weights adds up to 1.
# - The context is the product of the weights and $V$: one row for each query.
#
# A mask says which query may attend to which key. In this course **True means: may attend**. A key that may
# not be attended to gets a weight of exactly 0, and the others share the 1 among themselves. A query that may
# attend to nothing gets zeros: weights, context and gradients are 0, never NaN.
#
# Take one query $q = (2, 0, 0, 0)$ with the keys $k_1 = (1, 0, 0, 0)$ and $k_2 = (0, 1, 0, 0)$ and the values
# 10 and 20. The dot products are 2 and 0, and $\sqrt{d} = 2$, so the scores are 1 and 0. The weights are
# $e^1 / (e^1 + e^0) = 0.731$ and $0.269$, and the context is $0.731 \cdot 10 + 0.269 \cdot 20 = 12.69$. With
# the mask `[[True, False]]` the weights are 1 and 0 and the context is 10.
#
# What is graded: the values of `context` and `weights`, their dtype and shape, for any number of leading
# dimensions, with and without `mask` and `scale`; the gradients with respect to `q`, `k` and `v`; and that
# the arguments stay as they are. `torch.softmax` is allowed. Every file is graded by itself and cannot import
# another exercise: if you want to use your `masked_softmax` again, copy it into this file. In a
# notebook you can call it as it is.

# %% [markdown] lang="ja"
# スケール化ドット積 Attention を書きます。クエリは質問、キーはそれぞれの場所に何があるかの見出し、
# バリューはその場所にある内容です。Attention はクエリをすべてのキーと比べ、キーがどれだけ合うかを重みとして、
# バリューの加重平均を返します。
#
# $$\mathrm{Attention}(Q, K, V) = \mathrm{softmax}\left(\frac{Q K^\top}{\sqrt{d}}\right) V$$
#
# - スコア $Q K^\top / \sqrt{d}$ の行はクエリ、列はキーに対応します。 $d$ はキーの次元です。
#   この割り算がないと、次元の大きいベクトルではスコアが大きくなりすぎて、重みがほとんど
#   1 つのキーに集中します。
# - Softmax はキーの方向、つまり最後の次元で計算します。各行の重みの和は 1 になります。
# - コンテキストは重みと $V$ の積で、クエリごとに 1 行あります。
#
# マスクは、どのクエリがどのキーに注目してよいかを表します。このコースでは **True が「注目してよい」**
# という意味です。注目してはいけないキーの重みはちょうど 0 で、残りのキーの重みの和が 1 になります。
# どのキーにも注目できないクエリでは、重みもコンテキストも勾配も 0 にします。NaN にしてはいけません。
#
# クエリが 1 つの例です。 $q = (2, 0, 0, 0)$、キーは $k_1 = (1, 0, 0, 0)$ と $k_2 = (0, 1, 0, 0)$、バリューは
# 10 と 20 とします。内積は 2 と 0、 $\sqrt{d} = 2$ なので、スコアは 1 と 0 です。重みは
# $e^1 / (e^1 + e^0) = 0.731$ と $0.269$、コンテキストは $0.731 \cdot 10 + 0.269 \cdot 20 = 12.69$
# となります。マスクが `[[True, False]]` なら、重みは 1 と 0、コンテキストは 10 です。
#
# 採点されるのは、`context` と `weights` の値・dtype・形状（先頭の次元はいくつでもかまいません。`mask` と
# `scale` がある場合もない場合もあります）、`q`、`k`、`v` に関する勾配、
# そして引数が書き換えられていないことです。`torch.softmax` は使えます。ファイルは 1 つずつ採点され、ほかの演習を
# import できません。自分の `masked_softmax` を使いたいときは、このファイルにコピーしましょう。
# ノートブックではそのまま呼び出せます。

# %% [markdown] lang="en" hint="1"
# Start without batch, mask and scale. Which product of Q and K has a row for each query and a column for each key? Then
# ask which of its axes the softmax has to run over.

# %% [markdown] lang="en" hint="2"
# Exchange the last two axes of `k`, counted from the end, so that any number of leading dimensions works. Multiply the
# products by the scale, hide what the mask forbids, take the softmax over the last dimension, multiply with `v`. A row
# of which everything is hidden must come out as 0: think of what a softmax makes of equal scores, and of what could be
# done to its result.

# %% [markdown] lang="en" hint="3"
# `scores.masked_fill(~mask, lowest)` with the lowest finite number, `torch.finfo(scores.dtype).min`, raises no NaN, even
# if a whole row is filled. Such a row comes out of the softmax with equal weights, and a product with `mask` makes them
# 0. For the scale, ask `is None`: 0 is a scale, too.

# %% [markdown] lang="ja" hint="1"
# バッチ、マスク、scale のない場合から始めましょう。Q と K のどのような積が、クエリごとに 1 行、キーごとに 1 列に
# なるでしょうか。次に、Softmax をどの軸に沿って計算するかを考えます。

# %% [markdown] lang="ja" hint="2"
# 先頭の次元がいくつでもよいように、後ろから数えて `k` の最後の 2 つの軸を入れ替えます。積に scale を掛け、マスクが
# 禁止するところを隠し、最後の次元で Softmax を計算し、`v` を掛けます。すべてが隠れた行は 0 にしなければなりません。
# 等しいスコアから Softmax が何を作るか、その結果に何をすればよいかを考えましょう。

# %% [markdown] lang="ja" hint="3"
# 有限の最小値 `torch.finfo(scores.dtype).min` で `scores.masked_fill(~mask, lowest)` とすれば、行全体が埋まっても NaN に
# なりません。そのような行は Softmax で均等な重みになるので、`mask` を掛けて 0 にします。scale は `is None` で調べます。
# 0 も scale の 1 つだからです。

# %%
import torch
from torch import Tensor


def dot_product_attention(
    q: Tensor,
    k: Tensor,
    v: Tensor,
    mask: Tensor | None = None,
    scale: float | None = None,
) -> tuple[Tensor, Tensor]:
    """Scaled dot-product attention.

    Args:
        q: queries, shape [..., Tq, d]; there may be any number of leading dimensions, also none.
        k: keys, shape [..., Tk, d], with the same leading dimensions as q.
        v: values, shape [..., Tk, dv], with the same leading dimensions as q.
        mask: bool, broadcastable to [..., Tq, Tk]; True means that the query may attend to the key. None
            allows all.
        scale: factor by which the dot products are multiplied; None means 1 over the square root of d.
            0 is a factor like any other.

    Returns:
        (context, weights): context of shape [..., Tq, dv], weights of shape [..., Tq, Tk], both with q's
        dtype and device, and both connected to the graph. Weights are exactly 0 where the mask is False.
        For a query that may attend to nothing, weights, context and gradient are 0. The arguments stay as
        they are.

    Large scores must not overflow. Write it with torch operations on tensors; torch's ready-made attention
    is not allowed.
    """
    # BEGIN SOLUTION
    if scale is None:
        scale = q.shape[-1] ** -0.5
    scores = q @ k.transpose(-1, -2) * scale
    if mask is None:
        weights = torch.softmax(scores, dim=-1)
    else:
        lowest = torch.finfo(scores.dtype).min  # not -inf: a row of nothing else would become NaN
        weights = torch.softmax(scores.masked_fill(~mask, lowest), dim=-1) * mask
    return weights @ v, weights
    # END SOLUTION
