# %% [markdown] lang="en"
# In self-attention the queries, keys and values all come from one sequence: each token asks all tokens, itself included,
# what they have to say. No state is handed on from step to step, so all tokens are computed at once. Three matrices make
# the queries, keys and values of the input $x_1, \ldots, x_T$, and a fourth makes the output:
#
# $$q_t = W_q x_t, \quad k_t = W_k x_t, \quad v_t = W_v x_t, \qquad y_t = W_o \sum_s w_{ts} v_s$$
#
# $$w_{ts} = \mathrm{softmax}_s\left(\frac{q_t^\top k_s}{\sqrt{D}}\right)$$
#
# - In tensors the rows of `x` are the $x_t$, so a matrix is applied as `x @ W.T`, just as `torch.nn.Linear` does. All four
#   are square: a missing transpose raises nothing.
# - `causal=True` hides the future: token $t$ attends to the tokens $s \le t$, itself included. A language model that
#   predicts the next word needs it, or it would simply look the word up.
# - `pad_mask` says which tokens are real (True), and hides the **keys** at padding. Queries at padding are computed like
#   any other, and nobody looks at the result.
# - With both, a key is seen if both allow it. A token that may attend to nothing has weights and an output of 0.
#
# Take two tokens of size 1, $x = (1, 2)$, and let every matrix be 1. The scores of the second token are $2 \cdot 1 = 2$
# and $2 \cdot 2 = 4$, its weights 0.119 and 0.881, and $y_2 = 0.119 \cdot 1 + 0.881 \cdot 2 = 1.881$. The first token has
# the scores 1 and 2, the weights 0.269 and 0.731 and $y_1 = 1.731$; with `causal=True` it sees only itself, and $y_1 = 1$.
#
# What is graded: the values of `y` and `weights`, their dtype and shape, with and without each mask; the gradients with
# respect to `x` and the four matrices; and that the arguments stay as they are. `masked_softmax` is in the stub.
#
# If you are stuck: Vaswani et al., "Attention Is All You Need" (2017), section 3.2, and
# [torch.tril](https://docs.pytorch.org/docs/stable/generated/torch.tril.html).

# %% [markdown] lang="ja"
# Self-Attention では、クエリ、キー、バリューのすべてが 1 つの系列から作られます。各トークンが、自分自身を含む
# すべてのトークンに問いかけます。時刻から時刻へ渡す状態がないので、すべてのトークンを一度に計算できます。3 つの行列が
# 入力 $x_1, \ldots, x_T$ のクエリ、キー、バリューを作り、4 つ目の行列が出力を作ります。
#
# $$q_t = W_q x_t, \quad k_t = W_k x_t, \quad v_t = W_v x_t, \qquad y_t = W_o \sum_s w_{ts} v_s$$
#
# $$w_{ts} = \mathrm{softmax}_s\left(\frac{q_t^\top k_s}{\sqrt{D}}\right)$$
#
# - テンソル `x` では各行が $x_t$ なので、`torch.nn.Linear` と同じく `x @ W.T` として行列を掛けます。4 つとも正方行列
#   なので、転置を忘れてもエラーになりません。
# - `causal=True` は未来を隠します。トークン $t$ は、自分自身を含む $s \le t$ のトークンに注目します。次の単語を予測する
#   言語モデルに必要です。そうしないと、答えの単語をそのまま見てしまいます。
# - `pad_mask` はどのトークンが実在するか（True）を表し、パディングの位置の **キー** を隠します。パディングの位置の
#   クエリはほかと同じように計算し、その結果は誰も使いません。
# - 両方あるときは、両方が許すキーだけが見えます。何にも注目できないトークンの重みと出力は 0 です。
#
# 大きさ 1 のトークンが 2 つの例です。 $x = (1, 2)$ とし、どの行列も 1 とします。2 番目のトークンのスコアは $2 \cdot 1 = 2$ と
# $2 \cdot 2 = 4$、重みは 0.119 と 0.881 で、 $y_2 = 0.119 \cdot 1 + 0.881 \cdot 2 = 1.881$ です。1 番目のトークンのスコアは
# 1 と 2、重みは 0.269 と 0.731 で $y_1 = 1.731$ です。`causal=True` なら自分自身しか見えないので $y_1 = 1$ です。
#
# 採点されるのは、それぞれのマスクがある場合とない場合の `y` と `weights` の値・dtype・形状、`x` と 4 つの行列に関する勾配、
# そして引数が書き換えられていないことです。`masked_softmax` はひな形に用意してあります。
#
# 行き詰まったら: Vaswani ほか "Attention Is All You Need"（2017）の 3.2 節と、
# [torch.tril](https://docs.pytorch.org/docs/stable/generated/torch.tril.html) を見てみましょう。

