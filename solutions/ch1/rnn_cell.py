# %% [markdown] lang="en"
# Write one step of a recurrent neural network. It reads the input $x_t$ of one time step together with the
# hidden state $h_{t-1}$, its memory of everything before, and makes the next hidden state:
#
# $$h_t = \tanh(W_{ih} x_t + b_{ih} + W_{hh} h_{t-1} + b_{hh})$$
#
# $W_{ih}$ leads from the input to the hidden state: it has one row for each hidden unit and one column for each
# feature of the input. $W_{hh}$ leads from the old hidden state to the new one, and is square.
# Many textbooks write one bias $b = b_{ih} + b_{hh}$. torch keeps two, and so do we: add both.
#
# The formula takes $x_t$ as a column. In code the samples of a batch are the **rows** of `x`, so the product
# becomes `x @ weight_ih.T`, of shape [B, H]. A forgotten transpose of the square `weight_hh` raises no error
# and gives wrong numbers.
#
# Take one feature and two hidden units, with $x_t = 1$ and $h_{t-1} = (0.2, 0.4)$. Let $W_{ih}$ have the rows
# $(1)$ and $(-1)$, $W_{hh}$ the rows $(0.5, 0)$ and $(1, -0.5)$, and let $b_{ih} = (0.1, 0)$ and
# $b_{hh} = (0, 0.3)$.
#
# - First unit: $1 \cdot 1 + 0.1 + 0.5 \cdot 0.2 + 0 \cdot 0.4 = 1.2$, and $\tanh(1.2) = 0.834$.
# - Second unit: $-1 \cdot 1 + 1 \cdot 0.2 - 0.5 \cdot 0.4 + 0.3 = -0.7$, and $\tanh(-0.7) = -0.604$.
#
# What is graded: the values of `h_new`, its dtype and shape (also for a batch of one, and of none), the
# gradients with respect to every argument, and that the arguments stay as they are. With
# `nonlinearity="relu"`, relu takes the place of tanh; any other name raises `ValueError`. Each bias may be
# `None`, on its own too, and is then left out.

# %% [markdown] lang="ja"
# 再帰型ニューラルネットワーク（RNN）の 1 ステップを書きます。ある時刻の入力 $x_t$ と、
# それまでの記憶である隠れ状態 $h_{t-1}$ から、次の隠れ状態を作ります。
#
# $$h_t = \tanh(W_{ih} x_t + b_{ih} + W_{hh} h_{t-1} + b_{hh})$$
#
# $W_{ih}$ は入力（input）から隠れ状態（hidden）への重みで、行は隠れユニット、列は入力の特徴に対応します。 $W_{hh}$
# は古い隠れ状態から新しい隠れ状態への重みで、正方行列です。教科書ではバイアスを
# $b = b_{ih} + b_{hh}$ と 1 つにまとめることも多いのですが、torch は 2 つ持っています。ここでも 2 つあり、
# 両方を足します。
#
# 式では $x_t$ は列ベクトルです。コードではバッチの各サンプルが `x` の **行** なので、積は `x @ weight_ih.T`
# となり、形状は [B, H] です。`weight_hh` は正方行列なので、転置を忘れてもエラーにならず、値だけが間違います。
#
# 特徴が 1 つ、隠れユニットが 2 つの例です。 $x_t = 1$、 $h_{t-1} = (0.2, 0.4)$ とします。 $W_{ih}$ の行は $(1)$
# と $(-1)$、 $W_{hh}$ の行は $(0.5, 0)$ と $(1, -0.5)$、バイアスは $b_{ih} = (0.1, 0)$ と $b_{hh} = (0, 0.3)$
# です。
#
# - 1 番目のユニット: $1 \cdot 1 + 0.1 + 0.5 \cdot 0.2 + 0 \cdot 0.4 = 1.2$ なので、 $\tanh(1.2) = 0.834$
#   です。
# - 2 番目のユニット: $-1 \cdot 1 + 1 \cdot 0.2 - 0.5 \cdot 0.4 + 0.3 = -0.7$ なので、 $\tanh(-0.7) = -0.604$
#   です。
#
# 採点されるのは、`h_new` の値・dtype・形状（サンプルが 1 つや 0 個のバッチも含みます）、
# すべての引数に関する勾配、そして引数が書き換えられていないことです。`nonlinearity="relu"` のときは tanh
# の代わりに relu を使い、ほかの名前なら `ValueError` を送出します。バイアスは片方だけの場合も含めて `None`
# のことがあり、そのときは足しません。

