# %% [markdown] lang="en"
# Go back through one step of an LSTM by hand. The step, with one bias to keep it short, was
#
# $$a = W_{ih} x + W_{hh} h_{prev} + b, \qquad i = \sigma(a_i), \quad f = \sigma(a_f), \quad g = \tanh(a_g), \quad o = \sigma(a_o)$$
#
# $$c = f \odot c_{prev} + i \odot g, \qquad h = o \odot \tanh(c)$$
#
# with the blocks **in the order i, f, g, o**. A loss $L$ depends on $h$ and $c$, through the output and through the next step.
# You are given its gradients with respect to both, written $\delta h$ and $\delta c$ (`d_h`, `d_c`); $\delta c$ holds only what came
# back from later steps, not what comes through $h$. You want the gradients with respect to everything that went in: $x$,
# $h_{prev}$, $c_{prev}$, both weights and the bias.
#
# Go through the formulas from the end to the start and apply the chain rule to each. The gates are not given, so compute the
# step once more to have them. First of all, $c$ acts on the loss in two ways, directly and through $h$:
#
# $$\Delta c = \delta c + \delta h \odot o \odot (1 - \tanh^2 c)$$
#
# From $\Delta c$ and $\delta h$ you get the gradients of $f$, $c_{prev}$, $i$, $g$ and $o$; from those of the gates, with
# $\sigma' = \sigma (1 - \sigma)$ and $\tanh' = 1 - \tanh^2$, the four blocks of $\delta a$. And from these the rest:
#
# $$\delta x = \delta a \, W_{ih}, \qquad \delta h_{prev} = \delta a \, W_{hh}, \qquad \delta W_{ih} = \delta a^\top x, \qquad \delta W_{hh} = \delta a^\top h_{prev}, \qquad \delta b = \sum_{\text{batch}} \delta a$$
#
# where $\delta a$ has the shape [B, 4H]. A gradient always has the shape of what it is the gradient of.
#
# Take one hidden unit with $a = (0, 0, 0.5, 0)$, $c_{prev} = 1$, $\delta h = 1$ and $\delta c = 0$. Then $i = f = o = 0.5$,
# $g = 0.462$, $c = 0.731$, $\tanh c = 0.624$, and $\Delta c = 0.5 \cdot (1 - 0.624^2) = 0.305$. So
# $\delta c_{prev} = 0.305 \cdot 0.5 = 0.153$, and the block of the forget gate in $\delta a$ is
# $0.305 \cdot 1 \cdot 0.5 \cdot (1 - 0.5) = 0.076$.
#
# What is graded: the values of the six gradients, their order, shapes and dtype, and that the arguments stay as they are.
# Autograd (`backward`, `torch.autograd`, `torch.func`) is not allowed here; use it elsewhere to check yourself.
#
# If you are stuck: differentiate one formula at a time, for a single hidden unit, on paper. The notes
# [Autograd mechanics](https://docs.pytorch.org/docs/stable/notes/autograd.html) tell what torch does in your place elsewhere.

# %% [markdown] lang="ja"
# LSTM の 1 ステップの逆伝播を自分の手で書きます。順伝播は次のとおりです（短くするためにバイアスは 1 つにしています）。
#
# $$a = W_{ih} x + W_{hh} h_{prev} + b, \qquad i = \sigma(a_i), \quad f = \sigma(a_f), \quad g = \tanh(a_g), \quad o = \sigma(a_o)$$
#
# $$c = f \odot c_{prev} + i \odot g, \qquad h = o \odot \tanh(c)$$
#
# ブロックは **i, f, g, o の順** です。損失 $L$ は、出力と次の時刻を通して $h$ と $c$ に依存します。その両方に関する勾配
# $\delta h$ と $\delta c$（`d_h`、`d_c`）が与えられます。 $\delta c$ は後の時刻から戻ってきた分だけで、 $h$ を通る分は含みません。
# 求めるのは、このステップに入ってきたすべてのもの、つまり $x$、 $h_{prev}$、 $c_{prev}$、2 つの重み、バイアスに関する勾配です。
#
# 式を最後から順にさかのぼり、1 つずつ連鎖律を使います。ゲートの値は渡されないので、順伝播をもう一度計算して求めます。まず、 $c$ は
# 2 つの経路で損失に影響します。直接の経路と、 $h$ を通る経路です。
#
# $$\Delta c = \delta c + \delta h \odot o \odot (1 - \tanh^2 c)$$
#
# $\Delta c$ と $\delta h$ から、 $f$、 $c_{prev}$、 $i$、 $g$、 $o$ の勾配が求まります。さらに $\sigma' = \sigma (1 - \sigma)$ と
# $\tanh' = 1 - \tanh^2$ を使うと、 $\delta a$ の 4 つのブロックが求まります。残りは次のとおりです。
#
# $$\delta x = \delta a \, W_{ih}, \qquad \delta h_{prev} = \delta a \, W_{hh}, \qquad \delta W_{ih} = \delta a^\top x, \qquad \delta W_{hh} = \delta a^\top h_{prev}, \qquad \delta b = \sum_{\text{batch}} \delta a$$
#
# ここで $\delta a$ の形状は [B, 4H] です。勾配の形状は、いつも微分する相手の形状と同じです。
#
# 隠れユニットが 1 つの例です。 $a = (0, 0, 0.5, 0)$、 $c_{prev} = 1$、 $\delta h = 1$、 $\delta c = 0$ とします。 $i = f = o = 0.5$、
# $g = 0.462$、 $c = 0.731$、 $\tanh c = 0.624$ なので、 $\Delta c = 0.5 \cdot (1 - 0.624^2) = 0.305$ です。したがって
# $\delta c_{prev} = 0.305 \cdot 0.5 = 0.153$、 $\delta a$ のうち忘却ゲートのブロックは
# $0.305 \cdot 1 \cdot 0.5 \cdot (1 - 0.5) = 0.076$ となります。
#
# 採点されるのは、6 つの勾配の値・順序・形状・dtype と、引数が書き換えられていないことです。ここでは自動微分（`backward`、
# `torch.autograd`、`torch.func`）は使えません。別の場所で、自分の答えを確かめるのに使いましょう。
#
# 行き詰まったら: 隠れユニットが 1 つの場合を紙に書き、式を 1 つずつ微分してみましょう。ふだん torch が代わりにしてくれていることは
# [Autograd mechanics](https://docs.pytorch.org/docs/stable/notes/autograd.html) に書かれています。

