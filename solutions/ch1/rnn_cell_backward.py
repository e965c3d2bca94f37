# %% [markdown] lang="en"
# To train a network, one needs the gradient of the loss $L$ with respect to every weight. torch works it out by
# itself; here you do it by hand, once, for a single recurrent step:
#
# $$a = W_{ih} x + W_{hh} h_{\text{prev}} + b, \qquad h = \tanh(a)$$
#
# You are given $d_h = \partial L / \partial h$, which comes from whatever the state $h$ is used for. You return
# the gradients of the five things that went in. The chain rule goes backwards: first through the tanh, whose
# derivative is $1 - \tanh^2(a) = 1 - h^2$, entry by entry,
#
# $$d_a = d_h \odot (1 - h^2)$$
#
# and then through the sum of products. For one sample, with vectors as columns:
#
# $$d_x = W_{ih}^\top d_a, \quad d_{h_{\text{prev}}} = W_{hh}^\top d_a, \quad d_{W_{ih}} = d_a x^\top, \quad
# d_{W_{hh}} = d_a h_{\text{prev}}^\top, \quad d_b = d_a$$
#
# In code the samples are rows, so every product is turned round: what is $W^\top d$ for a column is `d @ W` for
# rows. All samples share the weights and the bias, so their gradients are **sums** over the batch. A good
# check: each gradient has the shape of what it belongs to. There is one bias here, not torch's two, which
# would have equal gradients.
#
# Take one number each: $x = 1$, $h_{\text{prev}} = 0.5$, $W_{ih} = 0.6$, $W_{hh} = -0.4$, $b = 0.3$, and
# $d_h = 2$. Then $a = 0.6 - 0.2 + 0.3 = 0.7$, $h = \tanh(0.7) = 0.6044$, and
# $d_a = 2 \cdot (1 - 0.6044^2) = 1.269$. So $d_x = 0.762$, $d_{h_{\text{prev}}} = -0.508$,
# $d_{W_{ih}} = 1.269$, $d_{W_{hh}} = 0.635$, $d_b = 1.269$.
#
# What is graded: the values, shapes and dtypes of the five gradients, and that the arguments, `d_h` included,
# stay as they are. Automatic differentiation is not allowed in your answer, but use it to check your formulas:
# `torch.autograd.grad` outside the function should give the same numbers.
#
# If you are stuck: Rumelhart, Hinton and Williams, *Learning Representations by Back-Propagating Errors* (1986)
# is the original; Goodfellow, Bengio and Courville, *Deep Learning* (2016), section 6.5, explains it step by
# step.

# %% [markdown] lang="ja"
# ネットワークの学習には、損失 $L$ の各重みに関する勾配が必要です。torch なら自動で求まりますが、ここでは一度、
# 再帰の 1 ステップについて手で計算します。
#
# $$a = W_{ih} x + W_{hh} h_{\text{prev}} + b, \qquad h = \tanh(a)$$
#
# 与えられるのは $d_h = \partial L / \partial h$ で、状態 $h$ を使う側から届く勾配です。
# これをもとに、入力された 5 つのものに関する勾配を返します。連鎖律を後ろ向きにたどり、まず tanh を通ります。
# 微分は要素ごとに $1 - \tanh^2(a) = 1 - h^2$ です。
#
# $$d_a = d_h \odot (1 - h^2)$$
#
# 次に、積の和を通ります。サンプルが 1 つで、ベクトルを列で表すと次のとおりです。
#
# $$d_x = W_{ih}^\top d_a, \quad d_{h_{\text{prev}}} = W_{hh}^\top d_a, \quad d_{W_{ih}} = d_a x^\top, \quad
# d_{W_{hh}} = d_a h_{\text{prev}}^\top, \quad d_b = d_a$$
#
# コードではサンプルが行なので、積の順序が逆になります。列での $W^\top d$ は、行では `d @ W` です。
# 重みとバイアスは全サンプルで共有されるので、その勾配はバッチ全体の **和** です。
# どの勾配も、もとのものと同じ形状になることを確かめましょう。バイアスは、torch の 2 つではなく 1 つです（2
# つあっても勾配は等しくなります）。
#
# どの量もただの数（スカラー）の例です。 $x = 1$、 $h_{\text{prev}} = 0.5$、 $W_{ih} = 0.6$、 $W_{hh} = -0.4$、 $b = 0.3$、
# $d_h = 2$ とします。 $a = 0.6 - 0.2 + 0.3 = 0.7$、 $h = \tanh(0.7) = 0.6044$、
# $d_a = 2 \cdot (1 - 0.6044^2) = 1.269$ です。したがって、 $d_x = 0.762$、 $d_{h_{\text{prev}}} = -0.508$、
# $d_{W_{ih}} = 1.269$、 $d_{W_{hh}} = 0.635$、 $d_b = 1.269$ となります。
#
# 採点されるのは、5 つの勾配の値・形状・dtype、そして `d_h` を含む引数が書き換えられていないことです。
# 解答の中で自動微分は使えませんが、式の確認には役立ちます。関数の外で `torch.autograd.grad` を使えば、
# 同じ値になるはずです。
#
# 行き詰まったら: 原典は Rumelhart, Hinton, Williams, *Learning Representations by Back-Propagating Errors*
# (1986) です。Goodfellow, Bengio, Courville, *Deep Learning* (2016) の 6.5 節に、順を追った説明があります。

