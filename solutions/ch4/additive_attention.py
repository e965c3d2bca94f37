# %% [markdown] lang="en"
# The first attention in neural translation did not multiply query and key: it let a small network say how well
# they fit. Both are projected to vectors of the same size $A$ and added, and a vector $w$ reads a score off the
# tanh of the sum:
#
# $$s_{ij} = w^\top \tanh(W_q q_i + W_k k_j)$$
#
# - $W_q$ and $W_k$ bring queries and keys to the same size, so they may come with different ones. This is the
#   reason to choose additive attention.
# - There is no scaling: tanh keeps every entry between -1 and 1, and $w$ learns how large a score should be.
# - The rest is as ever. The weights are the softmax of the scores over the keys, and the context is the average of
#   the values with these weights. `masked_softmax` is in the stub, ready to use.
#
# Every query meets every key, so before the softmax there is a tensor with four axes: batch, query, key and $A$.
#
# Take vectors of size 1: $W_q = W_k = 1$ and $w = 2$, the query $q = 0.5$, the keys $k_1 = 0.5$ and $k_2 = -0.5$,
# and the values 10 and 20. The scores are $2 \tanh(1) = 1.523$ and $2 \tanh(0) = 0$. The weights are
# $e^{1.523} / (e^{1.523} + e^0) = 0.821$ and $0.179$, and the context is $0.821 \cdot 10 + 0.179 \cdot 20 = 11.79$.
#
# What is graded: the values of `context` and `weights`, their dtype and shape, with and without a mask (True means:
# may attend); the gradients with respect to `q`, `k`, `v`, `W_q`, `W_k` and `w`; and that the arguments stay as they
# are.
#
# If you are stuck: the score is from Bahdanau, Cho and Bengio, "Neural Machine Translation by Jointly Learning to
# Align and Translate" (2015), and
# [broadcasting](https://docs.pytorch.org/docs/stable/notes/broadcasting.html) says how tensors of different shapes
# are added.

# %% [markdown] lang="ja"
# ニューラル機械翻訳で最初に使われた Attention は、クエリとキーの積ではなく、小さなネットワークで相性を
# 計算しました。どちらも同じ大きさ $A$ のベクトルに射影して足し、その tanh からベクトル $w$ がスコアを読み取ります。
#
# $$s_{ij} = w^\top \tanh(W_q q_i + W_k k_j)$$
#
# - $W_q$ と $W_k$ がクエリとキーを同じ大きさにそろえるので、もとの次元は違っていてもかまいません。
#   これが加法 Attention を選ぶ理由です。
# - スケーリングはありません。tanh で各要素は -1 と 1 の間に収まり、スコアの大きさは $w$ が学習します。
# - 残りはいつもと同じです。重みはスコアのキー方向の Softmax、コンテキストはその重みによるバリューの加重平均です。
#   `masked_softmax` はひな形に用意してあります。
#
# クエリとキーのすべての組を計算するので、Softmax の前のテンソルは、バッチ、クエリ、キー、 $A$ の 4 つの軸を
# 持ちます。
#
# 大きさ 1 のベクトルの例です。 $W_q = W_k = 1$、 $w = 2$、クエリは $q = 0.5$、キーは $k_1 = 0.5$ と $k_2 = -0.5$、
# バリューは 10 と 20 とします。スコアは $2 \tanh(1) = 1.523$ と $2 \tanh(0) = 0$ です。重みは
# $e^{1.523} / (e^{1.523} + e^0) = 0.821$ と $0.179$、コンテキストは
# $0.821 \cdot 10 + 0.179 \cdot 20 = 11.79$ となります。
#
# 採点されるのは、マスク（True が「注目してよい」）がある場合とない場合の `context` と `weights` の値・dtype・形状、
# `q`、`k`、`v`、`W_q`、`W_k`、`w` に関する勾配、そして引数が書き換えられていないことです。
#
# 行き詰まったら: このスコアは Bahdanau, Cho, Bengio "Neural Machine Translation by Jointly Learning to Align and
# Translate"（2015）によるものです。形状の違うテンソルの足し算は
# [ブロードキャスト](https://docs.pytorch.org/docs/stable/notes/broadcasting.html) のページにあります。

