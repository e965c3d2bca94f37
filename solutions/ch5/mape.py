# %% [markdown] lang="en"
# How good is a forecast? An error of 5 is small for a share price of 2000 and large for one of 10. The **mean
# absolute percentage error** measures each error relative to the true value, so that series of any size can
# be compared:
#
# $$\text{MAPE} = \frac{100}{n} \sum_{i=1}^{n} \frac{|y_i - p_i|}{|y_i|}$$
#
# Here $y_i$ are the true values, $p_i$ the forecasts and $n$ is the number of entries. The result is in
# percent. Both absolute values matter: without the upper one, errors of opposite sign cancel; without the
# lower one, errors at negative $y_i$ are subtracted.
#
# Take $y = (100, -50, 20)$ and $p = (110, -45, 25)$. The relative errors are $10/100 = 0.1$, $5/50 = 0.1$ and
# $5/20 = 0.25$, so the MAPE is $100 \cdot 0.45 / 3 = 15$ percent.
#
# Where $y_i = 0$ the formula divides by zero. There is no best answer, so the caller chooses one with `zero`:
#
# - `"skip"`, the default, leaves these entries out, and $n$ counts the others only. If none is left, the
#   result is NaN.
# - `"eps"` replaces every denominator $|y_i|$ that is smaller than `np.finfo(np.float64).eps` by it, as
#   scikit-learn does.
# - `"raise"` raises `ValueError` if a true value is zero.
#
# NaN, a missing value, is not zero: nothing is left out because of it, and it makes the result NaN. An entry
# whose true value is zero, however, is left out by `"skip"` even if its forecast is NaN.
#
# What is graded: the value, which is a Python `float`, for values of both signs, zeros under each policy,
# very small values, tables and NaN; and `ValueError` for shapes that differ, for empty arrays and for a `zero` that
# is none of the three. scikit-learn's ready-made function is not allowed.
#
# If you are stuck: Hyndman and Koehler, "Another look at measures of forecast accuracy" (2006), and numpy's
# [boolean array indexing](https://numpy.org/doc/stable/user/basics.indexing.html#boolean-array-indexing).

# %% [markdown] lang="ja"
# 予測の良さはどう測ればよいでしょうか。同じ 5 円の誤差でも、株価が 2000 円なら小さく、10 円なら大きいと
# いえます。**平均絶対パーセント誤差（MAPE）** は、それぞれの誤差を真の値に対する割合で
# 測るので、大きさの違う系列どうしを比べられます。
#
# $$\text{MAPE} = \frac{100}{n} \sum_{i=1}^{n} \frac{|y_i - p_i|}{|y_i|}$$
#
# $y_i$ は真の値、 $p_i$ は予測値、 $n$ は要素の数です。結果の単位はパーセントです。絶対値は 2 つとも必要です。
# 分子の絶対値がないと、符号の異なる誤差が打ち消し合います。分母の絶対値がないと、
# $y_i$ が負のところで誤差が引き算されてしまいます。
#
# 例として $y = (100, -50, 20)$、 $p = (110, -45, 25)$ とします。相対誤差は $10/100 = 0.1$、 $5/50 = 0.1$、
# $5/20 = 0.25$ なので、MAPE は $100 \cdot 0.45 / 3 = 15$ パーセントです。
#
# $y_i = 0$ のところでは 0 で割ることになります。万能の対処法はないので、どうするかを呼び出し側が `zero` で
# 選びます。
#
# - `"skip"`（既定値）では、その要素を除き、 $n$ は残りの要素だけを数えます。1 つも残らなければ、
#   結果は NaN です。
# - `"eps"` では、scikit-learn と同じように、`np.finfo(np.float64).eps` より小さい分母 $|y_i|$ をすべてこの
#   値に置き換えます。
# - `"raise"` では、真の値が 0 の要素があれば `ValueError` を送出します。
#
# 欠損値を表す NaN は 0 ではないので、それを理由に除くことはせず、結果も NaN になります。ただし、真の値が
# 0 の要素は、予測値が NaN であっても `"skip"` で除きます。
#
# 採点されるのは、正負両方の値、それぞれの指定での 0、とても小さな値、表、NaN に対する値（Python の `float`）
# と、形状が異なる場合、空の配列、3 つ以外の `zero` に対する `ValueError` です。scikit-learn の完成品は使えません。
#
# 行き詰まったら、Hyndman と Koehler の "Another look at measures of forecast accuracy"（2006）や、numpy の
# [真偽値配列によるインデックス](https://numpy.org/doc/stable/user/basics.indexing.html#boolean-array-indexing)
# を見てください。

# %% [markdown] lang="en" hint="1"
# Deal with everything that raises first, in the order of the docstring. Then only two ways to treat a zero
# are left.

# %% [markdown] lang="en" hint="2"
# For "skip", keep the entries of y and of p at the places where y is not zero, and return NaN if that leaves
# nothing. For "eps", leave the entries alone, and replace the denominators that are too small. The mean of the
# ratios comes last, and is the same for all policies.

# %% [markdown] lang="en" hint="3"
# A bool array picks entries: `y[y != 0]` and `p[y != 0]` (take both before you overwrite y). `np.maximum` of
# `np.abs(y)` and the smallest number allowed gives the denominators for "eps". Do not forget the factor 100.

# %% [markdown] lang="ja" hint="1"
# まず、例外になる場合を docstring の順に片づけましょう。残るのは、0 の扱い方が 2 通りだけです。

# %% [markdown] lang="ja" hint="2"
# "skip" では、y が 0 でない位置の y と p の要素だけを残し、何も残らなければ NaN を返します。"eps" では要素はそのままで、
# 小さすぎる分母を置き換えます。最後に割合を平均します。これはどの指定でも同じです。

# %% [markdown] lang="ja" hint="3"
# bool の配列で要素を選べます。`y[y != 0]` と `p[y != 0]` です（y を上書きする前に両方取ります）。"eps" の分母は、
# `np.abs(y)` と許される最小の数との `np.maximum` です。100 倍を忘れないでください。

# %%
import numpy as np


def mape(y: np.ndarray, p: np.ndarray, zero: str = "skip") -> float:
    """The mean absolute percentage error, in percent.

    Args:
        y: true values, float64, of any shape; the mean is over all entries.
        p: forecasts, of the same shape.
        zero: what to do about true values of zero. "skip": leave them out, NaN if none is left; "eps":
            replace every denominator smaller than np.finfo(np.float64).eps by it; "raise": raise ValueError.

    Returns:
        A float. NaN if an entry that counts holds NaN in y or p: NaN is not zero, and is not left out.

    Raises:
        ValueError: the shapes differ (they are not broadcast), there are no entries at all, or zero is none
            of the three; with "raise", also if a true value is zero.

    Write it with numpy; sklearn.metrics.mean_absolute_percentage_error is not allowed.
    """
    # BEGIN SOLUTION
    if y.shape != p.shape:
        raise ValueError(f"y has shape {y.shape} and p has shape {p.shape}")
    if y.size == 0:
        raise ValueError("there is nothing to average")
    if zero not in ("skip", "eps", "raise"):
        raise ValueError(f'zero should be "skip", "eps" or "raise", not {zero!r}')
    if zero == "raise" and np.any(y == 0):
        raise ValueError("a true value is zero")
    if zero == "skip":
        y, p = y[y != 0], p[y != 0]
        if y.size == 0:
            return float("nan")
    denominator = np.abs(y)
    if zero == "eps":
        denominator = np.maximum(denominator, np.finfo(np.float64).eps)
    return float(100 * np.mean(np.abs(y - p) / denominator))
    # END SOLUTION
