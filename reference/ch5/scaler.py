"""Reference of ch5.scaler: features brought to a common scale, with statistics of the training part alone."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

import numpy as np

from autograder.drawing import Draw
from autograder.exercise import Exercise, Probe, Step, build

exercise = Exercise(
    title="Scaling features",
    title_ja="特徴量の正規化",
    position=3,
    points=5,
    difficulty=2,
    minutes=25,
)

Array = np.ndarray[Any, Any]
Columns = Sequence[int] | None


@exercise.oracle("the scaler")
class Scaler:
    """Column by column and number by number, in exact sums."""

    def __init__(self, kind: str = "standard") -> None:
        if kind not in ("standard", "minmax"):
            raise ValueError(f"unknown kind {kind!r}")
        self.kind = kind
        self.statistics: list[tuple[float, float]] = []

    def fit(self, x: Array) -> Scaler:
        self.statistics = [self.center_and_spread([v for v in column if v == v]) for column in x.T.tolist()]
        return self

    def center_and_spread(self, known: list[float]) -> tuple[float, float]:
        """What is subtracted from a column and what it is divided by, from its values that are not missing."""
        low, high = min(known), max(known)
        center, spread = low, high - low
        if self.kind == "standard":
            center = math.fsum(known) / len(known)
            spread = math.sqrt(math.fsum((value - center) ** 2 for value in known) / len(known))
        return center, 1.0 if low == high else spread

    def transform(self, x: Array) -> Array:
        self.must_be_fitted()
        rows = [
            [(v - center) / spread for v, (center, spread) in zip(row, self.statistics, strict=True)]
            for row in x.tolist()
        ]
        return np.array(rows, x.dtype).reshape(x.shape)

    def inverse_transform(self, z: Array, columns: Columns = None) -> Array:
        self.must_be_fitted()
        wanted = self.statistics if columns is None else [self.statistics[column] for column in columns]
        rows = [[v * spread + center for v, (center, spread) in zip(row, wanted, strict=True)] for row in z.tolist()]
        return np.array(rows, z.dtype).reshape(z.shape)

    def must_be_fitted(self) -> None:
        if not self.statistics:
            raise RuntimeError("fit comes first")


@exercise.twin("Scaler")
class ScalerOfSklearn:
    """scikit-learn's StandardScaler and MinMaxScaler."""

    def __init__(self, kind: str = "standard") -> None:
        if kind not in ("standard", "minmax"):
            raise ValueError(kind)
        from sklearn.preprocessing import MinMaxScaler, StandardScaler  # only proofs need it, grading does not

        self.scaler = StandardScaler() if kind == "standard" else MinMaxScaler()

    def fit(self, x: Array) -> ScalerOfSklearn:
        self.scaler.fit(x)
        return self

    def transform(self, x: Array) -> Any:
        try:
            return self.scaler.transform(x)
        except AttributeError as error:  # sklearn.exceptions.NotFittedError is one
            raise RuntimeError from error

    def inverse_transform(self, z: Array, columns: Columns = None) -> Any:
        try:
            if columns is None:
                return self.scaler.inverse_transform(z)
            table = np.zeros((len(z), self.scaler.n_features_in_))
            table[:, list(columns)] = z
            return self.scaler.inverse_transform(table)[:, list(columns)]
        except AttributeError as error:
            raise RuntimeError from error


def table(draw: Draw, T: int, F: int, shift: float = 2.0) -> Array:
    """Random columns, each with a middle and a spread of its own."""
    spreads = np.array([1.5, 0.4, 6.0, 2.5, 0.8])[:F]
    middles = np.array([3.0, -1.0, 10.0, 0.5, -4.0])[:F]
    values: Array = np.round(draw.array(T, F) * spreads + middles * shift, 12)
    return values


def scaled(kind: str, train: Array, *tests: Array) -> Probe:
    """A scaler of this kind fitted on `train`, and what it makes of each of the `tests`."""
    transforms = (Step("$0.transform", (test,), keep=True) for test in tests)
    return build("Scaler", kind, parameters=None, then=(Step("$0.fit", (train,)), *transforms))


