# %% [markdown] lang="en"
# Use torch's own recurrent modules. A classifier of reviews, say, wants **one vector for each sequence**: the state after the
# last word. Given a module (`torch.nn.RNN`, `torch.nn.GRU` or `torch.nn.LSTM`) and a padded batch, return it.
#
# Padding must not run through the module, or the state goes on changing on words that are not there. torch leaves it out if
# the batch is **packed** first:
#
# ```python
# packed = torch.nn.utils.rnn.pack_padded_sequence(x, lengths.cpu(), batch_first=True, enforce_sorted=False)
# output, final = module(packed)
# ```
#
# The final state is `h_n` for an RNN and a GRU, and the pair `(h_n, c_n)` for an LSTM. Its shape is easy to get wrong: with $L$
# layers and $D$ directions, `h_n` has the shape $[L D, B, H]$, **also with `batch_first=True`**. Along the first axis the layers
# follow each other, each with its forward and then its backward direction:
#
# $$h_n = (\overrightarrow{h}^{(1)}, \overleftarrow{h}^{(1)}, \dots, \overrightarrow{h}^{(L)}, \overleftarrow{h}^{(L)}), \qquad \text{code}_b = [\overrightarrow{h}^{(L)}_b, \overleftarrow{h}^{(L)}_b]$$
#
# Here $\text{code}_b$ is the vector that is wanted for sequence $b$. It takes the top layer only: the forward state, followed by
# the backward state if there is one.
#
# The forward direction ends at step `lengths - 1`, the backward direction at step 0. So for a bidirectional module
# `output[b, lengths[b] - 1]` will not do: there the backward half has read a single step.
#
# Take a bidirectional GRU of two layers with H = 5, and a batch of 3. `h_n` has the shape [4, 3, 5]; `h_n[0]` and `h_n[1]` belong
# to the first layer, `h_n[2]` is the top layer forward, `h_n[3]` backward. The vector of sequence 0 is `h_n[2, 0]` followed by
# `h_n[3, 0]`, ten numbers, and the result has the shape [3, 10].
#
# What is graded: the values, shape and dtype of the result, for all three kinds, one and more layers, one and two directions;
# the gradients with respect to `x` and the parameters of the module; and that the arguments stay as they are.
#
# If you are stuck: [torch.nn.LSTM](https://docs.pytorch.org/docs/stable/generated/torch.nn.LSTM.html), section "Outputs", and
# [pack_padded_sequence](https://docs.pytorch.org/docs/stable/generated/torch.nn.utils.rnn.pack_padded_sequence.html).

