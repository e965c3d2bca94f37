# %% [markdown] lang="en"
# Run a recurrent network over whole sequences. You have one step, `rnn_cell`; now apply it at every time step,
# with the **same weights**, each step starting from the state that the step before has made:
#
# $$h_t = \text{cell}(x_t, h_{t-1}), \qquad t = 1, \dots, T$$
#
# The first step starts from $h_0$. In code the steps count from 0: `x[:, 0]` is $x_1$, and `output[:, 0]` is
# $h_1$, the state **after** the first step.
#
# Two things come back. `output` has the states of all steps, for readers that want an answer at each of them;
# `h_n` is the last one, a summary of the whole sequence. torch's own `nn.RNN` expects time first, [T, B, I],
# unless you say `batch_first=True`, and its `h_n` has one more axis for layers. Here the **batch comes
# first**, as everywhere in this course: `x` is [B, T, I], `output` is [B, T, H], `h_n` is [B, H].
#
# Take one sample, one feature and one hidden unit, $W_{ih} = 1$, $W_{hh} = 0.5$, no biases, the inputs
# $x = (1, -1)$ and $h_0 = 0.4$.
#
# - First step: $\tanh(1 \cdot 1 + 0.5 \cdot 0.4) = \tanh(1.2) = 0.834$.
# - Second step: $\tanh(1 \cdot (-1) + 0.5 \cdot 0.834) = \tanh(-0.583) = -0.525$.
#
# So `output` is [[[0.834], [-0.525]]] and `h_n` is [[-0.525]].
#
# What is graded: the values, shapes and dtypes of `output` and `h_n`, also for sequences of one step and of
# none; the gradients with respect to every argument, which flow through all steps back to `h0`; and that the
# arguments stay as they are. An `h0` of `None` means zeros.
#
# If you are stuck: [torch.nn.RNN](https://docs.pytorch.org/docs/stable/generated/torch.nn.RNN.html) shows the
# same loop in its documentation, and Elman, *Finding Structure in Time* (1990), is where this network comes
# from.

# %% [markdown] lang="ja"
# 再帰型ネットワークで系列全体を処理します。1 ステップの計算 `rnn_cell` は用意してあります。これを各時刻で、
# **同じ重み** のまま使います。各ステップは、直前のステップが作った状態から始まります。
#
# $$h_t = \text{cell}(x_t, h_{t-1}), \qquad t = 1, \dots, T$$
#
# 最初のステップは $h_0$ から始まります。コードでは時刻を 0 から数えます。`x[:, 0]` が $x_1$、`output[:, 0]`
# が $h_1$、つまり最初のステップの **後** の状態です。
#
# 返すものは 2 つです。`output` は全時刻の状態で、各時刻で答えが必要なときに使います。`h_n` は最後の状態で、
# 系列全体の要約です。torch の `nn.RNN` は、`batch_first=True` を指定しない限り時間が先頭の [T, B, I] で、`h_n`
# には層の軸が 1 つ余分に付きます。このコースではいつも **バッチが先頭** です。`x` は [B, T, I]、`output` は
# [B, T, H]、`h_n` は [B, H] です。
#
# サンプル、特徴、隠れユニットが 1 つずつの例です。 $W_{ih} = 1$、 $W_{hh} = 0.5$、バイアスなし、入力
# $x = (1, -1)$、 $h_0 = 0.4$ とします。
#
# - 1 ステップ目: $\tanh(1 \cdot 1 + 0.5 \cdot 0.4) = \tanh(1.2) = 0.834$
# - 2 ステップ目: $\tanh(1 \cdot (-1) + 0.5 \cdot 0.834) = \tanh(-0.583) = -0.525$
#
# したがって、`output` は [[[0.834], [-0.525]]]、`h_n` は [[-0.525]] です。
#
# 採点されるのは、`output` と `h_n` の値・形状・dtype（長さ 1 や 0 の系列も含みます）、すべての引数に関する勾配
# （全時刻を通って `h0` まで流れます）、そして引数が書き換えられていないことです。`h0` が `None`
# なら、すべて 0 の状態から始めます。
#
# 行き詰まったら: [torch.nn.RNN](https://docs.pytorch.org/docs/stable/generated/torch.nn.RNN.html)
# のドキュメントに同じループが載っています。このネットワークの原典は Elman, *Finding Structure in Time* (1990)
# です。

