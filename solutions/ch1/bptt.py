# %% [markdown] lang="en"
# Take the gradient of a recurrent network back through all its time steps. Unrolled, the network is a chain of
# states in which every step uses the same weights:
#
# $$h_t = \tanh(W_{ih} x_t + W_{hh} h_{t-1} + b), \qquad t = 1, \dots, T$$
#
# The loss $L$ may look at every state. `d_output[:, t - 1]`, here called $e_t$, is the gradient of $L$ with
# respect to $h_t$ **from its own loss term** only, as if no later step used $h_t$. But later steps do: $h_t$ is
# an input of step $t + 1$. So the whole gradient that reaches $h_t$ is
#
# $$\delta_t = \frac{\partial L}{\partial h_t} = e_t + r_{t+1}$$
#
# where $r_{t+1}$ is what step $t + 1$ passes back to its old state $h_t$; behind the last step there is nothing,
# $r_{T+1} = 0$. That is all there is to back-propagation through time (BPTT): go from the last step to the first;
# at each, add the two parts; take the sum back through one step; keep what it gives for its old state, for the
# step before.
#
# The weights are used at every step, so their gradients are sums over the steps: $d_W = \sum_t d_W^{(t)}$. What
# is passed back by the first step is the gradient of $h_0$. The step itself is given, forwards and backwards:
# `rnn_cell` and `step_backward`. The way back needs the states $h_0, \dots, h_T$. Of these only $h_0$ is an argument,
# so run the network forwards first.
#
# Take one number each, $T = 2$, $x = (1, -1)$, $h_0 = 0$, $W_{ih} = 1$, $W_{hh} = 0.5$, $b = 0$, and
# `d_output` = (0, 1), a loss at the last step only. Forwards, $h_1 = \tanh(1) = 0.762$ and
# $h_2 = \tanh(-1 + 0.381) = -0.5506$.
#
# - Step 2: $\delta_2 = e_2 = 1$. Through the tanh: $1 - 0.5506^2 = 0.697$. So $d_{x_2} = 0.697$, and
#   $r_2 = 0.697 \cdot 0.5 = 0.348$ is passed back.
# - Step 1: $\delta_1 = 0 + 0.348$. Through the tanh: $0.348 \cdot (1 - 0.762^2) = 0.146$. So $d_{x_1} = 0.146$,
#   and $d_{h_0} = 0.073$.
#
# The gradient of $W_{ih}$ is $0.697 \cdot (-1) + 0.146 \cdot 1 = -0.551$, that of $W_{hh}$
# $0.697 \cdot 0.762 + 0.146 \cdot 0 = 0.531$, that of $b$ $0.697 + 0.146 = 0.843$ (from unrounded numbers).
#
# What is graded: the values, shapes and dtypes of the five gradients, and that the arguments, `d_output`
# included, stay as they are. Automatic differentiation is not allowed in your answer.
#
# If you are stuck: Werbos, *Backpropagation Through Time: What It Does and How to Do It* (1990); and section
# 10.2.2 of Goodfellow, Bengio and Courville, *Deep Learning* (2016), which has the same loop as equations.

