# %% [markdown] lang="en"
# Run an LSTM over a batch of sequences that differ in length. A tensor needs rows of equal length, so short sequences are
# filled up at their end with **padding**, and `lengths` says how many steps of each row are real. What lies in the padding
# means nothing and may be anything, even NaN. It must not change `output`, `h_n` or `c_n`.
#
# With the state $s_t = (h_t, c_t)$ of one row, its length $\ell$, and $\text{cell}$ for one step of an LSTM:
#
# $$s_t = \begin{cases} \text{cell}(x_t, s_{t-1}) & t < \ell \\ s_{t-1} & t \ge \ell \end{cases} \qquad \text{output}_t = \begin{cases} h_t & t < \ell \\ 0 & t \ge \ell \end{cases}$$
#
# Steps are numbered from 0. So a row keeps its state from its end on, and its **final state** $(h_n, c_n)$ is the state after
# its last real step, whatever follows. All rows take each step together: compute the new state for the whole batch, then
# choose row by row between the new state and the old one.
#
# Take two rows with T = 3 and lengths 1 and 3. Step 0 is real for both. At step 1 the mask is (False, True): row 0 keeps
# its state of step 0 and shows 0, row 1 goes on. The same at step 2. In the end `h_n[0]` is `output[0, 0]`, and `h_n[1]` is
# `output[1, 2]`.
#
# Choose with `torch.where`, not by multiplying with a mask of zeros and ones: 0 times NaN is NaN. (That keeps NaN out of the
# results. On the way back, gradients would still meet it; they are asked only where the padding holds ordinary numbers.)
#
# One step is given ready-made, as `lstm_cell`. A `lengths` of `None` means that every row is full, a `state` of `None` that
# every row starts from zeros. A length below 1 or above T is refused with a `ValueError`.
#
# What is graded: `output`, `h_n` and `c_n` with their shapes and dtype, their gradients with respect to every argument but
# `lengths`, that the arguments stay as they are, and the `ValueError`.
#
# If you are stuck: [torch.where](https://docs.pytorch.org/docs/stable/generated/torch.where.html); and
# [pack_padded_sequence](https://docs.pytorch.org/docs/stable/generated/torch.nn.utils.rnn.pack_padded_sequence.html) tells
# how torch itself leaves padding out (it is not allowed here).

# %% [markdown] lang="ja"
# 長さの異なる系列のバッチを LSTM で処理します。テンソルの行は同じ長さでなければならないので、短い系列の末尾には **パディング**
# を詰め、各行の先頭から何ステップが有効かを `lengths` で表します。パディングの中身に意味はなく、NaN を含め何が入っているか
# 分かりません。それによって `output`、`h_n`、`c_n` が変わってはいけません。
#
# ある行の状態を $s_t = (h_t, c_t)$、長さを $\ell$、LSTM の 1 ステップを $\text{cell}$ とすると、次のようになります。
#
# $$s_t = \begin{cases} \text{cell}(x_t, s_{t-1}) & t < \ell \\ s_{t-1} & t \ge \ell \end{cases} \qquad \text{output}_t = \begin{cases} h_t & t < \ell \\ 0 & t \ge \ell \end{cases}$$
#
# 時刻は 0 から数えます。つまり、行は終わったところで状態を保ち、**最終状態** $(h_n, c_n)$ は、後に何が続いていても、最後の有効な
# ステップを終えた時点の状態です。各ステップはすべての行で同時に進めます。バッチ全体の新しい状態を計算してから、行ごとに新しい状態と
# 古い状態のどちらかを選びます。
#
# 例として T = 3 で、2 つの行の長さが 1 と 3 の場合を考えます。時刻 0 は両方の行で有効です。時刻 1 のマスクは (False, True) なので、
# 行 0 は時刻 0 の状態を保って 0 を出力し、行 1 は先へ進みます。時刻 2 も同じです。最後に `h_n[0]` は `output[0, 0]`、`h_n[1]` は
# `output[1, 2]` と等しくなります。
#
# 0 と 1 のマスクを掛けるのではなく、`torch.where` で選びましょう。0 × NaN は NaN だからです。（こうすれば結果に NaN は入りません。
# 逆伝播では勾配に NaN が入りますが、勾配が問われるのは、パディングがふつうの数の場合だけです。）
#
# 1 ステップの計算は `lstm_cell` として用意してあります。`lengths` が `None` なら全ステップが有効で、`state` が `None` ならどの行も
# ゼロから始まります。1 未満または T より大きい長さに対しては `ValueError` を送出します。
#
# 採点されるのは、`output`・`h_n`・`c_n` の値・形状・dtype、`lengths` 以外のすべての引数に関する勾配、引数が書き換えられていないこと、
# そして `ValueError` です。
#
# 行き詰まったら: [torch.where](https://docs.pytorch.org/docs/stable/generated/torch.where.html) を見ましょう。torch 自身がパディングを
# 除く方法は [pack_padded_sequence](https://docs.pytorch.org/docs/stable/generated/torch.nn.utils.rnn.pack_padded_sequence.html) に
# 書かれています（ここでは使えません）。

