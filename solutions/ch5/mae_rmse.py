# %% [markdown] lang="en"
# Two numbers say how far forecasts lie from the truth. Let $y_i$ be the true values, $p_i$ the forecasts and
# $n$ the number of entries. The **mean absolute error** is the average distance, the **root mean squared
# error** the root of the average squared distance:
#
# $$\text{MAE} = \frac{1}{n} \sum_{i=1}^{n} |y_i - p_i|, \qquad \text{RMSE} = \sqrt{\frac{1}{n} \sum_{i=1}^{n} (y_i - p_i)^2}$$
#
# Both are in the unit of the series, degrees or dollars. They differ in how they treat large errors: squaring
# makes one error of 4 count as much as sixteen errors of 1. RMSE is never smaller than MAE, and equal to it
# only if all errors have the same size.
#
# Take $y = (1, 2, 3)$ and $p = (1, 4, 7)$. The distances are 0, 2 and 4, so MAE is $6/3 = 2$. Their squares
# are 0, 4 and 16, so RMSE is $\sqrt{20/3} = 2.582$.
#
# Forecasts often come in tables, of shape `[T, F]` or `[N, H, F]`. Average over **all** entries together: one
# sum, one division, one root. The mean of the roots of single columns is another number. With the table
# $y = ((1, 2), (3, 4))$ and $p = ((1, 4), (3, 8))$, RMSE is $\sqrt{20/4} = 2.236$, while the columns have 0
# and 3.162, whose mean is 1.581.
#
# Shapes that differ are a trap. numpy makes an $n \times n$ table out of `[n, 1]` minus `[n]`, and the mean
# of that looks like a fair result. Raise `ValueError` instead.
#
# What is graded: the values of `mae` and `rmse`, each a Python `float`, for one to three axes and with NaN;
# and `ValueError` for shapes that differ and for empty arrays. Write it with numpy; torch's ready-made losses
# (`l1_loss`, `L1Loss`, `mse_loss`, `MSELoss`) are not allowed.
#
# If you are stuck: Willmott and Matsuura, "Advantages of the mean absolute error (MAE) over the root mean
# square error (RMSE) in assessing average model performance" (2005);
# [torch.nn.L1Loss](https://docs.pytorch.org/docs/stable/generated/torch.nn.L1Loss.html) and
# [torch.nn.MSELoss](https://docs.pytorch.org/docs/stable/generated/torch.nn.MSELoss.html) give the formulas.

# %% [markdown] lang="ja"
# 予測が真の値からどれだけ離れているかを、2 つの数で表します。 $y_i$ を真の値、 $p_i$ を予測値、 $n$ を要素の数と
# します。**平均絶対誤差（MAE）** は距離の平均、**二乗平均平方根誤差（RMSE）** は距離の 2 乗の平均の平方根です。
#
# $$\text{MAE} = \frac{1}{n} \sum_{i=1}^{n} |y_i - p_i|, \qquad \text{RMSE} = \sqrt{\frac{1}{n} \sum_{i=1}^{n} (y_i - p_i)^2}$$
#
# どちらの単位も、度や円といった系列の単位と同じです。違うのは大きな誤差の扱いです。2 乗するので、4 の誤差 1 つは
# 1 の誤差 16 個分に数えられます。RMSE が MAE より小さくなることはなく、等しくなるのは、
# 誤差の大きさがすべて同じときだけです。
#
# 例として $y = (1, 2, 3)$、 $p = (1, 4, 7)$ とします。距離は 0、2、4 なので、MAE は $6/3 = 2$ です。2 乗は 0、4、16
# なので、RMSE は $\sqrt{20/3} = 2.582$ です。
#
# 予測は `[T, F]` や `[N, H, F]` のような表の形をしていることがよくあります。**すべて** の要素をまとめて平均します。
# 合計も割り算も平方根も 1 回だけです。列ごとの平方根の平均は別の数になります。 $y = ((1, 2), (3, 4))$、
# $p = ((1, 4), (3, 8))$ という表では RMSE は $\sqrt{20/4} = 2.236$ ですが、列ごとの値は 0 と 3.162 で、
# その平均は 1.581 です。
#
# 形状の違いには落とし穴があります。numpy は `[n, 1]` と `[n]` の差から $n \times n$ の表を作り、
# その平均は一見もっともらしい値になります。代わりに `ValueError` を送出してください。
#
# 採点されるのは、1 から 3 個の軸を持つ配列や NaN に対する `mae` と `rmse` の値（どちらも Python の `float`）と、
# 形状が異なる場合や空の配列に対する `ValueError` です。numpy で書きます。torch に用意されている損失
# （`l1_loss`、`L1Loss`、`mse_loss`、`MSELoss`）は使えません。
#
# 行き詰まったら、Willmott と Matsuura の "Advantages of the mean absolute error (MAE) over the root mean
# square error (RMSE) in assessing average model performance"（2005）や、数式が載っている
# [torch.nn.L1Loss](https://docs.pytorch.org/docs/stable/generated/torch.nn.L1Loss.html) と
# [torch.nn.MSELoss](https://docs.pytorch.org/docs/stable/generated/torch.nn.MSELoss.html) を見てください。

