# %% [markdown] lang="en"
# How much does an early step still count for what comes out in the end? Measure it: run a recurrent network over
# $T$ steps, and compute how large the gradient is that reaches each of its states. If it shrinks towards the
# early steps, it **vanishes**, and the network cannot learn from what happened long ago. If it grows, it
# **explodes**. The network is
#
# $$h_t = \tanh(W_{ih} x_t + W_{hh} h_{t-1} + b), \qquad t = 1, \dots, T$$
#
# and the loss looks at the last state only: $L$ is the sum over samples and units of $v \odot h_T$, with a given
# tensor $v$ of shape [B, H]. So the gradient of $h_T$ is $v$. One step further back, the chain rule multiplies by
# the step's Jacobian. For one sample, with vectors as columns:
#
# $$\frac{\partial L}{\partial h_{t-1}} = J_t^\top \frac{\partial L}{\partial h_t}, \qquad
# J_t = \mathrm{diag}(1 - h_t^2)\, W_{hh}$$
#
# Return one norm for each step, in the order of time: the root of the sum of the squares of all $B \cdot H$
# entries of $\partial L / \partial h_t$ (the Frobenius norm). Entry 0 belongs to $h_1$, the state after the first
# step, and the last entry is the norm of $v$.
#
# Take one sample and one unit, $T = 3$, all inputs, the bias and $h_0$ zero, $W_{hh} = 0.5$, $v = 2$. All states
# are 0, so the slope of tanh is 1, and each step back halves the gradient: the norms are (0.5, 1, 2). With
# $h_2 = 0.6$ in place of 0, and the rest as before, the step from $h_2$ back to $h_1$ gives
# $1 \cdot (1 - 0.36) \cdot 0.5 = 0.32$.
#
# What is graded: the values, shape and dtype of the norms, also over a hundred steps; and that the arguments stay
# as they are. You may use automatic differentiation (`torch.autograd.grad`) or the formula. The arguments do not
# require gradients: if you want torch to record, say so for a tensor of your own. The call is never made inside
# `torch.no_grad()`.
#
# If you are stuck: Bengio, Simard and Frasconi, *Learning Long-Term Dependencies with Gradient Descent Is
# Difficult* (1994), and
# [torch.autograd.grad](https://docs.pytorch.org/docs/stable/generated/torch.autograd.grad.html).

# %% [markdown] lang="ja"
# 初めのほうのステップは、最後の結果にどれだけ影響しているでしょうか。再帰型ネットワークを $T$ ステップ動かし、
# 各状態に届く勾配の大きさを測ります。さかのぼるほど小さくなるなら勾配は **消失** していて、
# ずっと前の出来事から学べません。大きくなるなら **爆発** しています。ネットワークは次のとおりです。
#
# $$h_t = \tanh(W_{ih} x_t + W_{hh} h_{t-1} + b), \qquad t = 1, \dots, T$$
#
# 損失は最後の状態だけを見ます。 $L$ は、与えられた形状 [B, H] のテンソル $v$ を使った $v \odot h_T$ の、
# サンプルとユニットについての和です。したがって、 $h_T$ の勾配は $v$ です。1 ステップさかのぼるごとに、
# 連鎖律によってそのステップのヤコビ行列が掛かります。サンプルが 1 つで、ベクトルを列で表すと次のとおりです。
#
# $$\frac{\partial L}{\partial h_{t-1}} = J_t^\top \frac{\partial L}{\partial h_t}, \qquad
# J_t = \mathrm{diag}(1 - h_t^2)\, W_{hh}$$
#
# 時刻ごとに 1 つのノルムを、時間の順に返します。ノルムは、 $\partial L / \partial h_t$ の $B \cdot H$
# 個の要素すべての 2 乗の和の平方根（フロベニウスノルム）です。0 番目は最初のステップの後の状態 $h_1$ の値で、
# 最後の値は $v$ のノルムになります。
#
# サンプルとユニットが 1 つずつの例です。 $T = 3$、入力・バイアス・ $h_0$ はすべてゼロ、 $W_{hh} = 0.5$、 $v = 2$
# とします。状態はすべて 0 で、tanh の傾きは 1 なので、1 ステップさかのぼるごとに勾配は半分になり、ノルムは
# (0.5, 1, 2) です。ほかは同じで $h_2$ が 0 ではなく 0.6 なら、 $h_2$ から $h_1$ へのステップで
# $1 \cdot (1 - 0.36) \cdot 0.5 = 0.32$ になります。
#
# 採点されるのは、ノルムの値・形状・dtype（100 ステップの場合も含みます）、
# そして引数が書き換えられていないことです。自動微分（`torch.autograd.grad`）を使っても、式のとおりに計算しても
# かまいません。引数の `requires_grad` は `False` です。torch に記録させたいときは、自分で作ったテンソルで有効にします。
# `torch.no_grad()` の中で呼ばれることはありません。
#
# 行き詰まったら: Bengio, Simard, Frasconi, *Learning Long-Term Dependencies with Gradient Descent Is Difficult*
# (1994) と、[torch.autograd.grad](https://docs.pytorch.org/docs/stable/generated/torch.autograd.grad.html)
# のドキュメントがあります。

