# %% [markdown] lang="en"
# Count what a recurrent network costs: how many numbers it has to learn (`param_count`), and how many products one step takes
# (`mul_adds_per_step`). Both decide how much data and time you need, and they are where a plain RNN, a GRU and an LSTM differ
# most plainly. There are two functions to write, and both take the kind as `"rnn"`, `"gru"` or `"lstm"`.
#
# A layer has two weights and two biases. With $I$ features, $H$ hidden units and $k$ stacked blocks:
#
# - `weight_ih` has the shape $[kH, I]$ and `weight_hh` the shape $[kH, H]$;
# - `bias_ih` and `bias_hh` have the shape $[kH]$ each. Textbooks often have one bias; here, as in torch, there are **two**.
#
# A block belongs to each thing that is computed from $x_t$ and $h_{t-1}$: $k = 1$ for a plain RNN; $k = 3$ for a
# GRU, with r, z and n; $k = 4$ for an LSTM, with i, f, g and o. So one layer has
#
# $$k H (I + H + 2)$$
#
# parameters, or $k H (I + H)$ without biases. In one step every entry of the two weights is multiplied once, for each row of
# the batch, so a step takes $k H (I + H)$ multiplications, each with an addition. Only these are counted, for a single layer in
# one direction: no biases, no activations, no products entry by entry.
#
# Layers are stacked: the second takes the hidden states of the first as its input, and so on. A bidirectional layer has
# weights of its own for each direction, and passes **both** hidden states on, so the next layer has $2H$ features.
#
# Take a GRU with $I = 2$, $H = 3$ and two bidirectional layers. The first layer has $3 \cdot 3 \cdot (2 + 3 + 2) = 63$
# parameters in each direction. The second has 6 features, so $3 \cdot 3 \cdot (6 + 3 + 2) = 99$ in each direction. Together:
# $2 \cdot 63 + 2 \cdot 99 = 324$. One step of a single layer in one direction takes $3 \cdot 3 \cdot (2 + 3) = 45$
# multiplications.
#
# What is graded: both counts, as Python ints, for all three kinds; layers, directions and biases; and the `ValueError` of both
# functions for any other kind, `"LSTM"` in capitals included.
#
# If you are stuck: the section "Variables" of [torch.nn.LSTM](https://docs.pytorch.org/docs/stable/generated/torch.nn.LSTM.html)
# lists every parameter with its shape.

# %% [markdown] lang="ja"
# 再帰型ネットワークのコストを数えます。学習するパラメータの数（`param_count`）と、1 ステップに必要な積の数（`mul_adds_per_step`）
# です。どちらも必要なデータや時間を左右し、単純な RNN・GRU・LSTM の違いが最もはっきり表れるところです。書く関数は 2 つで、どちらも
# 種類を `"rnn"`、`"gru"`、`"lstm"` で受け取ります。
#
# 1 つの層には重みが 2 つ、バイアスが 2 つあります。特徴の数を $I$、隠れユニットの数を $H$、積まれたブロックの数を $k$ とします。
#
# - `weight_ih` の形状は $[kH, I]$、`weight_hh` の形状は $[kH, H]$ です。
# - `bias_ih` と `bias_hh` の形状はどちらも $[kH]$ です。教科書ではバイアスが 1 つのことが多いのですが、ここでは torch と同じく **2 つ** です。
#
# ブロックは、 $x_t$ と $h_{t-1}$ から計算されるものごとに 1 つあります。単純な RNN では $k = 1$、GRU では r, z, n があるので
# $k = 3$、LSTM では i, f, g, o があるので $k = 4$ です。したがって、1 つの層のパラメータ数は次のとおりです。
#
# $$k H (I + H + 2)$$
#
# バイアスがなければ $k H (I + H)$ です。1 ステップでは、バッチの 1 行につき、2 つの重みの各要素が 1 回ずつ掛けられます。つまり
# 1 ステップの積和（掛け算と足し算の組）は $k H (I + H)$ 回です。数えるのは、1 層・1 方向のこの積和だけです。バイアス、活性化関数、
# 要素ごとの積は数えません。
#
# 層は積み重ねられ、2 層目は 1 層目の隠れ状態を入力とします。双方向の層は方向ごとに別の重みを持ち、**両方の** 隠れ状態を次へ渡すので、
# 次の層の特徴の数は $2H$ になります。
#
# 例として、 $I = 2$、 $H = 3$ の双方向 2 層の GRU を数えます。1 層目のパラメータは、方向ごとに $3 \cdot 3 \cdot (2 + 3 + 2) = 63$ 個です。
# 2 層目は特徴が 6 つなので、方向ごとに $3 \cdot 3 \cdot (6 + 3 + 2) = 99$ 個です。合計は $2 \cdot 63 + 2 \cdot 99 = 324$ 個です。1 層・1 方向
# なら、1 ステップの積和は $3 \cdot 3 \cdot (2 + 3) = 45$ 回です。
#
# 採点されるのは、3 種類すべてについての 2 つの数（Python の int）、層・方向・バイアスの扱い、そしてほかの種類に対する 2 つの関数の
# `ValueError` です。大文字の `"LSTM"` も、ほかの種類とみなします。
#
# 行き詰まったら: [torch.nn.LSTM](https://docs.pytorch.org/docs/stable/generated/torch.nn.LSTM.html) の "Variables" の節に、すべての
# パラメータとその形状が載っています。

