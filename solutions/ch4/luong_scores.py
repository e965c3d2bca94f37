# %% [markdown] lang="en"
# How well does a key fit a query? Luong, Pham and Manning tried three ways to say it as a number, and gave them names
# that you meet in many libraries:
#
# $$s_{ij} = \begin{cases} q_i^\top k_j & \text{dot} \\ q_i^\top W k_j & \text{general} \\ v^\top \tanh(W [q_i; k_j]) & \text{concat} \end{cases}$$
#
# - **dot** has no weights, and needs queries and keys of the same size.
# - **general** lets a matrix say which entry of the query should meet which entry of the key. $W$ has shape
#   `[dq, dk]`.
# - **concat** puts the query before the key in one long vector $[q_i; k_j]$. $W$ has shape `[A, dq + dk]` and $v$ has
#   shape `[A]`. It is additive attention, with both matrices in one.
#
# Take $q = (1, 2)$ and $k = (3, 1)$. Dot gives $1 \cdot 3 + 2 \cdot 1 = 5$. General with the rows $(0, 1)$ and
# $(0, 0)$ of $W$ compares the first entry of $q$ with the second of $k$: $1 \cdot 1 = 1$; with $W^\top$ it would be
# $2 \cdot 3 = 6$. Concat with $W = (0.1, 0, 0, 0.4)$ and $v = 2$ gives $2 \tanh(0.1 \cdot 1 + 0.4 \cdot 1) = 0.924$.
#
# What is graded: the raw scores, not scaled and without a softmax, their dtype and shape, for each kind; the gradients
# with respect to `q`, `k`, `W` and `v`; that another kind raises ValueError; and that the arguments stay as they are.
#
# If you are stuck: Luong, Pham and Manning, "Effective Approaches to Attention-based Neural Machine Translation"
# (2015), section 3.1, and [torch.cat](https://docs.pytorch.org/docs/stable/generated/torch.cat.html).

# %% [markdown] lang="ja"
# キーはクエリにどれくらい合うでしょうか。Luong、Pham、Manning は、それを数で表す 3 つの方法を試し、
# 多くのライブラリで使われる名前を付けました。
#
# $$s_{ij} = \begin{cases} q_i^\top k_j & \text{dot} \\ q_i^\top W k_j & \text{general} \\ v^\top \tanh(W [q_i; k_j]) & \text{concat} \end{cases}$$
#
# - **dot** には重みがありません。クエリとキーの次元は同じでなければなりません。
# - **general** では、クエリのどの要素とキーのどの要素を組み合わせるかを行列が決めます。 $W$ の形状は
#   `[dq, dk]` です。
# - **concat** では、クエリ、キーの順につなげて 1 本の長いベクトル $[q_i; k_j]$ にします。 $W$ の形状は
#   `[A, dq + dk]`、 $v$ の形状は `[A]` です。2 つの行列を 1 つにまとめた加法 Attention です。
#
# 例として、 $q = (1, 2)$、 $k = (3, 1)$ とします。dot では $1 \cdot 3 + 2 \cdot 1 = 5$ です。general で $W$ の行を
# $(0, 1)$ と $(0, 0)$ とすると、 $q$ の 1 番目と $k$ の 2 番目の要素を組み合わせて $1 \cdot 1 = 1$ です。 $W^\top$ なら
# $2 \cdot 3 = 6$ になってしまいます。concat で $W = (0.1, 0, 0, 0.4)$、 $v = 2$ とすると、
# $2 \tanh(0.1 \cdot 1 + 0.4 \cdot 1) = 0.924$ です。
#
# 採点されるのは、それぞれの種類について、スケーリングも Softmax もしていないスコアの値・dtype・形状、
# `q`、`k`、`W`、`v` に関する勾配、ほかの種類で ValueError が送出されること、そして引数が書き換えられていないことです。
#
# 行き詰まったら: Luong, Pham, Manning "Effective Approaches to Attention-based Neural Machine Translation"（2015）の
# 3.1 節と、[torch.cat](https://docs.pytorch.org/docs/stable/generated/torch.cat.html) を見てみましょう。

# %% [markdown] lang="en" hint="1"
# Dot is one matrix product for the whole batch. What has to happen to the queries first, so that the same product gives
# general?

# %% [markdown] lang="en" hint="2"
# Dot: multiply `q` with `k`, whose last two axes are exchanged. General: multiply the queries with `W` before. Concat:
# bring both to shape [B, Tq, Tk, ...], join them along the last axis, multiply with `W`, take tanh, multiply with `v`.

# %% [markdown] lang="en" hint="3"
# `q[:, :, None].expand(-1, -1, k.shape[1], -1)` repeats every query for each key, [B, Tq, Tk, dq], and
# `torch.cat([..., ...], dim=-1)` joins. A Linear-like matrix of shape [A, dq + dk] is applied with `@ W.T`.

# %% [markdown] lang="ja" hint="1"
# dot は、バッチ全体に対する 1 回の行列の積です。同じ積で general を求めるには、先にクエリに何をすればよいでしょうか。

# %% [markdown] lang="ja" hint="2"
# dot では、`q` と、最後の 2 つの軸を入れ替えた `k` を掛けます。general では、その前にクエリに `W` を掛けます。
# concat では、両方を形状 [B, Tq, Tk, ...] にして最後の軸でつなげ、`W` を掛け、tanh をかけ、`v` を掛けます。

# %% [markdown] lang="ja" hint="3"
# `q[:, :, None].expand(-1, -1, k.shape[1], -1)` で、クエリがキーの数だけ繰り返されて [B, Tq, Tk, dq] になり、
# `torch.cat([..., ...], dim=-1)` でつながります。形状 [A, dq + dk] の行列は、Linear と同じく `@ W.T` で掛けます。

# %%
import torch
from torch import Tensor


def luong_scores(
    q: Tensor,
    k: Tensor,
    kind: str,
    W: Tensor | None = None,
    v: Tensor | None = None,
) -> Tensor:
    """Raw attention scores of every query with every key: not scaled, no softmax.

    Args:
        q: queries, shape [B, Tq, dq].
        k: keys, shape [B, Tk, dk].
        kind: "dot" (dq equals dk; W and v are not given), "general" (W of shape [dq, dk]) or "concat" (W of shape
            [A, dq + dk], query first; v of shape [A]).
        W, v: given whenever the kind needs them.

    Returns:
        The scores, shape [B, Tq, Tk], with q's dtype and device, connected to the graph. The arguments stay as they
        are.

    Raises:
        ValueError: kind is anything else.
    """
    # BEGIN SOLUTION
    if kind == "dot":
        return q @ k.transpose(1, 2)
    if kind == "general":
        assert W is not None
        return q @ W @ k.transpose(1, 2)
    if kind == "concat":
        assert W is not None and v is not None
        queries = q[:, :, None].expand(-1, -1, k.shape[1], -1)
        keys = k[:, None].expand(-1, q.shape[1], -1, -1)
        return torch.tanh(torch.cat([queries, keys], dim=-1) @ W.T) @ v
    raise ValueError(f"kind should be dot, general or concat, not {kind!r}")
    # END SOLUTION