# %% [markdown] lang="en" hint="1"
# Compute the forward step again first, since you need i, f, g, o and tanh(c). Then write one line for each formula of the
# step, in reverse order.

# %% [markdown] lang="en" hint="2"
# With `d_cell` for the whole gradient of c: where two things are multiplied, the gradient of the one is `d_cell` (or `d_h`)
# times the other. So i gets `d_cell * g`, f gets `d_cell * c_prev`, and o gets its own from `d_h`. Then multiply each with the
# derivative of its activation, put the four side by side, and do the matrix products.

# %% [markdown] lang="en" hint="3"
# The block of the input gate is `d_cell * g * i * (1 - i)`, that of the candidate `d_cell * i * (1 - g**2)`; the one of o starts
# from `d_h * tanh_c`. `torch.cat` of the four along dim -1 is the gradient of a; its transpose times `x` is that of weight_ih.

# %% [markdown] lang="ja" hint="1"
# まず順伝播をもう一度計算しましょう。i, f, g, o と tanh(c) が必要だからです。それから、順伝播の式を逆の順に、1 行ずつさかのぼります。

# %% [markdown] lang="ja" hint="2"
# c の勾配全体を `d_cell` とします。2 つのものが掛けられているところでは、片方の勾配は `d_cell`（または `d_h`）掛けるもう片方です。
# つまり i には `d_cell * g`、f には `d_cell * c_prev` が、o には `d_h` からの勾配が届きます。それぞれに活性化関数の微分を掛け、
# 4 つを横に並べて、最後に行列の積を計算します。

# %% [markdown] lang="ja" hint="3"
# 入力ゲートのブロックは `d_cell * g * i * (1 - i)`、候補のブロックは `d_cell * i * (1 - g**2)` です。o のブロックは `d_h * tanh_c` から
# 始まります。4 つを `torch.cat` で dim=-1 に並べたものが a の勾配で、その転置に `x` を掛けると weight_ih の勾配になります。

# %%
import torch
from torch import Tensor


def lstm_cell_backward(
    d_h: Tensor,
    d_c: Tensor,
    x: Tensor,
    h_prev: Tensor,
    c_prev: Tensor,
    weight_ih: Tensor,
    weight_hh: Tensor,
    bias: Tensor,
) -> tuple[Tensor, Tensor, Tensor, Tensor, Tensor, Tensor]:
    """The gradients of one LSTM step.

    Args:
        d_h: gradient with respect to the new hidden state h, shape [B, H].
        d_c: gradient with respect to the new cell state c that comes from later steps, shape [B, H].
        x: the step's input, shape [B, I].
        h_prev, c_prev: the state before the step, each of shape [B, H].
        weight_ih: shape [4H, I], blocks in the order i, f, g, o.
        weight_hh: shape [4H, H], the same order.
        bias: shape [4H], the same order.

    Returns:
        (d_x, d_h_prev, d_c_prev, d_weight_ih, d_weight_hh, d_bias), each of the shape and dtype of what it is the
        gradient of; those of the weights and the bias are summed over the batch. The arguments stay as they are, d_h
        and d_c too.

    Write it with torch operations on tensors; autograd (backward, torch.autograd, torch.func), torch.nn.LSTMCell and its
    relatives are not allowed.
    """
    # BEGIN SOLUTION
    a = x @ weight_ih.T + h_prev @ weight_hh.T + bias
    a_i, a_f, a_g, a_o = a.chunk(4, dim=-1)
    i, f, g, o = torch.sigmoid(a_i), torch.sigmoid(a_f), torch.tanh(a_g), torch.sigmoid(a_o)
    tanh_c = torch.tanh(f * c_prev + i * g)

    d_cell = d_c + d_h * o * (1 - tanh_c**2)
    d_a = torch.cat(
        [
            d_cell * g * i * (1 - i),
            d_cell * c_prev * f * (1 - f),
            d_cell * i * (1 - g**2),
            d_h * tanh_c * o * (1 - o),
        ],
        dim=-1,
    )
    return d_a @ weight_ih, d_a @ weight_hh, d_cell * f, d_a.T @ x, d_a.T @ h_prev, d_a.sum(dim=0)
    # END SOLUTION