def restored(kind: str, train: Array, z: Array, **options: Any) -> Probe:
    """A scaler of this kind fitted on `train`, and what it takes `z` back to."""
    back = Step("$0.inverse_transform", (z,), options)
    return build("Scaler", kind, parameters=None, then=(Step("$0.fit", (train,)), back))


@exercise.case(0.25, public=True)
def standard_by_hand(draw: Draw) -> Probe:
    """Kind "standard": two columns of four steps to fit, then two new steps to transform."""
    return scaled("standard", table(draw, 4, 2).round(1), table(draw, 2, 2).round(1))


@exercise.case(0.25, public=True)
def minmax_by_hand(draw: Draw) -> Probe:
    """Kind "minmax": new steps beyond the range of the training part give values below 0 or above 1."""
    train = table(draw, 4, 2).round(1)
    return scaled("minmax", train, np.stack([2 * train.max(0) - train.min(0), train.min(0) - 1]).round(1))


@exercise.case(0.5, public=True)
def back_to_the_old_units(draw: Draw) -> Probe:
    """inverse_transform takes scaled values, such as a model's forecasts, back to the units of the series."""
    return restored("standard", table(draw, 5, 2), draw.array(3, 2))


@exercise.case(0.25)
def standard_scaling(draw: Draw) -> Probe:
    """Kind "standard", which is the default, on the training part itself and on steps that follow it."""
    train, test = table(draw, 20, 3), table(draw, 8, 3, shift=3.0)
    steps = Step("$0.fit", (train,)), Step("$0.transform", (train,), keep=True), Step("$0.transform", (test,))
    return build("Scaler", parameters=None, then=steps)


@exercise.case(0.25)
def minmax_scaling(draw: Draw) -> Probe:
    """Kind "minmax", on the training part itself and on steps that leave its range."""
    train = table(draw, 20, 3)
    return scaled("minmax", train, train, table(draw, 8, 3, shift=3.0))


@exercise.case(0.25)
def minmax_back_to_the_old_units(draw: Draw) -> Probe:
    """inverse_transform of kind "minmax"."""
    return restored("minmax", table(draw, 12, 3), draw.array(7, 3))


@exercise.case(0.25)
def sizes_all_equal(draw: Draw) -> Probe:
    """As many steps as columns, so that exchanged axes raise nothing."""
    train, test = table(draw, 5, 5), table(draw, 5, 5, shift=3.0)
    return build(
        "Scaler",
        parameters=None,
        then=(
            Step("$0.fit", (train,)),
            Step("$0.transform", (test,), keep=True),
            Step("$0.inverse_transform", (draw.array(5, 5),)),
        ),
    )


@exercise.case(0.25)
def some_columns_back_to_the_old_units(draw: Draw) -> Probe:
    """inverse_transform of the columns named alone, in a list or a tuple, in the order in which they are named."""
    return build(
        "Scaler",
        parameters=None,
        then=(
            Step("$0.fit", (table(draw, 12, 4),)),
            Step("$0.inverse_transform", (draw.array(7, 1),), {"columns": [2]}, keep=True),
            Step("$0.inverse_transform", (draw.array(6, 2),), {"columns": (3, 0)}),
        ),
    )


@exercise.case(0.25)
def a_constant_column(draw: Draw) -> Probe:
    """Kind "standard": a column that never changes in the training part is divided by 1."""
    train, test = table(draw, 7, 3), table(draw, 4, 3)
    while train[:, 1].std() == 0 or train[:, 1].max() > train[:, 1].min():
        train[:, 1] = draw.number(0.5, 2)
    return scaled("standard", train, train, test)


@exercise.case(0.25)
def a_constant_column_and_minmax(draw: Draw) -> Probe:
    """Kind "minmax": a column that never changes in the training part is divided by 1."""
    train, test = table(draw, 7, 3), table(draw, 4, 3)
    train[:, 1] = draw.number(0.5, 2)
    return scaled("minmax", train, train, test)


