# %% [markdown] lang="en"
# Write one step of a gated recurrent unit. A GRU has no cell state; two gates are enough. The reset gate $r_t$
# says how much of the old state the candidate $n_t$ sees, the update gate $z_t$ how much of the old state stays:
#
# $$r_t = \sigma(W_{ir} x_t + b_{ir} + W_{hr} h_{t-1} + b_{hr}), \qquad z_t = \sigma(W_{iz} x_t + b_{iz} + W_{hz} h_{t-1} + b_{hz})$$
#
# $$n_t = \tanh(W_{in} x_t + b_{in} + r_t \odot (W_{hn} h_{t-1} + b_{hn})), \qquad h_t = (1 - z_t) \odot n_t + z_t \odot h_{t-1}$$
#
# `weight_ih` stacks the rows of the three parts **in the order r, z, n**: first all H rows of $W_{ir}$, then those of
# $W_{iz}$, then those of $W_{in}$. `weight_hh` and both biases are stacked in the same way.
#
# Many textbooks write a GRU like this, after Chung et al. (2014) and without biases:
#
# $$\tilde{h}_t = \tanh(W_h [r_t \odot h_{t-1}, x_t]), \qquad h_t = (1 - z_t) \odot h_{t-1} + z_t \odot \tilde{h}_t$$
#
# Two things differ: there $r_t$ is applied **before** the product, and $z_t$ is the share of what is **new**. Both are GRUs
# and both can be trained, but with the same weights they give different numbers. Graded is the first form, that of
# `torch.nn.GRUCell`. There the biases $b_{in}$ and $b_{hn}$ cannot be merged, since $r_t$ multiplies only one of them.
#
# Take one hidden unit with $h_{t-1} = 0.5$, and let $r_t = \sigma(0) = 0.5$, $z_t = \sigma(1) = 0.731$,
# $W_{in} x_t + b_{in} = 0.2$ and $W_{hn} h_{t-1} + b_{hn} = 1$. Then $n_t = \tanh(0.2 + 0.5 \cdot 1) = 0.604$ and
# $h_t = 0.269 \cdot 0.604 + 0.731 \cdot 0.5 = 0.528$.
#
# What is graded: the values of `h_new`, its dtype and shape, the gradients with respect to every argument, and that the
# arguments stay as they are. Each bias may be `None`, on its own too, and is then left out.
#
# If you are stuck: [torch.nn.GRUCell](https://docs.pytorch.org/docs/stable/generated/torch.nn.GRUCell.html) has the same
# formulas; the idea is from Cho et al., "Learning Phrase Representations using RNN Encoder-Decoder for Statistical Machine
# Translation" (2014).

# %% [markdown] lang="ja"
# GRU（ゲート付き再帰ユニット）の 1 ステップを書きます。GRU にはセル状態がなく、ゲートは 2 つです。リセットゲート $r_t$ は
# 候補 $n_t$ を作るときに古い状態をどれだけ使うか、更新ゲート $z_t$ は古い状態をどれだけ残すかを決めます。
#
# $$r_t = \sigma(W_{ir} x_t + b_{ir} + W_{hr} h_{t-1} + b_{hr}), \qquad z_t = \sigma(W_{iz} x_t + b_{iz} + W_{hz} h_{t-1} + b_{hz})$$
#
# $$n_t = \tanh(W_{in} x_t + b_{in} + r_t \odot (W_{hn} h_{t-1} + b_{hn})), \qquad h_t = (1 - z_t) \odot n_t + z_t \odot h_{t-1}$$
#
# `weight_ih` には 3 つの部分の行が **r, z, n の順** に積まれています。最初に $W_{ir}$ の H 行、次に $W_{iz}$、最後に $W_{in}$ です。
# `weight_hh` と 2 つのバイアスも同じ積み方です。
#
# 多くの教科書では、GRU は Chung ほか（2014 年）にならって次のように（バイアスなしで）書かれます。
#
# $$\tilde{h}_t = \tanh(W_h [r_t \odot h_{t-1}, x_t]), \qquad h_t = (1 - z_t) \odot h_{t-1} + z_t \odot \tilde{h}_t$$
#
# 違いは 2 つあります。教科書の形では $r_t$ を積の **前に** 掛け、 $z_t$ は **新しい** 値の割合です。どちらも GRU で、どちらも学習できますが、
# 重みが同じでも値は異なります。採点されるのは最初の形、つまり `torch.nn.GRUCell` の形です。この形では $r_t$ が片方のバイアスだけに
# 掛かるので、 $b_{in}$ と $b_{hn}$ を 1 つにまとめることはできません。
#
# 隠れユニットが 1 つの例です。 $h_{t-1} = 0.5$、 $r_t = \sigma(0) = 0.5$、 $z_t = \sigma(1) = 0.731$、 $W_{in} x_t + b_{in} = 0.2$、
# $W_{hn} h_{t-1} + b_{hn} = 1$ とすると、 $n_t = \tanh(0.2 + 0.5 \cdot 1) = 0.604$、
# $h_t = 0.269 \cdot 0.604 + 0.731 \cdot 0.5 = 0.528$ です。
#
# 採点されるのは、`h_new` の値・dtype・形状、すべての引数に関する勾配、そして引数が書き換えられていないことです。バイアスは
# 片方だけの場合も含めて `None` のことがあり、そのときは足しません。
#
# 行き詰まったら: [torch.nn.GRUCell](https://docs.pytorch.org/docs/stable/generated/torch.nn.GRUCell.html) に同じ式があります。
# もとの考え方は Cho ほか "Learning Phrase Representations using RNN Encoder-Decoder for Statistical Machine Translation"
# （2014 年）にあります。