# %% [markdown] lang="ja"
# torch の再帰型モジュールを使います。たとえばレビューの分類では、**系列ごとに 1 つのベクトル**、つまり最後の単語を読み終えた状態が
# 必要です。モジュール（`torch.nn.RNN`、`torch.nn.GRU`、`torch.nn.LSTM` のいずれか）とパディングされたバッチから、それを求めます。
#
# パディングをモジュールに通すと、存在しない単語で状態が変わり続けてしまいます。先にバッチを **パック** すれば、torch がパディングを
# 除いてくれます。
#
# ```python
# packed = torch.nn.utils.rnn.pack_padded_sequence(x, lengths.cpu(), batch_first=True, enforce_sorted=False)
# output, final = module(packed)
# ```
#
# 最終状態は、RNN と GRU では `h_n`、LSTM ではタプル `(h_n, c_n)` です。形状は間違えやすいので注意しましょう。層の数を $L$、方向の数を $D$
# とすると、`h_n` の形状は **`batch_first=True` のときでも** $[L D, B, H]$ です。最初の軸には層が順に並び、各層の中では順方向、逆方向の
# 順に並びます。
#
# $$h_n = (\overrightarrow{h}^{(1)}, \overleftarrow{h}^{(1)}, \dots, \overrightarrow{h}^{(L)}, \overleftarrow{h}^{(L)}), \qquad \text{code}_b = [\overrightarrow{h}^{(L)}_b, \overleftarrow{h}^{(L)}_b]$$
#
# ここで $\text{code}_b$ が、系列 $b$ について求めるベクトルです。一番上の層だけを使い、順方向の状態の後に、双方向なら逆方向の状態を
# 並べます。
#
# 順方向は時刻 `lengths - 1` で、逆方向は時刻 0 で終わります。したがって、双方向のモジュールでは `output[b, lengths[b] - 1]` は使えません。
# そこでは逆方向がまだ 1 ステップしか読んでいないからです。
#
# 例として、H = 5 の双方向 2 層の GRU と、3 つの系列からなるバッチを考えます。`h_n` の形状は [4, 3, 5] です。`h_n[0]` と `h_n[1]` は
# 1 層目のもので、`h_n[2]` が一番上の層の順方向、`h_n[3]` が逆方向です。系列 0 のベクトルは `h_n[2, 0]` の後に `h_n[3, 0]` を並べた
# 10 個の数で、結果の形状は [3, 10] になります。
#
# 採点されるのは、3 種類のモジュール、1 層と複数層、片方向と双方向での結果の値・形状・dtype、`x` とモジュールのパラメータに関する
# 勾配、そして引数が書き換えられていないことです。
#
# 行き詰まったら: [torch.nn.LSTM](https://docs.pytorch.org/docs/stable/generated/torch.nn.LSTM.html) の "Outputs" の節と、
# [pack_padded_sequence](https://docs.pytorch.org/docs/stable/generated/torch.nn.utils.rnn.pack_padded_sequence.html) を見ましょう。

# %% [markdown] lang="en" hint="1"
# You need nothing from `output`. Everything is in the final state; look at its shape for a module of two layers.

# %% [markdown] lang="en" hint="2"
# Pack, call the module, take `h_n` (for an LSTM the first of the pair). The last D entries along its first axis are the top layer,
# forward first. Put them side by side for each sequence.

# %% [markdown] lang="en" hint="3"
# `module.bidirectional` tells the number of directions D, and `h_n[-D:]` is [D, B, H]. Bring the batch to the front with
# `transpose(0, 1)` before you flatten the rest.

# %% [markdown] lang="ja" hint="1"
# `output` は必要ありません。すべて最終状態に入っています。2 層のモジュールでその形状を確かめてみましょう。

# %% [markdown] lang="ja" hint="2"
# パックしてモジュールを呼び、`h_n` を取り出します（LSTM ではタプルの 1 つ目です）。最初の軸の最後の D 個が一番上の層で、順方向が
# 先です。それを系列ごとに横に並べます。

# %% [markdown] lang="ja" hint="3"
# 方向の数 D は `module.bidirectional` で分かり、`h_n[-D:]` の形状は [D, B, H] です。残りを平らにする前に、`transpose(0, 1)` でバッチを
# 先頭に持ってきます。

# %%
import torch
from torch import Tensor


def encode_last(module: torch.nn.RNNBase, x: Tensor, lengths: Tensor) -> Tensor:
    """One vector for each sequence of a padded batch.

    Args:
        module: a torch.nn.RNN, GRU or LSTM with batch_first=True and no dropout, of any number of layers and one or
            two directions (D); its first state is zero.
        x: input, shape [B, T, I], with the module's dtype. Steps from lengths[b] on are padding and may hold
            anything, even NaN.
        lengths: int64, shape [B], each from 1 to T, in no particular order; on x's device or on the CPU.

    Returns:
        Shape [B, D * H]: of each sequence the final hidden state h (not c) of the top layer, forward, then backward if
        there are two directions. The arguments stay as they are.
    """
    # BEGIN SOLUTION
    real_steps = torch.nn.utils.rnn.pack_padded_sequence(x, lengths.cpu(), batch_first=True, enforce_sorted=False)
    _, final = module(real_steps)
    h_n = final[0] if isinstance(final, tuple) else final
    directions = 2 if module.bidirectional else 1
    top: Tensor = h_n[-directions:]
    return top.transpose(0, 1).flatten(1)
    # END SOLUTION
