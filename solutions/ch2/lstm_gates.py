# %% [markdown] lang="en"
# Compute the gates of a long short-term memory cell. A gate is a number between 0 and 1 for each hidden unit,
# by which something is multiplied: 0 blocks it, 1 lets it through. The cell has three gates and a candidate,
# all made from the input $x_t$ and the previous hidden state $h_{t-1}$:
#
# $$i_t = \sigma(a_i), \quad f_t = \sigma(a_f), \quad g_t = \tanh(a_g), \quad o_t = \sigma(a_o)$$
#
# $$a = W_{ih} x_t + b_{ih} + W_{hh} h_{t-1} + b_{hh}$$
#
# - The input gate $i$ says how much of the candidate enters the memory.
# - The forget gate $f$ says how much of the old memory stays.
# - The candidate $g$ is what may be added, between -1 and 1. It is no gate, so it takes $\tanh$, not the
#   sigmoid $\sigma$.
# - The output gate $o$ says how much of the memory is shown.
#
# The four parts share one product: `weight_ih` stacks their rows **in the order i, f, g, o**, first all H
# rows of $i$, then all H rows of $f$, and so on. `weight_hh` and both biases are stacked in the same way.
# This is the order of `torch.nn.LSTMCell`; other libraries use other orders.
#
# Take one feature and one hidden unit, no biases, $x_t = 1$ and $h_{t-1} = 0.4$. With the rows
# $(1, 2, -1, 0.5)$ of $W_{ih}$ and $(0.5, 0, 1, -1)$ of $W_{hh}$,
# $a = (1 + 0.2, 2 + 0, -1 + 0.4, 0.5 - 0.4) = (1.2, 2, -0.6, 0.1)$. So $i = \sigma(1.2) = 0.769$,
# $f = \sigma(2) = 0.881$, $g = \tanh(-0.6) = -0.537$ and $o = \sigma(0.1) = 0.525$.
#
# What is graded: the values of the four results, their order, dtype and shape, the gradients with respect to
# every argument, and that the arguments stay as they are. Each bias may be `None`, on its own too, and is
# then left out.
#
# If you are stuck: [torch.nn.LSTMCell](https://docs.pytorch.org/docs/stable/generated/torch.nn.LSTMCell.html)
# has the same formulas, and [torch.chunk](https://docs.pytorch.org/docs/stable/generated/torch.chunk.html)
# splits a tensor into equal parts.

# %% [markdown] lang="ja"
# LSTM（長・短期記憶）セルのゲートを計算します。ゲートとは、隠れユニットごとに 1 つある 0 と 1 の間の値で、
# ほかの値に掛けて使います。0 なら遮断し、1 ならそのまま通します。セルには 3 つのゲートと 1 つの候補があり、
# どれも入力 $x_t$ と直前の隠れ状態 $h_{t-1}$ から作られます。
#
# $$i_t = \sigma(a_i), \quad f_t = \sigma(a_f), \quad g_t = \tanh(a_g), \quad o_t = \sigma(a_o)$$
#
# $$a = W_{ih} x_t + b_{ih} + W_{hh} h_{t-1} + b_{hh}$$
#
# - 入力ゲート $i$ は、候補をどれだけ記憶に取り込むかを決めます。
# - 忘却ゲート $f$ は、古い記憶をどれだけ残すかを決めます。
# - 候補 $g$ は、記憶に加える内容の候補で、-1 と 1 の間の値です。ゲートではないので、シグモイド $\sigma$
#   ではなく $\tanh$ を使います。
# - 出力ゲート $o$ は、記憶をどれだけ外に見せるかを決めます。
#
# 4 つの部分は 1 つの積でまとめて計算できます。`weight_ih` には行が **i, f, g, o の順** に積まれています。
# 最初に $i$ の H 行、次に $f$ の H 行、と続きます。`weight_hh` と 2 つのバイアスも同じ積み方です。これは
# `torch.nn.LSTMCell` の順序で、ほかのライブラリでは異なることがあります。
#
# 特徴が 1 つ、隠れユニットが 1 つ、バイアスなしの例です。 $x_t = 1$、 $h_{t-1} = 0.4$ とします。 $W_{ih}$ の行が
# $(1, 2, -1, 0.5)$、 $W_{hh}$ の行が $(0.5, 0, 1, -1)$ なら、
# $a = (1 + 0.2, 2 + 0, -1 + 0.4, 0.5 - 0.4) = (1.2, 2, -0.6, 0.1)$ です。したがって
# $i = \sigma(1.2) = 0.769$、 $f = \sigma(2) = 0.881$、 $g = \tanh(-0.6) = -0.537$、 $o = \sigma(0.1) = 0.525$
# となります。
#
# 採点されるのは、4 つの返り値の値・順序・dtype・形状、すべての引数に関する勾配、
# そして引数が書き換えられていないことです。バイアスは片方だけの場合も含めて `None` のことがあり、
# そのときは足しません。
#
# 行き詰まったら: [torch.nn.LSTMCell](https://docs.pytorch.org/docs/stable/generated/torch.nn.LSTMCell.html)
# に同じ式があります。[torch.chunk](https://docs.pytorch.org/docs/stable/generated/torch.chunk.html) は
# テンソルを等しい部分に分けます。