def with_nan(draw: Draw, kind: str) -> Probe:
    """Training and test part with missing values; the last column never changes where it has values."""
    train, test = table(draw, 9, 4), table(draw, 4, 4)
    train[2, 1] = train[:, 1].max() + 1
    train[[2, 5, 6], [0, 2, 2]] = np.nan
    while np.nanstd(train, axis=0)[3] == 0 or np.nanmax(train[:, 3]) > np.nanmin(train[:, 3]):
        train[:, 3] = draw.number(0.5, 2)
        train[[1, 6], 3] = np.nan
    test[1, 1] = np.nan
    return scaled(kind, train, test)


@exercise.case(0.25, watch="everything")
def missing_values(draw: Draw) -> Probe:
    """fit ignores NaN, also in a constant column; transform leaves it where it is. Nothing else changes, and the same calls give the same again."""
    return with_nan(draw, "standard")


@exercise.case(0.25)
def missing_values_and_minmax(draw: Draw) -> Probe:
    """Kind "minmax": fit ignores NaN, also in a constant column; transform leaves it where it is."""
    return with_nan(draw, "minmax")


@exercise.case(0.25)
def a_very_small_spread(draw: Draw) -> Probe:
    """A column of tiny numbers is scaled like any other: only a spread of zero is special."""
    return scaled("standard", draw.array(9, 2) * [1e-17, 1e-3], draw.array(4, 2) * [1e-17, 1e-3])


@exercise.case(0.25, dtype="float32")
def single_precision(draw: Draw) -> Probe:
    """float32 in, float32 out, in both directions."""
    steps = Step("$0.transform", (table(draw, 4, 2),), keep=True), Step("$0.inverse_transform", (draw.array(4, 2),))
    return build("Scaler", "standard", parameters=None, then=(Step("$0.fit", (table(draw, 9, 2),)), *steps))


@exercise.case(0.25, watch="everything")
def arguments_stay_as_they_are(draw: Draw) -> Probe:
    """No method changes the array that it is given, or anything else; the same calls give the same when repeated."""
    train, test = table(draw, 9, 2), table(draw, 4, 2)
    test[0] = train.max(0) + 1
    steps = Step("$0.transform", (test,), keep=True), Step("$0.inverse_transform", (draw.array(4, 2),))
    return build("Scaler", "minmax", parameters=None, then=(Step("$0.fit", (train,)), *steps))


@exercise.case(0.25)
def fitted_again(draw: Draw) -> Probe:
    """fit returns the scaler, so that calls can be chained, and a second fit forgets the first."""
    train, later, test = table(draw, 9, 2), table(draw, 6, 2, shift=3.0), table(draw, 4, 2)
    return build(
        "Scaler",
        "standard",
        parameters=None,
        then=(
            Step("$0.fit", (train,)),
            Step("$1.transform", (test,), keep=True),
            Step("$1.fit", (later,)),
            Step("$3.transform", (test,)),
        ),
    )


@exercise.case(0.25)
def transform_before_fit(draw: Draw) -> Probe:
    """transform before fit raises RuntimeError."""
    return build("Scaler", "standard", parameters=None, then=(Step("$0.transform", (table(draw, 4, 2),)),))


@exercise.case(0.25)
def inverse_transform_before_fit(draw: Draw) -> Probe:
    """inverse_transform before fit raises RuntimeError."""
    return build("Scaler", "minmax", parameters=None, then=(Step("$0.inverse_transform", (table(draw, 4, 2),)),))


@exercise.case(0.25)
def an_unknown_kind(draw: Draw) -> Probe:
    """A kind of another name raises ValueError when the scaler is made."""
    return build("Scaler", "robust", parameters=None, then=(Step("$0.fit", (table(draw, 4, 2),)),))


# Left out: inputs that are not contiguous and torch.no_grad() (they are arrays), and gradients.
# Wrong implementations: numpy's statistics of a whole table, with one part changed.