# %% [markdown] lang="ja"
# 再帰型ネットワークの勾配を、すべての時刻を通ってさかのぼらせます。展開すると、ネットワークは状態の連なりで、
# 各ステップが同じ重みを使います。
#
# $$h_t = \tanh(W_{ih} x_t + W_{hh} h_{t-1} + b), \qquad t = 1, \dots, T$$
#
# 損失 $L$ はどの時刻の状態も見ることができます。`d_output[:, t - 1]`（ここでは $e_t$ と書きます）は、 $L$ の $h_t$
# に関する勾配のうち、**その時刻の損失の項** から来る分だけです。後の時刻が $h_t$ を使うことは含んでいません。
# 実際には、 $h_t$ は時刻 $t + 1$ の入力でもあります。そこで、 $h_t$ に届く勾配の全体は次のようになります。
#
# $$\delta_t = \frac{\partial L}{\partial h_t} = e_t + r_{t+1}$$
#
# ここで $r_{t+1}$ は、時刻 $t + 1$ のステップが古い状態 $h_t$ へ戻す勾配です。最後の時刻の後ろには何もないので、
# $r_{T+1} = 0$ です。BPTT（Backpropagation Through Time）はこれだけです。
# 最後の時刻から最初の時刻へ進み、各時刻で 2 つの勾配を足し、その和を 1 ステップさかのぼらせ、
# 古い状態に対する勾配を次（1 つ前の時刻）のために取っておきます。
#
# 重みは全時刻で使われるので、その勾配は時刻についての和 $d_W = \sum_t d_W^{(t)}$ です。
# 最初の時刻から戻ってくるものが $h_0$ の勾配です。1 ステップの計算は、順伝播の `rnn_cell` と逆伝播の
# `step_backward` を用意してあります。さかのぼるには状態 $h_0, \dots, h_T$ が必要ですが、引数にあるのは $h_0$
# だけなので、先に順伝播を行います。
#
# どの量もただの数（スカラー）の例です。 $T = 2$、 $x = (1, -1)$、 $h_0 = 0$、 $W_{ih} = 1$、 $W_{hh} = 0.5$、 $b = 0$ とし、
# 損失は最後の時刻だけ、つまり `d_output` = (0, 1) とします。順伝播は $h_1 = \tanh(1) = 0.762$、
# $h_2 = \tanh(-1 + 0.381) = -0.5506$ です。
#
# - 時刻 2: $\delta_2 = e_2 = 1$ です。tanh を通ると $1 - 0.5506^2 = 0.697$ なので、 $d_{x_2} = 0.697$ で、
#   $r_2 = 0.697 \cdot 0.5 = 0.348$ を前へ戻します。
# - 時刻 1: $\delta_1 = 0 + 0.348$ です。tanh を通ると $0.348 \cdot (1 - 0.762^2) = 0.146$ なので、
#   $d_{x_1} = 0.146$、 $d_{h_0} = 0.073$ です。
#
# $W_{ih}$ の勾配は $0.697 \cdot (-1) + 0.146 \cdot 1 = -0.551$、 $W_{hh}$ の勾配は
# $0.697 \cdot 0.762 + 0.146 \cdot 0 = 0.531$、 $b$ の勾配は $0.697 + 0.146 = 0.843$
# です（丸める前の値から計算しています）。
#
# 採点されるのは、5 つの勾配の値・形状・dtype、そして `d_output` を含む引数が書き換えられていないことです。
# 解答の中で自動微分は使えません。
#
# 行き詰まったら: Werbos, *Backpropagation Through Time: What It Does and How to Do It* (1990) と、同じループを式で
# 示した Goodfellow, Bengio, Courville, *Deep Learning* (2016) の 10.2.2 節があります。

# %% [markdown] lang="en" hint="1"
# Two loops over time: one forwards, which keeps every state, since the way back needs them all; one backwards,
# with one tensor that travels from step to step. What is it at the beginning, and what at the end?

# %% [markdown] lang="ja" hint="1"
# 時間方向のループが 2 つあります。1 つは前向きで、後で必要になるすべての状態を保存します。もう 1 つは後ろ向きで、
# テンソルが 1 つ、時刻から時刻へ渡されます。それは最初は何で、最後には何になっているでしょうか。

# %% [markdown] lang="en" hint="2"
# 1. Forwards: a list of T + 1 states, starting with `h0`. Step `t` goes from `states[t]` to `states[t + 1]`.
# 2. Let the travelling gradient be zeros like `h0`, and those of the weights zeros like the weights.
# 3. For `t` from T - 1 down to 0: call `step_backward` with the sum of the two parts of the gradient. Put the
#    first result in place `t` of `d_x`, let the second travel on, add the other three up.
# 4. What travels when the loop has ended is the gradient of `h0`.

# %% [markdown] lang="ja" hint="2"
# 1. 前向き: `h0` から始まる T + 1 個の状態のリストを作ります。時刻 `t` は `states[t]` から `states[t + 1]`
#    へ進みます。
# 2. 渡していく勾配を `h0` と同じ形のゼロ、重みの勾配を重みと同じ形のゼロとします。
# 3. `t` を T - 1 から 0 まで減らしながら、2 つの勾配の和を渡して `step_backward` を呼びます。1 番目の結果は `d_x`
#    の `t` の位置に入れ、2 番目は次へ渡し、残りの 3 つは足し合わせます。
# 4. ループの後に残っている勾配が、`h0` の勾配です。

