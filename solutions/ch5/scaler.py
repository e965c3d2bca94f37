# %% [markdown] lang="en"
# Pressure is near 1000 and rain near 1. A network that is fed both sees little of the rain, and learns badly.
# So every feature is brought to a common scale first: subtract a centre $c_j$ from column $j$ and divide by a
# spread $d_j$.
#
# $$z_{tj} = \frac{x_{tj} - c_j}{d_j}, \qquad x_{tj} = z_{tj} d_j + c_j$$
#
# Two kinds are common:
#
# - `"standard"`: $c_j$ is the mean and $d_j$ the standard deviation of the column, with the squares divided by
#   $n$ (not $n - 1$). Most values then lie between -2 and 2.
# - `"minmax"`: $c_j$ is the smallest value and $d_j$ the largest minus the smallest. The column then fills
#   the range from 0 to 1.
#
# Means and extremes of the **training part** are taken, never those of later steps: a model that knows how
# high prices will rise has seen the future. That is why a scaler has two steps. `fit` computes the statistics
# once, and `transform` uses them on any part. Later values may well lie outside of 0 to 1. They stay there;
# to clip them would hide that something new has happened.
#
# Take the training column (2, 4, 9). Its mean is 5 and its deviation $\sqrt{(9 + 1 + 16)/3} = 2.944$, so the
# new value 11 becomes $(11 - 5)/2.944 = 2.038$. With `"minmax"` it becomes $(11 - 2)/(9 - 2) = 1.286$. Back in
# the old units both are 11 again.
#
# Two special cases. A column that never changes (largest value equals smallest) has no spread: divide it by 1.
# Do not ask whether the deviation is 0, since rounding may leave 1e-17 there. And NaN, a missing value, is
# ignored by `fit` and stays NaN in `transform`.
#
# A model often forecasts only some of the columns. `inverse_transform(z, columns=[2])` takes such values back:
# `z` has one column, which belongs to column 2 of the training part. Columns are counted from 0.
#
# What is graded: the values of `transform` and `inverse_transform` for both kinds, also on steps unlike the
# training part; constant columns, tiny spreads and NaN; that results have the dtype of the array that is passed,
# and that this array stays as it is; `ValueError` for an unknown kind, when the scaler is made, and `RuntimeError`
# for a scaler that was not fitted. Write it with numpy; scikit-learn has the answer ready, and is not to be used.
#
# If you are stuck: Kaufman, Rosset, Perlich and Stitelman, "Leakage in data mining: formulation, detection,
# and avoidance" (2012), and numpy's
# [nanmean](https://numpy.org/doc/stable/reference/generated/numpy.nanmean.html) and its neighbours.

# %% [markdown] lang="ja"
# 気圧はおよそ 1000、降水量はおよそ 1 の大きさです。両方をそのままネットワークに入れると、降水量はほとんど見えず、
# うまく学習できません。そこで、まず特徴量の尺度をそろえます。列 $j$ から中心 $c_j$ を引き、幅 $d_j$ で割ります。
#
# $$z_{tj} = \frac{x_{tj} - c_j}{d_j}, \qquad x_{tj} = z_{tj} d_j + c_j$$
#
# よく使われるのは次の 2 種類です。
#
# - `"standard"`（標準化）では、 $c_j$ は列の平均、 $d_j$ は標準偏差です。二乗和は $n - 1$ ではなく $n$ で割ります。
#   変換後の値は、ほとんどが -2 から 2 の間に入ります。
# - `"minmax"` では、 $c_j$ は最小値、 $d_j$ は最大値から最小値を引いたものです。変換後の列は 0 から 1 の範囲に
#   収まります。
#
# 平均や最大・最小は **学習用の部分** から求めます。それより後の時刻の値は使いません。
# 価格がどこまで上がるかを知っているモデルは、未来を見てしまっています。そのためスケーラは 2 段階に分かれています。
# `fit` で一度だけ統計量を求め、`transform` でどの部分にもそれを使います。後の値は 0 から 1 の範囲を
# はみ出すこともありますが、そのまま残します。0 から 1 に切り詰めると、
# これまでにないことが起きても見えなくなってしまいます。
#
# 例として、学習用の列を (2, 4, 9) とします。平均は 5、標準偏差は $\sqrt{(9 + 1 + 16)/3} = 2.944$ なので、
# 新しい値 11 は $(11 - 5)/2.944 = 2.038$ になります。`"minmax"` なら $(11 - 2)/(9 - 2) = 1.286$ です。元の単位に
# 戻すと、どちらも 11 になります。
#
# 特別な場合が 2 つあります。まったく変化しない列（最大値と最小値が等しい列）には幅がないので、1 で割ります。
# 標準偏差が 0 かどうかで判定してはいけません。丸め誤差で 1e-17 のような値が残ることがあるからです。また、
# 欠損値を表す NaN は、`fit` では無視し、`transform` では NaN のまま残します。
#
# モデルが予測するのは一部の列だけということがよくあります。`inverse_transform(z, columns=[2])` は、
# そのような値を元に戻します。`z` の列は 1 つで、学習用の列 2（0 から数えます）に対応します。
#
# 採点されるのは、両方の種類での `transform` と `inverse_transform` の値（学習用とは値の範囲が違う時刻も含みます）、
# 定数の列、ごく小さな幅、NaN の扱い、結果の dtype が渡された配列と同じであること、その配列が書き換えられて
# いないこと、そして例外です。未知の kind ではスケーラを作るときに `ValueError` を、`fit` の前に使われたときは
# `RuntimeError` を送出します。numpy で書きます。scikit-learn には完成品がありますが、使わないでください。
#
# 行き詰まったら、Kaufman、Rosset、Perlich、Stitelman の "Leakage in data mining: formulation, detection, and
# avoidance"（2012）や、numpy の
# [nanmean](https://numpy.org/doc/stable/reference/generated/numpy.nanmean.html) と同じ系統の関数を見てください。