class NumpyScaler:
    """A right one, in pieces that the mistakes replace."""

    known: tuple[str, ...] = ("standard", "minmax")
    center: Any = None
    spread: Any = None

    def __init__(self, kind: str = "standard") -> None:
        if kind not in self.known:
            raise ValueError(kind)
        self.kind = kind

    def fit(self, x: Array) -> Any:
        self.center, self.spread = self.statistics(x)
        return self

    def statistics(self, x: Array) -> tuple[Any, Any]:
        constant = np.nanmax(x, axis=0) == np.nanmin(x, axis=0)
        center, spread = self.middle_and_width(x)
        return center, np.where(constant, 1.0, spread)

    def middle_and_width(self, x: Array) -> tuple[Any, Any]:
        if self.kind == "standard":
            return np.nanmean(x, axis=0), np.nanstd(x, axis=0)
        return np.nanmin(x, axis=0), np.nanmax(x, axis=0) - np.nanmin(x, axis=0)

    def transform(self, x: Array) -> Any:
        self.must_be_fitted()
        with np.errstate(all="ignore"):
            return (x - self.center) / self.spread

    def inverse_transform(self, z: Array, columns: Columns = None) -> Any:
        self.must_be_fitted()
        which: Any = slice(None) if columns is None else list(columns)
        return z * self.spread[which] + self.center[which]

    def must_be_fitted(self) -> None:
        if self.center is None:
            raise RuntimeError("fit comes first")


@exercise.mistake(
    "Scaler",
    "The statistics are those of the training part and of what is transformed together. Use the training part only:"
    " anything else leaks the future.",
    "学習用のデータと変換するデータを合わせた統計量を使っています。学習用だけから求めます。"
    "そうしないと未来の情報が漏れます。",
)
class statistics_of_everything_seen(NumpyScaler):
    def fit(self, x: Array) -> Any:
        self.seen = x
        return super().fit(x)

    def transform(self, x: Array) -> Any:
        self.must_be_fitted()
        together = NumpyScaler(self.kind).fit(np.concatenate([self.seen, x]))
        return together.transform(x)


@exercise.mistake(
    "Scaler",
    "transform computes the statistics anew from its argument. It uses those that fit has stored.",
    "transform が引数から統計量を求め直しています。fit で保存したものを使います。",
)
class fitted_again_by_transform(NumpyScaler):
    def transform(self, x: Array) -> Any:
        self.must_be_fitted()
        self.fit(x)
        return super().transform(x)


@exercise.mistake(
    "Scaler",
    "The variance is divided by n - 1, as pandas does. Divide by n: the standard deviation of the population, as numpy"
    " and scikit-learn do by default.",
    "分散を n - 1 で割っています（pandas の既定）。numpy や scikit-learn の既定と同じく、n で割る標準偏差を使います。",
)
class divided_by_one_less(NumpyScaler):
    def middle_and_width(self, x: Array) -> tuple[Any, Any]:
        center, spread = super().middle_and_width(x)
        return center, np.nanstd(x, axis=0, ddof=1) if self.kind == "standard" else spread


@exercise.mistake(
    "Scaler",
    "The values are divided by the variance. Divide by its root, the standard deviation.",
    "分散で割っています。その平方根である標準偏差で割ります。",
)
class divided_by_the_variance(NumpyScaler):
    def middle_and_width(self, x: Array) -> tuple[Any, Any]:
        center, spread = super().middle_and_width(x)
        return center, spread**2 if self.kind == "standard" else spread


@exercise.mistake(
    "Scaler",
    "One statistic serves all columns. Each feature has its own: axis 0.",
    "すべての列で同じ統計量を使っています。特徴量ごとに求めます（axis=0）。",
)
class one_statistic_for_all_columns(NumpyScaler):
    def statistics(self, x: Array) -> tuple[Any, Any]:
        center, spread = super().statistics(x.reshape(-1, 1))
        return np.full(x.shape[1], center), np.full(x.shape[1], spread)


@exercise.mistake(
    "Scaler",
    "The statistics are taken along the columns, one for each step. Time is axis 0: take them along it, one for each"
    " column.",
    "統計量を列の方向に、時刻ごとに求めています。時間は axis=0 です。その方向に、列ごとに求めます。",
)
class statistics_of_each_step(NumpyScaler):
    def statistics(self, x: Array) -> tuple[Any, Any]:
        center, spread = super().statistics(x.T)
        return center[:, None], spread[:, None]