# %% [markdown] lang="en" hint="1"
# Keep the part that comes from x and the part that comes from h apart. In an LSTM they could be added at once; here the
# candidate needs them separately.

# %% [markdown] lang="en" hint="2"
# Make two tensors of shape [B, 3H]: one from x with `weight_ih` and `bias_ih`, one from h with `weight_hh` and `bias_hh`. Split
# each into three parts along the last dimension. The gates are the sigmoid of the sum of two parts; for the candidate, `r`
# multiplies the part from h before the sum.

# %% [markdown] lang="en" hint="3"
# With the parts `x_r, x_z, x_n` and `h_r, h_z, h_n` (biases already in them), the reset gate is `torch.sigmoid(x_r + h_r)`,
# and inside the tanh of the candidate stands `x_n` plus `r` times `h_n`. At the end z multiplies the old state h.

# %% [markdown] lang="ja" hint="1"
# x から来る部分と h から来る部分を分けておきましょう。LSTM ではすぐに足してかまいませんでしたが、GRU の候補では別々に必要です。

# %% [markdown] lang="ja" hint="2"
# 形状 [B, 3H] のテンソルを 2 つ作ります。x と `weight_ih`、`bias_ih` から 1 つ、h と `weight_hh`、`bias_hh` から 1 つです。
# それぞれを最後の次元で 3 つに分けます。ゲートは 2 つの部分の和のシグモイドです。候補では、和を取る前に h から来る部分へ `r` を
# 掛けます。

# %% [markdown] lang="ja" hint="3"
# 各部分を `x_r, x_z, x_n` と `h_r, h_z, h_n`（バイアス込み）とすると、リセットゲートは `torch.sigmoid(x_r + h_r)` です。
# 候補の tanh の中身は、`x_n` に「`r` 掛ける `h_n`」を足したものです。最後に古い状態 h に掛けるのが z です。

# %%
import torch
from torch import Tensor


def gru_cell(
    x: Tensor,
    h: Tensor,
    weight_ih: Tensor,
    weight_hh: Tensor,
    bias_ih: Tensor | None = None,
    bias_hh: Tensor | None = None,
) -> Tensor:
    """One step of a GRU, as torch computes it.

    Args:
        x: input, shape [B, I].
        h: previous hidden state, shape [B, H].
        weight_ih: shape [3H, I], blocks in the order r, z, n.
        weight_hh: shape [3H, H], the same order.
        bias_ih, bias_hh: shape [3H], the same order, or None. Those given are added; one may be None without the
            other.

    Returns:
        h_new, shape [B, H], with x's dtype and device. The arguments stay as they are.

    Write it with torch operations on tensors; torch.nn.GRUCell and its relatives are not allowed.
    """
    # BEGIN SOLUTION
    from_x = x @ weight_ih.T
    if bias_ih is not None:
        from_x = from_x + bias_ih
    from_h = h @ weight_hh.T
    if bias_hh is not None:
        from_h = from_h + bias_hh
    x_r, x_z, x_n = from_x.chunk(3, dim=-1)
    h_r, h_z, h_n = from_h.chunk(3, dim=-1)
    r = torch.sigmoid(x_r + h_r)
    z = torch.sigmoid(x_z + h_z)
    n = torch.tanh(x_n + r * h_n)
    return (1 - z) * n + z * h
    # END SOLUTION