# %% [markdown] lang="en" hint="1"
# Check the two shapes before you subtract anything. After that, both functions are one line of numpy.

# %% [markdown] lang="en" hint="2"
# Subtract, make every entry positive (by its absolute value, or by squaring), average over all entries at
# once, and for RMSE take the root of that one number. numpy's mean goes over all axes if you name none.

# %% [markdown] lang="en" hint="3"
# Compare `y.shape` with `p.shape` and look at `y.size`. Then use `np.abs(...)` or `(...) ** 2` inside
# `np.mean`, and `np.sqrt` outside of it. `float(...)` turns the result into a Python float.

# %% [markdown] lang="ja" hint="1"
# 引き算の前に、2 つの形状を確かめましょう。その後は、どちらの関数も numpy の 1 行です。

# %% [markdown] lang="ja" hint="2"
# 差を取り、絶対値または 2 乗ですべての要素を正にし、全要素をまとめて平均します。RMSE では、
# その 1 つの数の平方根を取ります。numpy の mean は、軸を指定しなければすべての軸について平均します。

# %% [markdown] lang="ja" hint="3"
# `y.shape` と `p.shape` を比べ、`y.size` も見ます。次に `np.mean` の中で `np.abs(...)` や `(...) ** 2` を使い、
# `np.sqrt` はその外側に置きます。`float(...)` で Python の float になります。

# %%
import numpy as np


def mae(y: np.ndarray, p: np.ndarray) -> float:
    """The mean absolute error over all entries.

    Args:
        y: true values, float64, of any shape.
        p: forecasts, of the same shape.

    Returns:
        A float. NaN if y or p holds NaN: it is not left out.

    Raises:
        ValueError: the shapes differ (they are not broadcast), or there are no entries at all.

    Write it with numpy; torch's l1_loss, L1Loss, mse_loss and MSELoss are not allowed.
    """
    # BEGIN SOLUTION
    if y.shape != p.shape or y.size == 0:
        raise ValueError(f"cannot compare the shapes {y.shape} and {p.shape}")
    return float(np.mean(np.abs(y - p)))
    # END SOLUTION


def rmse(y: np.ndarray, p: np.ndarray) -> float:
    """The root of the mean squared error over all entries: one root, taken at the end.

    Args:
        y: true values, float64, of any shape.
        p: forecasts, of the same shape.

    Returns:
        A float. NaN if y or p holds NaN: it is not left out.

    Raises:
        ValueError: the shapes differ (they are not broadcast), or there are no entries at all.

    Write it with numpy; torch's l1_loss, L1Loss, mse_loss and MSELoss are not allowed.
    """
    # BEGIN SOLUTION
    if y.shape != p.shape or y.size == 0:
        raise ValueError(f"cannot compare the shapes {y.shape} and {p.shape}")
    return float(np.sqrt(np.mean((y - p) ** 2)))
    # END SOLUTION