# %% [markdown] lang="en" hint="1"
# Without masks this is dot-product attention on three projections of the same tensor. Get that right first. Then think of
# a table with queries as rows and keys as columns: which cells does each mask forbid?

# %% [markdown] lang="en" hint="2"
# Make one bool mask, True where a query may attend to a key, and hand it to `masked_softmax`. Start with all True, [T, T].
# Causal: keep the lower triangle with its diagonal. Padding: [B, T] becomes [B, 1, T], so that it speaks of columns, and
# is joined with `&`.

# %% [markdown] lang="en" hint="3"
# `torch.ones(T, T, dtype=torch.bool, device=x.device).tril()` is the causal mask, `pad_mask[:, None]` the other. The
# scores are `q @ k.transpose(1, 2)`, divided by the root of `x.shape[-1]`.

# %% [markdown] lang="ja" hint="1"
# マスクがなければ、同じテンソルの 3 つの射影に対するドット積 Attention です。まずそれを正しく書きましょう。次に、行が
# クエリ、列がキーの表を考えます。それぞれのマスクは、どのマスを禁止するでしょうか。

# %% [markdown] lang="ja" hint="2"
# クエリがキーに注目してよいところが True の bool マスクを 1 つ作り、`masked_softmax` に渡します。すべて True の [T, T] から
# 始めます。因果マスクでは、対角線を含む下三角だけを残します。パディングでは、列に対応するように [B, T] を [B, 1, T] に
# してから `&` で合わせます。

# %% [markdown] lang="ja" hint="3"
# 因果マスクは `torch.ones(T, T, dtype=torch.bool, device=x.device).tril()`、もう 1 つのマスクは `pad_mask[:, None]` です。
# スコアは `q @ k.transpose(1, 2)` を `x.shape[-1]` の平方根で割ったものです。

# %%
import torch
from torch import Tensor


def masked_softmax(scores: Tensor, mask: Tensor | None = None) -> Tensor:
    """Ready to use: softmax over the last dimension, 0 where mask is False, all 0 in rows without any True."""
    kept = torch.ones_like(scores, dtype=torch.bool) if mask is None else mask
    lowered = torch.where(kept, scores, torch.finfo(scores.dtype).min)
    return torch.softmax(lowered, dim=-1) * kept


def self_attention(
    x: Tensor,
    W_q: Tensor,
    W_k: Tensor,
    W_v: Tensor,
    W_o: Tensor,
    causal: bool = False,
    pad_mask: Tensor | None = None,
) -> tuple[Tensor, Tensor]:
    """Self-attention with one head, scaled by the square root of D.

    Args:
        x: the sequence, shape [B, T, D].
        W_q, W_k, W_v, W_o: shape [D, D], each applied as ``x @ W.T``; there are no biases.
        causal: whether token t may attend only to tokens up to t, itself included.
        pad_mask: bool, shape [B, T]; True at real tokens. Keys where it is False get no weight, from any query. None
            means that all tokens are real.

    Returns:
        (y, weights): y of shape [B, T, D], weights of shape [B, T, T] (queries, keys), both with x's dtype and device
        and connected to the graph. Weights are exactly 0 where attending is not allowed. For a token that may attend to
        nothing, weights and y are 0. Rows of queries at padding are left as they come out. The arguments stay as they
        are.

    torch's ready-made attention is not allowed.
    """
    # BEGIN SOLUTION
    q, k, v = x @ W_q.T, x @ W_k.T, x @ W_v.T
    allowed = torch.ones(x.shape[1], x.shape[1], dtype=torch.bool, device=x.device)
    if causal:
        allowed = allowed.tril()
    if pad_mask is not None:
        allowed = allowed & pad_mask[:, None]
    attention = masked_softmax(q @ k.transpose(1, 2) / x.shape[-1] ** 0.5, allowed)
    return attention @ v @ W_o.T, attention
    # END SOLUTION