# %% [markdown] lang="en" hint="1"
# Forget the batch for a moment. What is the shape of all projected queries, and of all projected keys? How can one
# addition give the sum for every pair of them?

# %% [markdown] lang="en" hint="2"
# Project with `q @ W_q.T` and `k @ W_k.T`. Give the first an axis of size 1 where the keys go, and the second one
# where the queries go: [B, Tq, 1, A] and [B, 1, Tk, A] add up to [B, Tq, Tk, A]. Then tanh, then the product with `w`,
# which takes away the last axis; then `masked_softmax` and the product with `v`.

# %% [markdown] lang="en" hint="3"
# A new axis comes from indexing with None: `(q @ W_q.T)[:, :, None]` is [B, Tq, 1, A]. And `... @ w` with a vector on
# the right sums over the last axis.

# %% [markdown] lang="ja" hint="1"
# まずバッチを忘れましょう。射影したすべてのクエリ、すべてのキーの形状は何でしょうか。1 回の足し算で、
# すべての組の和を求めるにはどうすればよいでしょうか。

# %% [markdown] lang="ja" hint="2"
# `q @ W_q.T` と `k @ W_k.T` で射影します。前者にはキーの位置に、後者にはクエリの位置に、大きさ 1 の軸を入れます。
# [B, Tq, 1, A] と [B, 1, Tk, A] の和は [B, Tq, Tk, A] です。次に tanh、それから最後の軸を消す `w` との積、
# そして `masked_softmax` と `v` との積です。

# %% [markdown] lang="ja" hint="3"
# None で添字を付けると新しい軸ができます。`(q @ W_q.T)[:, :, None]` は [B, Tq, 1, A] です。また、`... @ w` のように
# 右側がベクトルなら、最後の軸について和を取ります。

# %%
import torch
from torch import Tensor


def masked_softmax(scores: Tensor, mask: Tensor | None = None) -> Tensor:
    """Ready to use: softmax over the last dimension, 0 where mask is False, all 0 in rows without any True."""
    kept = torch.ones_like(scores, dtype=torch.bool) if mask is None else mask
    lowered = torch.where(kept, scores, torch.finfo(scores.dtype).min)
    return torch.softmax(lowered, dim=-1) * kept


def additive_attention(
    q: Tensor,
    k: Tensor,
    v: Tensor,
    W_q: Tensor,
    W_k: Tensor,
    w: Tensor,
    mask: Tensor | None = None,
) -> tuple[Tensor, Tensor]:
    """Additive attention: the score of query i and key j is w . tanh(W_q q_i + W_k k_j), not scaled.

    Args:
        q: queries, shape [B, Tq, dq].
        k: keys, shape [B, Tk, dk]; dk may differ from dq.
        v: values, shape [B, Tk, dv].
        W_q, W_k: shapes [A, dq] and [A, dk], applied to column vectors, as in the formula.
        w: shape [A].
        mask: bool, broadcastable to [B, Tq, Tk]; True means that the query may attend to the key. None allows all.

    Returns:
        (context, weights): context of shape [B, Tq, dv], weights of shape [B, Tq, Tk], both with q's dtype and device,
        and both connected to the graph. For a query that may attend to nothing, weights and context are 0. The
        arguments stay as they are.

    torch's ready-made attention is not allowed.
    """
    # BEGIN SOLUTION
    hidden = torch.tanh((q @ W_q.T)[:, :, None] + (k @ W_k.T)[:, None])
    attention = masked_softmax(hidden @ w, mask)
    return attention @ v, attention
    # END SOLUTION