# %% [markdown] lang="en" hint="1"
# All four parts are made from the same two products. Which shape has `x` times the transpose of `weight_ih`?

# %% [markdown] lang="en" hint="2"
# Add up the two products and the biases that are not `None`: that is $a$, of shape [B, 4H]. Split its last dimension into four
# equal parts, in the order of the blocks, and apply to each its activation.

# %% [markdown] lang="en" hint="3"
# `a.chunk(4, dim=-1)` gives four tensors of shape [B, H], in the order i, f, g, o. `torch.sigmoid` goes on three of them,
# `torch.tanh` on one.

# %% [markdown] lang="ja" hint="1"
# 4 つの部分は、どれも同じ 2 つの積から作られます。`x` に `weight_ih` の転置を掛けると、どんな形状になりますか。

# %% [markdown] lang="ja" hint="2"
# 2 つの積と、`None` でないバイアスを足します。これが $a$ で、形状は [B, 4H] です。最後の次元をブロックの順に 4 等分し、それぞれに
# 活性化関数を適用します。

# %% [markdown] lang="ja" hint="3"
# `a.chunk(4, dim=-1)` で、形状 [B, H] のテンソルが i, f, g, o の順に 4 つ得られます。そのうち 3 つには `torch.sigmoid` を、
# 1 つには `torch.tanh` を使います。

# %%
import torch
from torch import Tensor


def lstm_gates(
    x: Tensor,
    h: Tensor,
    weight_ih: Tensor,
    weight_hh: Tensor,
    bias_ih: Tensor | None = None,
    bias_hh: Tensor | None = None,
) -> tuple[Tensor, Tensor, Tensor, Tensor]:
    """The gates and the candidate of an LSTM, after their activations.

    Args:
        x: input, shape [B, I].
        h: previous hidden state, shape [B, H].
        weight_ih: shape [4H, I], blocks in the order i, f, g, o.
        weight_hh: shape [4H, H], the same order.
        bias_ih, bias_hh: shape [4H], the same order, or None. Those given are added; one may be None
            without the other.

    Returns:
        (i, f, g, o), each of shape [B, H], with x's dtype and device: input gate, forget gate, candidate,
        output gate. The arguments stay as they are.

    Write it with torch operations on tensors; torch.nn.LSTMCell and its relatives are not allowed.
    """
    # BEGIN SOLUTION
    a = x @ weight_ih.T + h @ weight_hh.T
    if bias_ih is not None:
        a = a + bias_ih
    if bias_hh is not None:
        a = a + bias_hh
    i, f, g, o = a.chunk(4, dim=-1)
    return torch.sigmoid(i), torch.sigmoid(f), torch.tanh(g), torch.sigmoid(o)
    # END SOLUTION