# %% [markdown] lang="en" hint="1"
# Both kinds do the same with different numbers. Let `fit` store two arrays, one number for each column;
# then `transform` and `inverse_transform` need not know the kind.

# %% [markdown] lang="en" hint="2"
# In `fit`, compute the smallest and the largest value along axis 0, ignoring NaN. For "minmax" they are all
# you need; for "standard" take mean and deviation along axis 0 as well. Set the spread to 1 where largest and
# smallest agree. In `__init__`, check the kind and set both arrays to None, which tells later that `fit` is
# still to come.

# %% [markdown] lang="en" hint="3"
# `np.nanmin`, `np.nanmax`, `np.nanmean` and `np.nanstd` take `axis=0`; `np.where(high == low, 1, ...)` guards
# the constant columns. With `columns`, index both arrays by `list(columns)`. For the dtype, end with
# `.astype(x.dtype)`.

# %% [markdown] lang="ja" hint="1"
# 2 つの種類は、使う数が違うだけで、することは同じです。`fit` で、列ごとに 1 つの数を持つ配列を 2 つ保存すれば、
# `transform` と `inverse_transform` は種類を知らなくて済みます。

# %% [markdown] lang="ja" hint="2"
# `fit` では、NaN を無視して axis=0 に沿った最小値と最大値を求めます。"minmax" ならこれで十分です。"standard" では、
# さらに axis=0 に沿った平均と標準偏差を求めます。最大値と最小値が等しい列の幅は 1 にします。`__init__` では
# kind を検査し、2 つの配列を None にしておきます。None なら、まだ `fit` されていないとわかります。

# %% [markdown] lang="ja" hint="3"
# `np.nanmin`、`np.nanmax`、`np.nanmean`、`np.nanstd` に `axis=0` を指定します。定数の列は
# `np.where(high == low, 1, ...)` で扱えます。`columns` があるときは、2 つの配列を `list(columns)` で選びます。
# dtype は最後に `.astype(x.dtype)` でそろえます。

# %%
from __future__ import annotations

from collections.abc import Sequence

import numpy as np


class Scaler:
    """Brings the columns of a table to a common scale, with statistics of the table that it was fitted on.

    Args:
        kind: "standard", subtract the mean and divide by the standard deviation (squares divided by n); or
            "minmax", subtract the smallest value and divide by the largest minus the smallest. Anything else
            raises ValueError.

    A column whose largest and smallest value are equal is divided by 1; no other spread is changed. No method
    changes its argument.
    """

    def __init__(self, kind: str = "standard") -> None:
        # BEGIN SOLUTION
        if kind not in ("standard", "minmax"):
            raise ValueError(f'kind should be "standard" or "minmax", not {kind!r}')
        self.kind = kind
        self.center: np.ndarray | None = None
        self.spread: np.ndarray | None = None
        # END SOLUTION

    def fit(self, x: np.ndarray) -> Scaler:
        """Compute and store the statistics of each column, forgetting those of an earlier call.

        Args:
            x: the training part, floats, shape [T, F]. NaN is ignored; every column has some other value.

        Returns:
            The scaler itself.
        """
        # BEGIN SOLUTION
        low, high = np.nanmin(x, axis=0), np.nanmax(x, axis=0)
        if self.kind == "standard":
            self.center, spread = np.nanmean(x, axis=0), np.nanstd(x, axis=0)
        else:
            self.center, spread = low, high - low
        self.spread = np.where(high == low, 1.0, spread)
        return self
        # END SOLUTION

    def transform(self, x: np.ndarray) -> np.ndarray:
        """Scale a table with the stored statistics.

        Args:
            x: floats, shape [N, F], for any N. NaN stays NaN; values beyond the training range are not clipped.

        Returns:
            A new array of shape [N, F] and of x's dtype.

        Raises:
            RuntimeError: fit was not called before.
        """
        # BEGIN SOLUTION
        if self.center is None or self.spread is None:
            raise RuntimeError("call fit first")
        scaled: np.ndarray = (x - self.center) / self.spread
        return scaled.astype(x.dtype)
        # END SOLUTION

    def inverse_transform(self, z: np.ndarray, columns: Sequence[int] | None = None) -> np.ndarray:
        """Take scaled values back to the old units.

        Args:
            z: floats, shape [N, F]; with columns, shape [N, len(columns)].
            columns: to which columns of the training part those of z belong, in this order; None means all.

        Returns:
            A new array of z's shape and dtype.

        Raises:
            RuntimeError: fit was not called before.
        """
        # BEGIN SOLUTION
        if self.center is None or self.spread is None:
            raise RuntimeError("call fit first")
        chosen = slice(None) if columns is None else list(columns)
        restored: np.ndarray = z * self.spread[chosen] + self.center[chosen]
        return restored.astype(z.dtype)
        # END SOLUTION