# %% [markdown] lang="en" hint="1"
# Forget the lengths first: one loop over the steps that carries (h, c) along and collects the hidden states. Then ask, at
# each step, which rows are still running.

# %% [markdown] lang="en" hint="2"
# At step t the rows with `t < lengths` are running: a bool tensor of shape [B], which needs one more axis to choose among
# rows of [B, H]. Use it three times with `torch.where`: for the output, for h and for c. Stack the outputs along dim 1. Check
# the lengths before the loop, and bring them to x's device with `lengths.to(x.device)`.

# %% [markdown] lang="en" hint="3"
# Inside the loop call `lstm_cell` on `x[:, t]`, and let `running = (t < lengths)[:, None]`. The output of the step is
# `torch.where(running, h_new, 0)`; the state that goes on takes the old h and c instead of 0.

# %% [markdown] lang="ja" hint="1"
# まず lengths を忘れて、(h, c) を引き継ぎながら隠れ状態を集めるループを書きましょう。それから、各時刻でまだ続いている行はどれかを
# 考えます。

# %% [markdown] lang="ja" hint="2"
# 時刻 t に続いているのは `t < lengths` の行です。これは形状 [B] の bool テンソルなので、[B, H] の行を選ぶには軸を 1 つ足します。
# output、h、c の 3 か所で `torch.where` に使います。出力は dim=1 で積みます。lengths はループの前に検査し、`lengths.to(x.device)` で
# x のデバイスに移しておきます。

# %% [markdown] lang="ja" hint="3"
# ループの中で `x[:, t]` に `lstm_cell` を使い、`running = (t < lengths)[:, None]` とします。その時刻の出力は
# `torch.where(running, h_new, 0)` です。引き継ぐ状態では、0 の代わりに古い h と c を使います。

# %%
import torch
from torch import Tensor


def lstm_cell(
    x: Tensor,
    state: tuple[Tensor, Tensor],
    weight_ih: Tensor,
    weight_hh: Tensor,
    bias_ih: Tensor | None,
    bias_hh: Tensor | None,
) -> tuple[Tensor, Tensor]:
    """One step of an LSTM, ready-made: from x [B, I] and state (h, c), each [B, H], to (h_new, c_new), each [B, H]."""
    return torch.lstm_cell(x, state, weight_ih, weight_hh, bias_ih, bias_hh)


def lstm_forward(
    x: Tensor,
    lengths: Tensor | None,
    state: tuple[Tensor, Tensor] | None,
    weight_ih: Tensor,
    weight_hh: Tensor,
    bias_ih: Tensor | None,
    bias_hh: Tensor | None,
) -> tuple[Tensor, tuple[Tensor, Tensor]]:
    """An LSTM over a batch of padded sequences.

    Args:
        x: input, shape [B, T, I], T at least 1. Steps from lengths[b] on are padding and may hold anything, even NaN.
        lengths: int64, shape [B], on x's device or on the CPU: how many steps of each sequence are real; None means
            all T.
        state: (h, c) to start from, each of shape [B, H]; None means zeros of x's dtype and device.
        weight_ih: shape [4H, I], blocks in the order i, f, g, o.
        weight_hh: shape [4H, H], the same order.
        bias_ih, bias_hh: shape [4H], the same order, or None.

    Returns:
        output, (h_n, c_n): output of shape [B, T, H], the hidden state after every step and 0 in the padding; h_n and
        c_n of shape [B, H], the state after the last real step of each sequence. All have x's dtype and device. The
        arguments stay as they are.

    Raises:
        ValueError: a length is below 1 or above T.

    Write it with torch operations on tensors; torch.nn.LSTM, its relatives and packing are not allowed.
    """
    # BEGIN SOLUTION
    B, T, _ = x.shape
    if lengths is None:
        lengths = torch.full((B,), T)
    if bool(((lengths < 1) | (lengths > T)).any()):
        raise ValueError("each length should be at least 1 and at most T")
    lengths = lengths.to(x.device)
    if state is None:
        zeros = x.new_zeros(B, weight_hh.shape[1])
        state = zeros, zeros
    h, c = state
    outputs = []
    for t in range(T):
        h_new, c_new = lstm_cell(x[:, t], (h, c), weight_ih, weight_hh, bias_ih, bias_hh)
        running = (t < lengths)[:, None]
        outputs.append(torch.where(running, h_new, 0))
        h = torch.where(running, h_new, h)
        c = torch.where(running, c_new, c)
    return torch.stack(outputs, dim=1), (h, c)
    # END SOLUTION