# %% [markdown] lang="en" hint="1"
# A loop over time with one variable that changes: the state. Ask yourself what has to exist before the loop
# starts, what each turn makes, and what is left when it ends.

# %% [markdown] lang="ja" hint="1"
# 時間方向のループで、変わっていく変数は状態 1 つだけです。ループの前に何が必要か、1 回ごとに何ができるか、
# ループの後に何が残るかを考えてみましょう。

# %% [markdown] lang="en" hint="2"
# 1. Let `h` be `h0`, or zeros of shape [B, H] with x's dtype and device if `h0` is `None`.
# 2. For every step `t`, in order: take the inputs of all samples at this step, compute the new `h`, and append
#    it to a list.
# 3. Stack the list along the axis of time. A list of no states cannot be stacked: treat T = 0 apart.

# %% [markdown] lang="ja" hint="2"
# 1. `h` を `h0` とします。`h0` が `None` なら、x と同じ dtype・デバイスで形状 [B, H] のゼロにします。
# 2. 各時刻 `t` について順に、全サンプルのその時刻の入力を取り出し、新しい `h` を計算して、リストに追加します。
# 3. リストを時間の軸に沿って積みます。空のリストは積めないので、T = 0 は別に扱います。

# %% [markdown] lang="en" hint="3"
# The inputs of step `t` are `x[:, t]`, of shape [B, I]. The axis of time in the result is the second one, so
# `torch.stack` needs `dim=1`. For zeros like those of x, `x.new_zeros(rows, columns)`; for T = 0, the same with
# a size of 0.

# %% [markdown] lang="ja" hint="3"
# 時刻 `t` の入力は `x[:, t]` で、形状は [B, I] です。結果の時間の軸は 2 番目なので、`torch.stack` には `dim=1`
# を指定します。x に合わせたゼロは `x.new_zeros(行数, 列数)` で作れます。T = 0 のときも、大きさ 0
# を含む形状で同じように作れます。

# %%
import torch
from torch import Tensor
from torch.nn.functional import linear


def rnn_cell(
    x: Tensor, h: Tensor, weight_ih: Tensor, weight_hh: Tensor, bias_ih: Tensor | None, bias_hh: Tensor | None
) -> Tensor:
    """One step, ready to use: x of shape [B, I] and h of shape [B, H] give the new state, shape [B, H].

    Either bias may be None.
    """
    return torch.tanh(linear(x, weight_ih, bias_ih) + linear(h, weight_hh, bias_hh))


def rnn_forward(
    x: Tensor,
    h0: Tensor | None,
    weight_ih: Tensor,
    weight_hh: Tensor,
    bias_ih: Tensor | None,
    bias_hh: Tensor | None,
) -> tuple[Tensor, Tensor]:
    """Run a plain recurrent network over a batch of sequences.

    Args:
        x: inputs, shape [B, T, I]; T may be 0.
        h0: first state, shape [B, H]; None means zeros of x's dtype and device.
        weight_ih: shape [H, I].
        weight_hh: shape [H, H].
        bias_ih, bias_hh: shape [H], or None; one may be None without the other.

    Returns:
        (output, h_n): output of shape [B, T, H] holds the state after each step, h_n of shape [B, H] the
        state after the last. With T = 0, output has shape [B, 0, H] and h_n is the first state, which may be h0
        itself. Both have x's dtype and device. The arguments stay as they are.

    Write it with torch operations on tensors; torch.nn.RNN and its relatives are not allowed.
    """
    # BEGIN SOLUTION
    h = x.new_zeros(x.shape[0], weight_hh.shape[0]) if h0 is None else h0
    states = []
    for t in range(x.shape[1]):
        h = rnn_cell(x[:, t], h, weight_ih, weight_hh, bias_ih, bias_hh)
        states.append(h)
    output = torch.stack(states, dim=1) if states else x.new_zeros(x.shape[0], 0, weight_hh.shape[0])
    return output, h
    # END SOLUTION