@exercise.mistake(
    "Scaler",
    "The statistics have the wrong axis: there is one for each step, and it is subtracted from a column. Take them"
    " along axis 0.",
    "統計量の軸が違います。時刻ごとに求めた値を列から引いています。axis=0 に沿って求めます。",
)
class statistics_along_axis_1(NumpyScaler):
    def statistics(self, x: Array) -> tuple[Any, Any]:
        return super().statistics(x.T)


@exercise.mistake(
    "Scaler",
    "A column that never changes is divided by zero. Replace its spread by 1.",
    "値の変わらない列で 0 による割り算が起きています。その幅を 1 に置き換えます。",
)
class divided_by_zero(NumpyScaler):
    def statistics(self, x: Array) -> tuple[Any, Any]:
        return self.middle_and_width(x)


@exercise.mistake(
    "Scaler",
    "A constant column is recognised by a standard deviation of zero. Rounding can leave a tiny number there: compare"
    " the largest with the smallest value instead.",
    "標準偏差が 0 かどうかで定数の列を判定しています。丸め誤差のため、0 ではなくごく小さな値になることがあります。"
    "代わりに最大値と最小値を比べます。",
)
class constant_if_the_deviation_is_zero(NumpyScaler):
    def statistics(self, x: Array) -> tuple[Any, Any]:
        center, spread = self.middle_and_width(x)
        return center, np.where(spread == 0, 1.0, spread)


@exercise.mistake(
    "Scaler",
    "A small number is added to every spread, which is a large error where the spread is small itself. Guard only"
    " constant columns.",
    "すべての幅に小さな数を足しています。幅そのものが小さいと大きな誤差になります。定数の列だけを特別に扱います。",
)
class small_number_added_to_the_spread(NumpyScaler):
    def statistics(self, x: Array) -> tuple[Any, Any]:
        center, spread = self.middle_and_width(x)
        return center, spread + 1e-8


@exercise.mistake(
    "Scaler",
    "A small spread is treated like zero. Only a column whose values are all equal is constant, however small they"
    " are.",
    "小さな幅が 0 とみなされています。値がどれほど小さくても、すべて等しい列だけが定数です。",
)
class small_spread_taken_for_zero(NumpyScaler):
    def statistics(self, x: Array) -> tuple[Any, Any]:
        center, spread = self.middle_and_width(x)
        return center, np.where(spread < 1e-8, 1.0, spread)


@exercise.mistake(
    "Scaler",
    "A column that never changes becomes all zeros, new values included. Subtract its value and divide by 1.",
    "値の変わらない列が、新しいデータでもすべて 0 になっています。その値を引き、1 で割ります。",
)
class constant_columns_set_to_zero(NumpyScaler):
    def fit(self, x: Array) -> Any:
        self.constant = np.nanmax(x, axis=0) == np.nanmin(x, axis=0)
        return super().fit(x)

    def transform(self, x: Array) -> Any:
        return np.where(self.constant, 0.0, super().transform(x)) if self.center is not None else super().transform(x)


@exercise.mistake(
    "Scaler",
    "Values beyond the training range are clipped to 0 or 1. They are information: leave them.",
    "学習用の範囲を超えた値が 0 や 1 に切り詰められています。その値も情報なので、そのまま残します。",
)
class clipped_to_the_range(NumpyScaler):
    def transform(self, x: Array) -> Any:
        z = super().transform(x)
        return z.clip(0, 1) if self.kind == "minmax" else z


@exercise.mistake(
    "Scaler",
    "The minimum is not subtracted: the values are divided by the largest one. (x - min) / (max - min) starts at 0.",
    "最小値を引かずに最大値で割っています。(x - min) / (max - min) とします。",
)
class divided_by_the_maximum(NumpyScaler):
    def middle_and_width(self, x: Array) -> tuple[Any, Any]:
        center, spread = super().middle_and_width(x)
        return (center, spread) if self.kind == "standard" else (0.0 * center, np.nanmax(x, axis=0))


@exercise.mistake(
    "Scaler",
    "The minimum is subtracted, but the values are divided by the maximum. Divide by max - min.",
    "最小値を引いた後、最大値で割っています。max - min で割ります。",
)
class divided_by_the_maximum_after_subtracting(NumpyScaler):
    def middle_and_width(self, x: Array) -> tuple[Any, Any]:
        center, spread = super().middle_and_width(x)
        return center, spread if self.kind == "standard" else np.nanmax(x, axis=0)


