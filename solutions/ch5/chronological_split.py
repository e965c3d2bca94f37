# %% [markdown] lang="en"
# Before a model is trained, its data are divided in three: the **training** part, from which it learns; the
# **validation** part, with which you choose among models; and the **test** part, which is looked at once, at
# the end. With a time series the parts must follow each other in time, oldest first. Were the steps shuffled,
# the model would learn from days that come after those that it is tested on. The future would **leak**, and
# no forecast in real life has that help.
#
# Let $n$ be the number of steps, and $p$ and $q$ the shares of the training and the validation part. The cuts
# are at
#
# $$a = \lfloor n p + 10^{-9} \rfloor, \qquad b = \lfloor n (p + q) + 10^{-9} \rfloor$$
#
# Training takes the steps $0, \ldots, a - 1$, validation $a, \ldots, b - 1$, and the test takes the rest,
# $b, \ldots, n - 1$. So every step is in exactly one part.
#
# Both cuts are rounded down. The $10^{-9}$ is there since computers miss decimal fractions: `100 * 0.29` is
# 28.999999999999996, and without it one step would move from one part to another.
#
# Take $n = 11$, $p = 0.5$ and $q = 0.25$. Then $np = 5.5$ gives $a = 5$ and $n (p + q) = 8.25$ gives $b = 8$.
# The parts are (0, 1, 2, 3, 4), (5, 6, 7) and (8, 9, 10). Rounding $nq = 2.75$ down on its own would have
# left only two steps to validate.
#
# A share of 0 is allowed, and a part may come out empty. `ValueError` is for shares that make no sense: one that is
# below 0 or above 1, or two that add up to 1 or more, so that no share is left for the test.
#
# What is graded: the three lists, also for very short series, for an empty validation part, and for shares that
# floats miss; and the `ValueError`.
#
# If you are stuck: Bergmeir and Benítez, "On the use of cross-validation for time series predictor
# evaluation" (2012), and
# [torch.utils.data.Subset](https://docs.pytorch.org/docs/stable/data.html#torch.utils.data.Subset), which
# takes such a list of indices.

# %% [markdown] lang="ja"
# モデルを学習させる前に、データを 3 つに分けます。モデルが学ぶ **学習用**、モデルを選ぶための **検証用**、
# 最後に一度だけ使う **テスト用** です。時系列では、古いものから順に、時間に沿って分けなければなりません。
# シャッフルすると、テストする日より後の日からモデルが学ぶことになります。未来の情報が **漏れて**（リーク）
# しまうのです。実際の予測では、そのような助けはありません。
#
# $n$ をステップ数、 $p$ を学習用の割合、 $q$ を検証用の割合とします。境界は次の位置に置きます。
#
# $$a = \lfloor n p + 10^{-9} \rfloor, \qquad b = \lfloor n (p + q) + 10^{-9} \rfloor$$
#
# 学習用は時刻 $0, \ldots, a - 1$、検証用は $a, \ldots, b - 1$、テスト用は残りの $b, \ldots, n - 1$ です。
# どの時刻も、ちょうど 1 つの部分に入ります。
#
# 境界は 2 つとも切り捨てます。 $10^{-9}$ を足すのは、コンピュータが小数を正確に表せないためです。
# `100 * 0.29` は 28.999999999999996 になり、足さないと 1 ステップが別の部分に移ってしまいます。
#
# 例として $n = 11$、 $p = 0.5$、 $q = 0.25$ とします。 $np = 5.5$ から $a = 5$、 $n (p + q) = 8.25$ から $b = 8$
# となり、3 つの部分は (0, 1, 2, 3, 4)、(5, 6, 7)、(8, 9, 10) です。 $nq = 2.75$ を単独で切り捨てると、
# 検証用が 2 ステップに減ってしまいます。
#
# 割合は 0 でもかまいません。また、結果として空になる部分があってもかまいません。`ValueError` を送出するのは、
# ありえない割合のときです。つまり、0 より小さい割合や 1 より大きい割合があるとき、または 2 つの合計が 1 以上で、
# テスト用の割合が残らないときです。
#
# 採点されるのは、3 つのリスト（とても短い系列、検証用が空の場合、浮動小数点数で誤差の出る割合も含みます）と、
# この `ValueError` です。
#
# 行き詰まったら、Bergmeir と Benítez の "On the use of cross-validation for time series predictor
# evaluation"（2012）や、このようなインデックスのリストを受け取る
# [torch.utils.data.Subset](https://docs.pytorch.org/docs/stable/data.html#torch.utils.data.Subset)
# を見てください。

# %% [markdown] lang="en" hint="1"
# Two cut points decide everything. No step is ever moved: each part is an unbroken run of numbers.

# %% [markdown] lang="en" hint="2"
# First refuse bad shares. Then compute the cut points a and b by the formula, and make three ranges out of
# them: up to a, from a to b, and from b to n. Turn each into a list.

# %% [markdown] lang="en" hint="3"
# `int` rounds a positive number down, and `list(range(a, b))` is the middle part. The second cut uses the sum
# `train + val`, with 1e-9 added after the multiplication by n.

# %% [markdown] lang="ja" hint="1"
# 2 つの境界ですべてが決まります。時刻の並べ替えは不要で、どの部分も連続した番号です。

# %% [markdown] lang="ja" hint="2"
# まず、不正な割合に対して例外を送出します。次に式のとおりに境界 a と b を求め、a まで、a から b まで、b から n までの 3 つの
# 範囲を作り、それぞれをリストにします。

# %% [markdown] lang="ja" hint="3"
# 正の数は `int` で切り捨てられ、真ん中の部分は `list(range(a, b))` です。2 つ目の境界には合計 `train + val` を使い、
# n を掛けた後に 1e-9 を足します。

# %%
def chronological_split(n: int, train: float, val: float) -> tuple[list[int], list[int], list[int]]:
    """Divide the steps of a series into training, validation and test part, in order of time.

    Args:
        n: number of steps, at least 1.
        train: share of the training part, 0 to 1.
        val: share of the validation part, 0 to 1; 0 means that there is none.

    Returns:
        (train_idx, val_idx, test_idx), lists of int: the steps 0 to a - 1, a to b - 1 and b to n - 1, where
        a = floor(n * train + 1e-9) and b = floor(n * (train + val) + 1e-9). A part may be empty.

    Raises:
        ValueError: train or val lies outside 0 to 1, or train + val is 1 or more.
    """
    # BEGIN SOLUTION
    if not 0 <= train <= 1 or not 0 <= val <= 1 or train + val >= 1:
        raise ValueError(f"the shares {train} and {val} leave nothing for the test, or are no shares")
    a = int(n * train + 1e-9)
    b = int(n * (train + val) + 1e-9)
    return list(range(a)), list(range(a, b)), list(range(b, n))
    # END SOLUTION