# %% [markdown] lang="en" hint="3"
# The sum is `d_output[:, t] + d_h`, a new tensor; `d_output[:, t] += d_h` would change the argument. The second
# result of `step_backward` *replaces* `d_h`, it is not added to it. Count down with `reversed(range(T))`. For
# `d_x`, either write into `torch.zeros_like(x)`, or append to a list, reverse it, and stack it along axis 1.

# %% [markdown] lang="ja" hint="3"
# 和は `d_output[:, t] + d_h` で、新しいテンソルになります。`d_output[:, t] += d_h` では引数が書き換わります。
# `step_backward` の 2 番目の結果は `d_h` に足すのではなく、`d_h` と *置き換え* ます。`reversed(range(T))`
# で時刻を逆にたどれます。`d_x` は、`torch.zeros_like(x)` に書き込むか、リストに追加してから逆順にし、軸 1 に沿って
# 積みます。

# %%
import torch
from torch import Tensor


def rnn_cell(x: Tensor, h_prev: Tensor, weight_ih: Tensor, weight_hh: Tensor, bias: Tensor) -> Tensor:
    """One step forwards, ready to use: x of shape [B, I] and h_prev of shape [B, H] give h, shape [B, H]."""
    return torch.tanh(torch.addmm(bias, x, weight_ih.T) + h_prev.mm(weight_hh.T))


def step_backward(
    d_h: Tensor, x: Tensor, h_prev: Tensor, h: Tensor, weight_ih: Tensor, weight_hh: Tensor
) -> tuple[Tensor, Tensor, Tensor, Tensor, Tensor]:
    """One step backwards, ready to use, where h = rnn_cell(x, h_prev, ...) and d_h is the gradient of h.

    Returns (d_x, d_h_prev, d_weight_ih, d_weight_hh, d_bias) of this step alone, summed over the batch where they
    belong to weights or bias.
    """
    d_a = d_h - d_h * h.square()
    size = x.shape[1]
    d_both = d_a.mm(torch.cat([weight_ih, weight_hh], dim=1))
    d_weights = d_a.T.mm(torch.cat([x, h_prev], dim=1))
    return d_both[:, :size], d_both[:, size:], d_weights[:, :size], d_weights[:, size:], d_a.sum(0)


def bptt(
    d_output: Tensor, x: Tensor, h0: Tensor, weight_ih: Tensor, weight_hh: Tensor, bias: Tensor
) -> tuple[Tensor, Tensor, Tensor, Tensor, Tensor]:
    """The gradients of a recurrent network over T steps, h_t = rnn_cell(x_t, h_{t-1}, ...), starting from h0.

    Args:
        d_output: shape [B, T, H]; d_output[:, t] is the gradient of the loss with respect to the state after
            step t (counted from 0) from its own loss term, without what flows back from later steps.
        x: inputs, shape [B, T, I], T at least 1.
        h0: first state, shape [B, H].
        weight_ih: shape [H, I].
        weight_hh: shape [H, H].
        bias: shape [H].

    Returns:
        (d_x, d_h0, d_weight_ih, d_weight_hh, d_bias): each of the shape of what it is the gradient of, in the
        arguments' dtype; the last three are sums over samples and steps. The arguments stay as they are.

    Write it with torch operations on tensors, without automatic differentiation (torch.autograd, torch.func,
    backward()) and without torch.nn.RNN and its relatives.
    """
    # BEGIN SOLUTION
    T = x.shape[1]
    states = [h0]
    for t in range(T):
        states.append(rnn_cell(x[:, t], states[t], weight_ih, weight_hh, bias))
    d_x, d_h = torch.zeros_like(x), torch.zeros_like(h0)
    d_weight_ih, d_weight_hh, d_bias = (torch.zeros_like(shared) for shared in (weight_ih, weight_hh, bias))
    for t in reversed(range(T)):
        d_h = d_output[:, t] + d_h
        d_x[:, t], d_h, of_ih, of_hh, of_bias = step_backward(
            d_h, x[:, t], states[t], states[t + 1], weight_ih, weight_hh
        )
        d_weight_ih = d_weight_ih + of_ih
        d_weight_hh = d_weight_hh + of_hh
        d_bias = d_bias + of_bias
    return d_x, d_h, d_weight_ih, d_weight_hh, d_bias
    # END SOLUTION