# %% [markdown] lang="en" hint="1"
# The derivative of tanh needs the new state `h`, and that is not among the arguments. So what has to be computed
# first?

# %% [markdown] lang="ja" hint="1"
# tanh の微分には新しい状態 `h` が必要ですが、引数にはありません。では、最初に何を計算すればよいでしょうか。

# %% [markdown] lang="en" hint="2"
# 1. Repeat the forward step to get `h`, of shape [B, H].
# 2. Multiply `d_h` by the derivative of tanh, entry by entry: that is `d_a`, of shape [B, H].
# 3. Each of the five gradients is a product of `d_a` with one of the arguments, or a sum of it. Write down the
#    shape that each should have, and let the shapes tell you what to transpose. weight_hh is square, so there
#    follow the pattern of weight_ih.

# %% [markdown] lang="ja" hint="2"
# 1. 順伝播の 1 ステップを計算し直して、形状 [B, H] の `h` を求めます。
# 2. `d_h` に tanh の微分を要素ごとに掛けます。これが形状 [B, H] の `d_a` です。
# 3. 5 つの勾配は、`d_a` と引数の 1 つとの積か、`d_a` の和です。それぞれの形状を書き出せば、
#    何を転置すればよいかが決まります。weight_hh は正方行列なので、weight_ih と同じ書き方にします。

# %% [markdown] lang="en" hint="3"
# A product [B, H] times [H, I] gives [B, I], the shape of `x`: no transpose there. A product [H, B] times [B, I]
# gives [H, I], the shape of weight_ih, and adds up over the batch by itself: there `d_a` comes first,
# transposed. The gradient of the bias adds up the rows of `d_a`: `sum(dim=0)`.

# %% [markdown] lang="ja" hint="3"
# [B, H] と [H, I] の積は、`x` と同じ形状 [B, I] になり、転置は要りません。[H, B] と [B, I] の積は weight_ih
# と同じ形状 [H, I] になり、バッチについての和も自動的に取られます。このときは、転置した `d_a` を左に置きます。
# バイアスの勾配は `d_a` の行の和、つまり `sum(dim=0)` です。

# %%
import torch
from torch import Tensor


def rnn_cell_backward(
    d_h: Tensor, x: Tensor, h_prev: Tensor, weight_ih: Tensor, weight_hh: Tensor, bias: Tensor
) -> tuple[Tensor, Tensor, Tensor, Tensor, Tensor]:
    """The gradients of one recurrent step, h = tanh(x @ weight_ih.T + h_prev @ weight_hh.T + bias).

    Args:
        d_h: gradient of the loss with respect to the new state h, shape [B, H].
        x: input, shape [B, I].
        h_prev: previous state, shape [B, H].
        weight_ih: shape [H, I].
        weight_hh: shape [H, H].
        bias: shape [H].

    Returns:
        (d_x, d_h_prev, d_weight_ih, d_weight_hh, d_bias): each of the shape of what it is the gradient of, in
        the arguments' dtype; the last three are sums over the batch. The arguments stay as they are.

    Write it with torch operations on tensors, without automatic differentiation (torch.autograd, torch.func,
    backward()).
    """
    # BEGIN SOLUTION
    h = torch.tanh(x @ weight_ih.T + h_prev @ weight_hh.T + bias)
    d_a = d_h * (1 - h**2)
    return d_a @ weight_ih, d_a @ weight_hh, d_a.T @ x, d_a.T @ h_prev, d_a.sum(dim=0)
    # END SOLUTION
