# %% [markdown] lang="en"
# A model that forecasts learns from examples: some steps of the past go in, the steps that followed should
# come out. A single long series gives many such examples. Lay a **window** over `input_len` consecutive
# steps, take the next `horizon` steps as the **target**, move the window on, and repeat.
#
# Let $T$ be the number of steps, $L$ the input length, $H$ the horizon, $g$ the gap between window and
# target, and $s$ the stride from one window to the next. Window $i$, counted from 0, and its target are the
# half-open ranges of rows
#
# $$X_i = [is, is + L), \qquad Y_i = [is + L + g, is + L + g + H)$$
#
# A window counts only if its whole target lies in the series. So there are
#
# $$N = \max\left(0, \left\lfloor \frac{T - L - g - H}{s} \right\rfloor + 1\right)$$
#
# windows. The gap is for forecasts that are needed some time ahead: with $g = 2$, the two steps right after a
# window belong neither to it nor to its target.
#
# Take the series 10, 20, 30, 40, 50, 60 with $L = 3$, $H = 2$, $s = 1$, $g = 0$. Then
# $N = 6 - 3 - 2 + 1 = 2$: the inputs are (10, 20, 30) and (20, 30, 40), with the targets (40, 50) and
# (50, 60). With $g = 1$ one window is left: (10, 20, 30) with the target (50, 60).
#
# A series of shape `[T, F]` has $F$ features. All of them go into `X`; into `Y` go those that `target_cols`
# names, counted from 0, in the order in which it names them. A series of shape `[T]` counts as one feature, so
# `X` and `Y` always have three axes, also where one of them has size 1 or 0.
#
# What is graded: the values and shapes of `X` and `Y`, down to a series that is too short for any window;
# that they have the dtype of the series and memory of their own, so that writing into `X` does not change the
# series; and the `ValueError` for an input length, a horizon or a stride below 1 and for a gap below 0. Write it with
# numpy: `torch.Tensor.unfold` is not allowed, while `sliding_window_view` is (its result is a view: copy it).
#
# If you are stuck: Dietterich, "Machine learning for sequential data: a review" (2002), and numpy's
# [indexing with arrays of integers](https://numpy.org/doc/stable/user/basics.indexing.html#integer-array-indexing),
# which copies what it picks.

# %% [markdown] lang="ja"
# 予測モデルは例から学びます。過去の何ステップかを入力し、それに続くステップを出力させます。
# 1 本の長い系列からは、このような例がたくさん取れます。連続する `input_len` ステップに **ウィンドウ** を
# 当て、その次の `horizon` ステップを **ターゲット** とし、ウィンドウを動かして繰り返します。
#
# $T$ をステップ数、 $L$ を入力の長さ、 $H$ を予測期間、 $g$ をウィンドウとターゲットの間隔、
# $s$ をストライド（次のウィンドウまでにずらすステップ数）とします。0 から数えて $i$ 番目のウィンドウと
# そのターゲットは、次の半開区間の行です。
#
# $$X_i = [is, is + L), \qquad Y_i = [is + L + g, is + L + g + H)$$
#
# ターゲット全体が系列に収まるウィンドウだけを使います。したがって、ウィンドウの数は次のとおりです。
#
# $$N = \max\left(0, \left\lfloor \frac{T - L - g - H}{s} \right\rfloor + 1\right)$$
#
# 間隔 $g$ は、ある程度先の予測が必要なときに使います。 $g = 2$ なら、ウィンドウ直後の 2 ステップは、
# ウィンドウにもターゲットにも入りません。
#
# 例として、系列 10, 20, 30, 40, 50, 60 を $L = 3$、 $H = 2$、 $s = 1$、 $g = 0$ で切り出します。
# $N = 6 - 3 - 2 + 1 = 2$ なので、入力は (10, 20, 30) と (20, 30, 40)、ターゲットは (40, 50) と (50, 60)
# です。 $g = 1$ ならウィンドウは 1 つだけで、入力は (10, 20, 30)、ターゲットは (50, 60) です。
#
# 形状 `[T, F]` の系列には $F$ 個の特徴量があります。`X` にはそのすべてを入れ、`Y` には `target_cols` で
# 指定された列（0 から数えます）を、指定された順に入れます。形状 `[T]` の系列は 1 つの特徴量とみなします。
# `X` と `Y` は、サイズが 1 や 0 の軸があっても、常に 3 つの軸を持ちます。
#
# 採点されるのは、`X` と `Y` の値と形状（系列が短くてウィンドウが 1 つも取れない場合も含みます）、
# dtype が系列と同じであること、系列とメモリを共有せず、`X` に書き込んでも系列が変わらないこと、
# そして、入力の長さ、予測期間、ストライドが 1 未満のときと、間隔が 0 未満のときの `ValueError` です。
# numpy で書きます。`torch.Tensor.unfold` は使えません。`sliding_window_view` は使えますが、
# 結果はビューなのでコピーしてください。
#
# 行き詰まったら、Dietterich の "Machine learning for sequential data: a review"（2002）や、numpy の
# [整数配列によるインデックス](https://numpy.org/doc/stable/user/basics.indexing.html#integer-array-indexing)
# を見てください。整数配列で取り出した値はコピーになります。

