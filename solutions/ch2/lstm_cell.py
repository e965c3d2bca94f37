# %% [markdown] lang="en"
# Write one step of a long short-term memory cell. From the input $x_t$ and the previous state $(h_{t-1}, c_{t-1})$ it
# makes the next state:
#
# $$c_t = f_t \odot c_{t-1} + i_t \odot g_t, \qquad h_t = o_t \odot \tanh(c_t)$$
#
# with the input gate $i_t$, the forget gate $f_t$, the candidate $g_t$ and the output gate $o_t$:
#
# $$i_t = \sigma(a_i), \quad f_t = \sigma(a_f), \quad g_t = \tanh(a_g), \quad o_t = \sigma(a_o)$$
#
# $$a = W_{ih} x_t + b_{ih} + W_{hh} h_{t-1} + b_{hh}$$
#
# `weight_ih` stacks the rows of the four parts **in the order i, f, g, o**, and so do `weight_hh` and both biases. This is
# the order of `torch.nn.LSTMCell`; other libraries use other orders.
#
# Take the cell of one hidden unit, with $a = (0, 0, 0.5, 0)$ and $c_{t-1} = 1$. Every gate is $\sigma(0) = 0.5$ and
# $g = \tanh(0.5) = 0.462$, so $c_t = 0.5 \cdot 1 + 0.5 \cdot 0.462 = 0.731$ and $h_t = 0.5 \cdot \tanh(0.731) = 0.312$.
#
# What is graded: the values of `h_new` and `c_new`, their dtype and shape, the gradients with respect to every argument,
# and that the arguments stay as they are. A state of `None` means zeros, for h and for c. A bias of `None` is left out.
#
# If you are stuck: [torch.nn.LSTMCell](https://docs.pytorch.org/docs/stable/generated/torch.nn.LSTMCell.html) has the same
# formulas.

# %% [markdown] lang="ja"
# LSTM（長・短期記憶）セルの 1 ステップを書きます。入力 $x_t$ と直前の状態 $(h_{t-1}, c_{t-1})$ から次の状態を作ります。
#
# $$c_t = f_t \odot c_{t-1} + i_t \odot g_t, \qquad h_t = o_t \odot \tanh(c_t)$$
#
# ここで $i_t$ は入力ゲート、 $f_t$ は忘却ゲート、 $g_t$ は候補、 $o_t$ は出力ゲートです。
#
# $$i_t = \sigma(a_i), \quad f_t = \sigma(a_f), \quad g_t = \tanh(a_g), \quad o_t = \sigma(a_o)$$
#
# $$a = W_{ih} x_t + b_{ih} + W_{hh} h_{t-1} + b_{hh}$$
#
# `weight_ih` には 4 つの部分の行が **i, f, g, o の順** に積まれています。`weight_hh` と 2 つのバイアスも同じ順です。これは
# `torch.nn.LSTMCell` の順序で、ほかのライブラリでは異なることがあります。
#
# 隠れユニットが 1 つの例です。 $a = (0, 0, 0.5, 0)$、 $c_{t-1} = 1$ とすると、どのゲートも $\sigma(0) = 0.5$、
# $g = \tanh(0.5) = 0.462$ なので、 $c_t = 0.5 \cdot 1 + 0.5 \cdot 0.462 = 0.731$、 $h_t = 0.5 \cdot \tanh(0.731) = 0.312$ です。
#
# 採点されるのは、`h_new` と `c_new` の値・dtype・形状、すべての引数に関する勾配、そして引数が書き換えられていないことです。
# 状態が `None` のときは、h も c もゼロとみなします。`None` のバイアスは足しません。
#
# 行き詰まったら: [torch.nn.LSTMCell](https://docs.pytorch.org/docs/stable/generated/torch.nn.LSTMCell.html) に同じ式があります。

# %% [markdown] lang="en" hint="1"
# First the gates, then the cell state, then the hidden state: each needs the one before it.

# %% [markdown] lang="en" hint="2"
# Where the state is `None`, make zeros of shape [B, H] with x's dtype and device. Compute $a$, of shape [B, 4H], split it into
# four, apply the activations, and write the two formulas of the handout one below the other. `*` multiplies entry by entry.

# %% [markdown] lang="en" hint="3"
# `a.chunk(4, dim=-1)` gives the four parts before their activations, and `x.new_zeros(...)` zeros of the right kind. The forget
# gate multiplies the old `c`, the input gate the candidate, and `torch.tanh` is applied to the sum, `c_new`.

# %% [markdown] lang="ja" hint="1"
# ゲート、セル状態、隠れ状態の順に計算します。どれも、その前のものが必要です。

# %% [markdown] lang="ja" hint="2"
# 状態が `None` なら、x と同じ dtype とデバイスで形状 [B, H] のゼロを作ります。形状 [B, 4H] の $a$ を計算して 4 つに分け、活性化関数を
# 適用してから、説明にある 2 つの式を順に書きます。`*` は要素ごとの積です。

# %% [markdown] lang="ja" hint="3"
# `a.chunk(4, dim=-1)` で活性化前の 4 つの部分が、`x.new_zeros(...)` で適切なゼロが得られます。忘却ゲートは古い `c` に、入力ゲートは
# 候補に掛け、その和 `c_new` に `torch.tanh` を適用します。

# %%
import torch
from torch import Tensor


def lstm_cell(
    x: Tensor,
    state: tuple[Tensor, Tensor] | None,
    weight_ih: Tensor,
    weight_hh: Tensor,
    bias_ih: Tensor | None = None,
    bias_hh: Tensor | None = None,
) -> tuple[Tensor, Tensor]:
    """One step of an LSTM.

    Args:
        x: input, shape [B, I].
        state: (h, c), each of shape [B, H]; None means zeros of x's dtype and device.
        weight_ih: shape [4H, I], blocks in the order i, f, g, o.
        weight_hh: shape [4H, H], the same order.
        bias_ih, bias_hh: shape [4H], the same order, or None. Those given are added.

    Returns:
        (h_new, c_new), each of shape [B, H], with x's dtype and device. The arguments stay as they are.

    Write it with torch operations on tensors; torch.nn.LSTMCell and its relatives are not allowed.
    """
    # BEGIN SOLUTION
    if state is None:
        zeros = x.new_zeros(x.shape[0], weight_hh.shape[1])
        state = zeros, zeros
    h, c = state
    a = x @ weight_ih.T + h @ weight_hh.T
    if bias_ih is not None:
        a = a + bias_ih
    if bias_hh is not None:
        a = a + bias_hh
    i, f, g, o = a.chunk(4, dim=-1)
    c_new = torch.sigmoid(f) * c + torch.sigmoid(i) * torch.tanh(g)
    h_new = torch.sigmoid(o) * torch.tanh(c_new)
    return h_new, c_new
    # END SOLUTION