@exercise.mistake(
    "Scaler",
    "The training part is scaled to -1 to 1. Kind minmax takes the smallest value to 0 and the largest to 1.",
    "-1 から 1 の範囲に変換しています。minmax では最小値を 0、最大値を 1 にします。",
)
class scaled_to_minus_one(NumpyScaler):
    def middle_and_width(self, x: Array) -> tuple[Any, Any]:
        center, spread = super().middle_and_width(x)
        return (center, spread) if self.kind == "standard" else (center + spread / 2, spread / 2)


@exercise.mistake(
    "Scaler",
    "The kind is not used: every scaler standardises.",
    "kind が使われておらず、いつも標準化しています。",
)
class kind_ignored(NumpyScaler):
    def middle_and_width(self, x: Array) -> tuple[Any, Any]:
        return np.nanmean(x, axis=0), np.nanstd(x, axis=0)


@exercise.mistake(
    "Scaler",
    "inverse_transform adds the centre before it multiplies. Undo the steps in reverse order: multiply by the spread"
    " first, then add.",
    "inverse_transform で、掛ける前に中心を足しています。逆の順に戻します。先に幅を掛け、それから足します。",
)
class inverse_in_the_wrong_order(NumpyScaler):
    def inverse_transform(self, z: Array, columns: Columns = None) -> Any:
        self.must_be_fitted()
        which: Any = slice(None) if columns is None else list(columns)
        return (z + self.center[which]) * self.spread[which]


@exercise.mistake(
    "Scaler",
    "inverse_transform multiplies by the spread and does not add the centre again.",
    "inverse_transform で幅を掛けただけで、中心を足し戻していません。",
)
class inverse_without_the_centre(NumpyScaler):
    def inverse_transform(self, z: Array, columns: Columns = None) -> Any:
        return super().inverse_transform(z, columns) - super().inverse_transform(0 * z, columns)


@exercise.mistake(
    "Scaler",
    "inverse_transform takes the statistics of the first columns, whichever are named. Pick those of `columns`.",
    "columns で何を指定しても、inverse_transform が先頭の列の統計量を使っています。指定された列のものを選びます。",
)
class columns_ignored(NumpyScaler):
    def inverse_transform(self, z: Array, columns: Columns = None) -> Any:
        return super().inverse_transform(z, None if columns is None else range(z.shape[1]))


@exercise.mistake(
    "Scaler",
    "columns is not used, so forecasts of a single target do not fit the statistics of all columns. Pick those of"
    " `columns`.",
    "columns が使われていないため、一部の列だけの予測にすべての列の統計量を当てはめています。"
    "指定された列の統計量を選びます。",
)
class statistics_of_all_columns_for_some(NumpyScaler):
    def inverse_transform(self, z: Array, columns: Columns = None) -> Any:
        return super().inverse_transform(z)


@exercise.mistake(
    "Scaler",
    "inverse_transform sorts the columns. They come in the order in which they are named.",
    "inverse_transform で列が並べ替えられています。指定された順のまま使います。",
)
class columns_sorted(NumpyScaler):
    def inverse_transform(self, z: Array, columns: Columns = None) -> Any:
        return super().inverse_transform(z, None if columns is None else sorted(columns))


@exercise.mistake(
    "Scaler",
    "One NaN in a training column makes its statistics NaN. fit ignores NaN.",
    "学習用の列に NaN が 1 つあるだけで、統計量が NaN になっています。fit では NaN を無視します。",
)
class nan_spoils_the_statistics(NumpyScaler):
    def statistics(self, x: Array) -> tuple[Any, Any]:
        center, spread = super().statistics(x)
        missing = np.isnan(x).any(axis=0)
        return np.where(missing, np.nan, center), np.where(missing, np.nan, spread)


@exercise.mistake(
    "Scaler",
    "Neither special case is handled: a column that never changes is divided by zero, and one NaN in a training column"
    " makes its statistics NaN. Replace a spread of zero by 1, and ignore NaN in fit.",
    "特別な場合が 2 つとも扱われていません。値の変わらない列は 0 で割られ、NaN が 1 つあると統計量が NaN になっています。"
    "0 の幅は 1 に置き換え、fit では NaN を無視します。",
)
class no_special_cases(nan_spoils_the_statistics, divided_by_zero):
    pass