# %% [markdown] lang="en" hint="1"
# Count a single layer in one direction first, as a function of the number of its input features. The rest is a sum.

# %% [markdown] lang="en" hint="2"
# Keep the number of blocks in a dict by kind, and raise ValueError where the kind is not in it. Go through the layers: the first
# has `input_size` features, each later one `hidden_size` for every direction. Multiply each layer by the number of directions.

# %% [markdown] lang="en" hint="3"
# One layer in one direction has `blocks * H * (features + H + 2)` parameters; with `bias=False` the 2 is a 0. In the loop over
# layers, after the first, `features` becomes `directions * hidden_size`.

# %% [markdown] lang="ja" hint="1"
# まず、1 方向の 1 つの層のパラメータ数を、入力の特徴の数を使って表しましょう。あとは足し合わせるだけです。

# %% [markdown] lang="ja" hint="2"
# ブロックの数を種類ごとに辞書に入れておき、辞書にない種類なら ValueError を送出します。層を順に見ていくと、最初の層の特徴は
# `input_size` 個、それ以降の層の特徴は方向ごとに `hidden_size` 個です。各層を方向の数だけ倍にします。

# %% [markdown] lang="ja" hint="3"
# 1 方向の 1 つの層のパラメータは `blocks * H * (features + H + 2)` 個です。`bias=False` なら 2 を 0 にします。層のループでは、最初の
# 層のあとで `features` を `directions * hidden_size` にします。

# %%


def param_count(
    kind: str,
    input_size: int,
    hidden_size: int,
    num_layers: int = 1,
    bidirectional: bool = False,
    bias: bool = True,
) -> int:
    """The number of parameters of torch's recurrent modules.

    Args:
        kind: "rnn", "gru" or "lstm", in lower case.
        input_size: I, features of the input.
        hidden_size: H, hidden units of each layer and direction.
        num_layers: stacked layers, at least 1; each later one takes the hidden states below it, of all directions.
        bidirectional: whether each layer has a second direction with weights of its own.
        bias: whether each layer and direction has its two bias vectors.

    Returns:
        An int.

    Raises:
        ValueError: kind is anything else.

    Count without building a module; torch.nn.LSTM and its relatives are not allowed.
    """
    # BEGIN SOLUTION
    all_blocks = {"rnn": 1, "gru": 3, "lstm": 4}
    if kind not in all_blocks:
        raise ValueError(f"kind should be one of {sorted(all_blocks)}, not {kind!r}")
    directions = 2 if bidirectional else 1
    total = 0
    features = input_size
    for _ in range(num_layers):
        columns = features + hidden_size + (2 if bias else 0)
        total += directions * all_blocks[kind] * hidden_size * columns
        features = directions * hidden_size
    return total
    # END SOLUTION


def mul_adds_per_step(kind: str, input_size: int, hidden_size: int) -> int:
    """The multiplications, each with an addition, in the matrix products of one step, for one row of the batch.

    Args:
        kind: "rnn", "gru" or "lstm", in lower case; one layer, one direction.
        input_size: I, features of the input.
        hidden_size: H, hidden units.

    Returns:
        An int. Biases, activations and products entry by entry are not counted.

    Raises:
        ValueError: kind is anything else.
    """
    # BEGIN SOLUTION
    return param_count(kind, input_size, hidden_size, bias=False)
    # END SOLUTION
