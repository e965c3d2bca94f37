# %% [markdown] lang="en"
# An error of 3 degrees says little by itself. Could anybody have done as well without a model? **Naive
# forecasts** answer that: they take no training, and a model that does not beat them is worth nothing. They
# are surprisingly hard to beat.
#
# Let $y_1, \ldots, y_T$ be the series, oldest value first, and $\hat{y}_{T+h}$ the forecast $h$ steps ahead,
# for $h = 1, \ldots, H$. You write four kinds:
#
# - `"last"`: the last value, $\hat{y}_{T+h} = y_T$. For prices this is often the best there is.
# - `"mean"`: the mean of the whole series.
# - `"drift"`: the line through the first and the last value goes on, with its slope $(y_T - y_1)/(T - 1)$.
# - `"seasonal"`: the value one season ago, where a season has $m$ steps: 24 for hours of the day, 7 for days
#   of the week. Further ahead than $m$ steps, the last season is repeated from its start.
#
# As formulas, the last two are, in this order:
#
# $$\hat{y}_{T+h} = y_T + h \frac{y_T - y_1}{T - 1}, \qquad \hat{y}_{T+h} = y_{T-m+1+((h-1) \bmod m)}$$
#
# Here $a \bmod m$ is the remainder of $a$ divided by $m$. The formulas count from 1, as books do; in Python
# $y_1$ is `y[0]`, and $y_{T-m+1}$ is `y[T - m]`.
#
# Take the series (3, 5, 4, 6, 8). The slope is $(8 - 3)/4 = 1.25$, so `"drift"` gives 9.25, 10.5, 11.75. With
# $m = 3$ the last season is (4, 6, 8), so `"seasonal"` gives 4, 6, 8, and then 4 again. `"last"` gives 8 and
# `"mean"` gives 5.2, at every step.
#
# What is graded: the forecasts of every kind, a numpy array of shape `[H]` with memory of its own, for
# horizons shorter and longer than a season; and `ValueError` for a kind that does not exist and for a series
# that is too short: fewer than two values for `"drift"`, fewer than $m$ for `"seasonal"`.
#
# If you are stuck: Hyndman and Athanasopoulos, "Forecasting: principles and practice" (3rd edition, 2021),
# [section 5.2](https://otexts.com/fpp3/simple-methods.html), and
# [numpy.arange](https://numpy.org/doc/stable/reference/generated/numpy.arange.html) for the steps.

# %% [markdown] lang="ja"
# 3 度の誤差と言われても、それだけでは良いのか悪いのかわかりません。モデルなしでも同じくらい当たったのでは
# ないでしょうか。それに答えるのが **単純な予測**（ナイーブ予測、ベースライン）です。学習は不要で、
# これに勝てないモデルには価値がありません。しかも、勝つのは意外に難しいのです。
#
# $y_1, \ldots, y_T$ を古い順に並べた系列、 $\hat{y}_{T+h}$ を $h$ ステップ先（ $h = 1, \ldots, H$）の予測とします。
# 次の 4 種類を書きます。
#
# - `"last"`: 最後の値 $\hat{y}_{T+h} = y_T$ です。価格の予測では、これが最善ということもよくあります。
# - `"mean"`: 系列全体の平均です。
# - `"drift"`: 最初と最後の値を結ぶ直線を、その傾き $(y_T - y_1)/(T - 1)$ のまま伸ばします。
# - `"seasonal"`: 1 周期前の値です。1 周期は $m$ ステップで、1 時間ごとのデータで 1 日を周期とするなら 24、
#   1 日ごとのデータで 1 週間を周期とするなら 7 です。 $m$ ステップより先は、最後の 1 周期をその先頭から
#   繰り返します。
#
# 後の 2 つを式で書くと、順に次のようになります。
#
# $$\hat{y}_{T+h} = y_T + h \frac{y_T - y_1}{T - 1}, \qquad \hat{y}_{T+h} = y_{T-m+1+((h-1) \bmod m)}$$
#
# $a \bmod m$ は、 $a$ を $m$ で割った余りです。式は教科書にならって 1 から数えています。Python では
# $y_1$ が `y[0]`、 $y_{T-m+1}$ が `y[T - m]` です。
#
# 例として、系列を (3, 5, 4, 6, 8) とします。傾きは $(8 - 3)/4 = 1.25$ なので、`"drift"` は 9.25、10.5、11.75 です。
# $m = 3$ なら最後の 1 周期は (4, 6, 8) なので、`"seasonal"` は 4、6、8 の後、また 4 になります。`"last"` はどの
# ステップでも 8、`"mean"` はどのステップでも 5.2 です。
#
# 採点されるのは、それぞれの kind の予測（形状 `[H]` で、`y` とメモリを共有しない numpy の配列。1 周期より短い
# 予測期間も長い予測期間も含みます）と、未知の kind や短すぎる系列
# （`"drift"` では 2 個未満、`"seasonal"` では $m$ 個未満）に対する `ValueError` です。
#
# 行き詰まったら、Hyndman と Athanasopoulos の "Forecasting: principles and practice"（第 3 版、2021）の
# [5.2 節](https://otexts.com/fpp3/simple-methods.html)や、ステップの番号を作る
# [numpy.arange](https://numpy.org/doc/stable/reference/generated/numpy.arange.html) を見てください。