# %% [markdown] lang="en" hint="1"
# First decide where the windows start; the rest follows. The last start is the one whose target just fits
# into the series.

# %% [markdown] lang="en" hint="2"
# Give a series of shape [T] a second axis, so that there is only one case left. Count from 0 in strides, up to
# and including the last start T - L - g - H. For each start, take L rows for the input and H rows for the
# target, which begins L + g rows later. With no start at all, the results still need three axes: rows picked
# with an array of indices keep them, while np.array([]) does not.

# %% [markdown] lang="en" hint="3"
# `starts = np.arange(0, last + 1, stride)[:, None]` is a column; adding `np.arange(input_len)` to it gives all
# row numbers of all windows, shape [N, L]. Indexing the series with these copies the rows, so nothing is
# shared. The columns of Y come last: `[:, :, list(target_cols)]`.

# %% [markdown] lang="ja" hint="1"
# まずウィンドウの開始位置を決めましょう。残りは自然に決まります。最後の開始位置は、ターゲットが系列にちょうど
# 収まるところです。

# %% [markdown] lang="ja" hint="2"
# 形状 [T] の系列に 2 つ目の軸を加えれば、場合分けが要らなくなります。0 から stride ずつ、最後の開始位置
# T - L - g - H まで（それ自身も含めて）数えます。各開始位置から、入力として L 行、そこから L + g 行後を先頭に、
# ターゲットとして H 行を取ります。開始位置が 1 つもなくても、結果には 3 つの軸が必要です。インデックスの配列で
# 行を取り出せば軸は残りますが、np.array([]) では残りません。

# %% [markdown] lang="ja" hint="3"
# `starts = np.arange(0, last + 1, stride)[:, None]` は縦の列です。これに `np.arange(input_len)` を足すと、
# すべてのウィンドウのすべての行番号が形状 [N, L] で得られます。これで系列から取り出すと行がコピーされるので、
# メモリは共有されません。Y の列は最後に `[:, :, list(target_cols)]` で選びます。

# %%
from collections.abc import Sequence

import numpy as np


def make_windows(
    series: np.ndarray,
    input_len: int,
    horizon: int,
    stride: int = 1,
    gap: int = 0,
    target_cols: Sequence[int] | None = None,
) -> tuple[np.ndarray, np.ndarray]:
    """Cut a series into input windows and their targets.

    Args:
        series: floats, shape [T, F], or [T] for a single feature. NaN is copied like any number.
        input_len: L, steps in a window.
        horizon: H, steps in a target.
        stride: steps from the start of one window to the start of the next.
        gap: steps left out between a window and its target.
        target_cols: numbers of the Ft columns that make up the target, in the order wanted; None means all.

    Returns:
        (X, Y) of the dtype of series: X of shape [N, L, F], oldest step first, and Y of shape [N, H, Ft].
        N is 0 if the series is too short. Neither shares memory with series.

    Raises:
        ValueError: input_len, horizon or stride is below 1, or gap is below 0.

    Write it with numpy; torch.Tensor.unfold is not allowed.
    """
    # BEGIN SOLUTION
    if input_len < 1 or horizon < 1 or stride < 1 or gap < 0:
        raise ValueError("input_len, horizon and stride start at 1, gap at 0")
    if series.ndim == 1:
        series = series[:, None]
    last = len(series) - input_len - gap - horizon
    starts = np.arange(0, last + 1, stride)[:, None]
    X = series[starts + np.arange(input_len)]
    Y = series[starts + input_len + gap + np.arange(horizon)]
    return X, Y if target_cols is None else Y[:, :, list(target_cols)]
    # END SOLUTION