# %% [markdown] lang="en" hint="1"
# There are two ways. By hand: carry one tensor of shape [B, H] from the last state back to the first, and write
# down its norm at each. With torch: keep all states, then ask for the gradients of the last with respect to each.

# %% [markdown] lang="ja" hint="1"
# 方法は 2 つあります。手で計算するなら、形状 [B, H] のテンソルを最後の状態から最初の状態まで運びながら、
# 各時刻でそのノルムを記録します。torch に任せるなら、すべての状態を保存しておき、最後の状態の、
# 各状態に関する勾配を求めます。

# %% [markdown] lang="en" hint="2"
# 1. Run forwards with `rnn_cell` and keep the states after each step in a list.
# 2. By hand: start with `v`; going back from one state to the one before, multiply by the slope of tanh at the
#    *later* state, then by weight_hh, so that [B, H] stays [B, H]. Samples are rows, so think about whether a
#    transpose is needed. Turn the list of norms round in the end.
# 3. With torch: the first state must require gradients, so that everything after it is recorded.
#    `torch.autograd.grad` takes the whole list of states at once. A state is not a leaf of the graph, so its
#    `.grad` would be `None`.

# %% [markdown] lang="ja" hint="2"
# 1. `rnn_cell` で順伝播し、各ステップの後の状態をリストに保存します。
# 2. 手で計算する場合: `v` から始めます。ある状態から 1 つ前の状態へさかのぼるときは、*後の* 状態での tanh
#    の傾きを掛け、次に weight_hh を掛けます。形状は [B, H] のままです。サンプルが行に並ぶので、
#    転置が必要かどうかを考えましょう。最後にノルムのリストを逆順にします。
# 3. torch に任せる場合: 最初の状態が勾配を必要とするように設定すれば、その後の計算がすべて記録されます。
#    `torch.autograd.grad` には、状態のリストをそのまま渡せます。状態は計算グラフの葉ではないので、`.grad` は `None`
#    になってしまいます。

# %% [markdown] lang="en" hint="3"
# By hand, one step back is `(gradient * (1 - h**2)) @ weight_hh`. With torch, call `requires_grad_()` on the state
# after the first step, and give `v` to `torch.autograd.grad` as `grad_outputs`. Either way, `.norm()` of a [B, H]
# tensor is its Frobenius norm, and `torch.stack` makes one tensor of T numbers.

# %% [markdown] lang="ja" hint="3"
# 手で計算する場合、1 ステップさかのぼる式は `(gradient * (1 - h**2)) @ weight_hh` です。torch に任せる場合は、
# 最初のステップの後の状態に `requires_grad_()` を呼び、`torch.autograd.grad` の `grad_outputs` に `v` を渡します。
# どちらでも、[B, H] のテンソルの `.norm()` がフロベニウスノルムで、`torch.stack` で T 個の数を 1 つのテンソルに
# まとめられます。

# %%
import torch
from torch import Tensor


def rnn_cell(x: Tensor, h_prev: Tensor, weight_ih: Tensor, weight_hh: Tensor, bias: Tensor) -> Tensor:
    """One step, ready to use: x of shape [B, I] and h_prev of shape [B, H] give the new state, shape [B, H]."""
    return torch.tanh(torch.addmm(bias, x, weight_ih.T) + h_prev.mm(weight_hh.T))


def hidden_grad_norms(x: Tensor, h0: Tensor, weight_ih: Tensor, weight_hh: Tensor, bias: Tensor, v: Tensor) -> Tensor:
    """How large the gradient of L is at each state of a recurrent network, where L = (v * h_T).sum().

    Args:
        x: inputs, shape [B, T, I], T at least 1.
        h0: first state, shape [B, H].
        weight_ih: shape [H, I].
        weight_hh: shape [H, H].
        bias: shape [H].
        v: shape [B, H].

    Returns:
        norms, shape [T], of x's dtype: norms[t] is the Frobenius norm, over samples and units together, of the
        gradient of L with respect to the state after step t (counted from 0); norms[T - 1] is the norm of v.
        The arguments stay as they are. Whether norms requires gradients does not matter.

    The arguments do not require gradients, and the call is not made under torch.no_grad(). torch.nn.RNN and its
    relatives are not allowed; torch.autograd is.
    """
    # BEGIN SOLUTION
    h = rnn_cell(x[:, 0], h0, weight_ih, weight_hh, bias).requires_grad_()
    states = [h]
    for t in range(1, x.shape[1]):
        h = rnn_cell(x[:, t], h, weight_ih, weight_hh, bias)
        states.append(h)
    gradients = torch.autograd.grad(h, states, grad_outputs=v)
    return torch.stack([gradient.norm() for gradient in gradients])
    # END SOLUTION