# %% [markdown] lang="en" hint="1"
# Give each kind its own branch, and refuse any other kind at the end. Two of the four fill an array with one
# number; the other two need the numbers of the steps, 1 to H.

# %% [markdown] lang="en" hint="2"
# Put the steps into one array, h = 1, 2, ..., H. The drift is then a single expression in h, without a loop.
# For the season, turn each h into an index of y: the remainder of h - 1 divided by m is the place within the
# season, which starts at T - m. Check the length of y before either.

# %% [markdown] lang="en" hint="3"
# `h = np.arange(1, horizon + 1)` and `np.full(horizon, ...)` do most of the work. Indexing an array with an
# array of numbers, `y[T - m + ...]`, copies; a slice would share memory with y.

# %% [markdown] lang="ja" hint="1"
# kind ごとに分岐し、それ以外は最後に拒否します。4 つのうち 2 つは、1 つの数で配列を埋めるだけです。残りの 2 つには、
# ステップの番号 1 から H が必要です。

# %% [markdown] lang="ja" hint="2"
# ステップの番号を 1 つの配列 h = 1, 2, ..., H にします。するとドリフトは、ループなしで h の式 1 つで書けます。
# 周期では、各 h を y のインデックスに変えます。h - 1 を m で割った余りが周期の中の位置で、周期は T - m から
# 始まります。どちらも、先に y の長さを調べます。

# %% [markdown] lang="ja" hint="3"
# `h = np.arange(1, horizon + 1)` と `np.full(horizon, ...)` がほとんどの仕事をします。`y[T - m + ...]` のように
# 番号の配列で取り出すとコピーになりますが、スライスだと y とメモリを共有してしまいます。

# %%
import numpy as np


def naive_forecast(y: np.ndarray, horizon: int, kind: str = "last", m: int = 1) -> np.ndarray:
    """Forecast a series without a model.

    Args:
        y: the series, float64, shape [T], oldest value first, T at least 1.
        horizon: H, how many steps ahead, at least 1.
        kind: "last", the last value; "mean", the mean of the whole series; "drift", the line through the first
            and the last value, continued; "seasonal", the last season, repeated from its start as often as
            needed.
        m: steps in a season, at least 1; only "seasonal" looks at it.

    Returns:
        A new array, float64, shape [H]: the forecasts 1, 2, ..., H steps after the last value.

    Raises:
        ValueError: kind is none of the four, "seasonal" with T < m, or "drift" with T < 2.
    """
    # BEGIN SOLUTION
    steps = len(y)
    h = np.arange(1, horizon + 1)
    if kind == "last":
        return np.full(horizon, y[-1])
    if kind == "mean":
        return np.full(horizon, y.mean())
    if kind == "drift":
        if steps < 2:
            raise ValueError("a line needs two values")
        slope = (y[-1] - y[0]) / (steps - 1)
        return np.asarray(y[-1] + h * slope)
    if kind == "seasonal":
        if steps < m:
            raise ValueError(f"{steps} values make no season of {m}")
        return y[steps - m + (h - 1) % m]
    raise ValueError(f"unknown kind {kind!r}")
    # END SOLUTION