# %% [markdown] lang="en" hint="1"
# Everything inside the tanh is a sum of terms of the same shape, [B, H]: one from the input, one from the old state,
# and the biases. Write the terms one by one, and look at their shapes.

# %% [markdown] lang="ja" hint="1"
# tanh の中は、同じ形状 [B, H] の項の和です。入力の項、古い状態の項、そしてバイアスがあります。項を 1 つずつ書いて、
# 形状を確かめましょう。

# %% [markdown] lang="en" hint="2"
# 1. Check the name of the nonlinearity first, so that a typo never goes unnoticed.
# 2. Multiply `x` with its weight and `h` with its own, both transposed, and add the two.
# 3. Add `bias_ih` if there is one; then, asked separately, `bias_hh`.
# 4. Apply the nonlinearity once, to the whole sum.

# %% [markdown] lang="ja" hint="2"
# 1. 書き間違いを見逃さないように、まず非線形関数の名前を確かめます。
# 2. `x` と `h` に、それぞれの重みを転置して掛け、2 つを足します。
# 3. `bias_ih` があれば足し、それとは別に `bias_hh` もあれば足します。
# 4. 和の全体に、非線形関数を 1 回だけ適用します。

# %% [markdown] lang="en" hint="3"
# For the square weight the product looks just like that of the other: `h @ weight_hh.T`. A bias of shape [H] is
# added to every row of a [B, H] tensor by itself. Ask `is not None`, since a tensor has no truth value. torch has
# `torch.tanh` and `torch.relu`.

# %% [markdown] lang="ja" hint="3"
# 正方行列の重みでも、積の書き方はもう一方と同じで、`h @ weight_hh.T` です。形状 [H] のバイアスは、[B, H]
# のテンソルの各行に自動的に足されます。テンソルは真偽値にできないので、`is not None` で調べます。torch には
# `torch.tanh` と `torch.relu` があります。

# %%
import torch
from torch import Tensor


def rnn_cell(
    x: Tensor,
    h: Tensor,
    weight_ih: Tensor,
    weight_hh: Tensor,
    bias_ih: Tensor | None = None,
    bias_hh: Tensor | None = None,
    nonlinearity: str = "tanh",
) -> Tensor:
    """One step of a plain recurrent network.

    Args:
        x: input, shape [B, I]; B may be 0.
        h: previous hidden state, shape [B, H].
        weight_ih: shape [H, I].
        weight_hh: shape [H, H].
        bias_ih, bias_hh: shape [H], or None. Those given are added; one may be None without the other.
        nonlinearity: "tanh" or "relu".

    Returns:
        h_new, shape [B, H], with x's dtype and device. A new tensor: the arguments stay as they are.

    Raises:
        ValueError: nonlinearity is neither "tanh" nor "relu".

    Write it with torch operations on tensors; torch.nn.RNNCell and its relatives are not allowed.
    """
    # BEGIN SOLUTION
    if nonlinearity not in ("tanh", "relu"):
        raise ValueError(f"nonlinearity must be 'tanh' or 'relu', not {nonlinearity!r}")
    a = x @ weight_ih.T + h @ weight_hh.T
    if bias_ih is not None:
        a = a + bias_ih
    if bias_hh is not None:
        a = a + bias_hh
    return torch.tanh(a) if nonlinearity == "tanh" else torch.relu(a)
    # END SOLUTION