@exercise.mistake(
    "Scaler",
    "NaN counts as 0 in the statistics. fit leaves it out, its number included.",
    "統計量を求めるとき、NaN を 0 として数えています。fit では NaN を個数も含めて除きます。",
)
class nan_counts_as_zero(NumpyScaler):
    def fit(self, x: Array) -> Any:
        return super().fit(np.nan_to_num(x))


@exercise.mistake(
    "Scaler",
    "transform replaces NaN by 0. It leaves NaN where it is.",
    "transform が NaN を 0 に置き換えています。NaN はそのまま残します。",
)
class nan_filled_by_transform(NumpyScaler):
    def transform(self, x: Array) -> Any:
        return np.nan_to_num(super().transform(x))


@exercise.mistake(
    "Scaler",
    "A row with NaN in one column is left out for all columns. fit leaves out the missing numbers only.",
    "ある列に NaN があると、その行がすべての列で除かれています。fit では欠けている値だけを除きます。",
)
class rows_with_nan_dropped(NumpyScaler):
    def fit(self, x: Array) -> Any:
        return super().fit(x[~np.isnan(x).any(axis=1)])


@exercise.mistake(
    "Scaler",
    "The values are scaled in the caller's array. Write x - center, which makes a new one, not x -= center.",
    "呼び出し側の配列そのものを書き換えています。x -= center ではなく、新しい配列を作る x - center を使います。",
)
class scaled_in_place(NumpyScaler):
    def transform(self, x: Array) -> Any:
        x[...] = super().transform(x)
        return x


@exercise.mistake(
    "Scaler",
    "fit does not return the scaler, so fit(x).transform(x) fails. Return self: neither nothing nor scaled values.",
    "fit がスケーラを返さないため、fit(x).transform(x) と書けません。何も返さない、あるいは変換後の値を返すのではなく、"
    "self を返します。",
)
class fit_does_not_return_the_scaler(NumpyScaler):
    def fit(self, x: Array) -> Any:
        super().fit(x)


@exercise.mistake(
    "Scaler",
    "A second fit is ignored. It replaces the statistics.",
    "2 回目の fit が無視されています。統計量を置き換えます。",
)
class second_fit_ignored(NumpyScaler):
    def fit(self, x: Array) -> Any:
        return super().fit(x) if self.center is None else self


@exercise.mistake(
    "Scaler",
    "A call before fit raises AttributeError. Set the statistics to None in __init__, and raise RuntimeError while"
    " they are.",
    "fit の前の呼び出しで AttributeError が発生しています。__init__ で統計量を None にしておき、None の間は"
    " RuntimeError を送出します。",
)
class statistics_do_not_exist_before_fit(NumpyScaler):
    def must_be_fitted(self) -> None:
        if self.center is None:
            raise AttributeError("center")


@exercise.mistake(
    "Scaler",
    "A call before fit raises TypeError, as None is no number. Look for that first, and raise RuntimeError.",
    "fit の前の呼び出しで TypeError が発生しています（None は数ではありません）。先に調べて RuntimeError を"
    "送出します。",
)
class statistics_are_none_before_fit(NumpyScaler):
    def must_be_fitted(self) -> None:
        if self.center is None:
            raise TypeError("None")


@exercise.mistake(
    "Scaler",
    "A call before fit returns its argument. Raise RuntimeError, or nobody will notice.",
    "fit の前の呼び出しで引数がそのまま返されています。気づけるように RuntimeError を送出します。",
)
class unfitted_scaler_does_nothing(NumpyScaler):
    center, spread = np.zeros(1), np.ones(1)


@exercise.mistake(
    "Scaler",
    'A kind of another name is accepted. Raise ValueError in __init__ for anything but "standard" and "minmax".',
    '未知の kind を受け付けています。__init__ で、"standard" と "minmax" 以外には ValueError を送出します。',
)
class unknown_kind_accepted(NumpyScaler):
    known = ("standard", "minmax", "robust")
