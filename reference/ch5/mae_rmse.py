"""Reference of ch5.mae_rmse: the mean absolute error and the root of the mean squared error."""

import math
from collections.abc import Callable
from typing import Any

import numpy as np

from autograder.drawing import Draw
from autograder.exercise import Exercise, Mistake, Probe, Step, call

exercise = Exercise(
    title="MAE and RMSE",
    title_ja="平均絶対誤差（MAE）と二乗平均平方根誤差（RMSE）",
    position=7,
    points=4,
    difficulty=1,
    minutes=10,
    forbidden=(
        "torch.nn.functional.l1_loss",
        "torch.nn.functional.mse_loss",
        "torch.nn.L1Loss",
        "torch.nn.MSELoss",
    ),
)

Array = np.ndarray[Any, Any]
Metric = Callable[[Array, Array], float]


def check(y: Array, p: Array) -> None:
    """Raise ValueError unless there are entries to compare, one by one."""
    if y.shape != p.shape or y.size == 0:
        raise ValueError("y and p should have the same shape and at least one entry")


def differences(y: Array, p: Array) -> list[float]:
    """Number by number."""
    check(y, p)
    return [true - forecast for true, forecast in zip(y.ravel().tolist(), p.ravel().tolist(), strict=True)]


@exercise.oracle("mae")
def mae(y: Array, p: Array) -> float:
    """The mean of the distances, in an exact sum."""
    distances = [abs(difference) for difference in differences(y, p)]
    return math.fsum(distances) / len(distances)


@exercise.oracle("rmse")
def rmse(y: Array, p: Array) -> float:
    """The root of the mean of the squares, in an exact sum."""
    squares = [difference**2 for difference in differences(y, p)]
    return math.sqrt(math.fsum(squares) / len(squares))


def with_nan(metric: Metric) -> Metric:
    """scikit-learn's metric over all entries; it refuses NaN, arrays of other sizes and empty ones."""

    def mean(y: Array, p: Array) -> float:
        if np.shape(y) == np.shape(p) and np.isnan(y + p).any():
            return math.nan
        if np.ndim(y) != np.ndim(p):
            raise ValueError("other shapes")
        return float(metric(y.ravel(), p.ravel()))

    return mean


@exercise.twin("mae")
def mae_of_sklearn(y: Array, p: Array) -> float:
    """scikit-learn's mean_absolute_error."""
    from sklearn.metrics import mean_absolute_error  # only proofs need it, grading does not

    return with_nan(mean_absolute_error)(y, p)


@exercise.twin("rmse")
def rmse_of_sklearn(y: Array, p: Array) -> float:
    """The root of scikit-learn's mean_squared_error over all entries together."""
    from sklearn.metrics import mean_squared_error

    return math.sqrt(with_nan(mean_squared_error)(y, p))


def leaning(draw: Draw, sign: int, *shape: int) -> tuple[Array, Array]:
    """True values and forecasts whose errors have both signs, and a mean of this sign."""
    while True:
        y, p = draw.array(*shape), draw.array(*shape)
        if np.sign(np.mean(y - p)) == sign and (y < p).any() and (y > p).any():
            return y, p


@exercise.case(0.25, public=True)
def mae_of_two_values(draw: Draw) -> Probe:
    """mae: two values."""
    return call("mae", draw.array(2), draw.array(2))


@exercise.case(0.25, public=True)
def rmse_of_two_values(draw: Draw) -> Probe:
    """rmse: two values."""
    return call("rmse", draw.array(2), draw.array(2))


@exercise.case(0.5, public=True)
def rmse_of_a_small_table(draw: Draw) -> Probe:
    """rmse: a table of two steps and two columns gives one number, a single root over all entries."""
    return call("rmse", draw.array(2, 2), draw.array(2, 2))


@exercise.case(0.25)
def a_series(draw: Draw) -> Probe:
    """mae and rmse: a longer series of large values, with forecasts that are too high more than too low."""
    y, p = leaning(draw, -1, 9)
    y, p = y + 1e5, p + 1e5
    return Probe((Step("mae", (y, p), keep=True), Step("rmse", (y, p))))


@exercise.case(0.25)
def mae_of_a_table(draw: Draw) -> Probe:
    """mae: a table [T, F] gives one number; the forecasts are too low more than too high."""
    return call("mae", *leaning(draw, 1, 6, 3))


@exercise.case(0.25)
def rmse_of_a_table(draw: Draw) -> Probe:
    """rmse: a table [T, F] gives one number."""
    return call("rmse", draw.array(6, 3), draw.array(6, 3))


@exercise.case(0.25, watch="everything")
def three_axes(draw: Draw) -> Probe:
    """mae and rmse: forecasts of shape [N, H, F] are averaged over all entries, too. Nothing else changes, and the same call gives the same again."""
    y, p = draw.array(4, 3, 2), draw.array(4, 3, 2)
    return Probe((Step("mae", (y, p), keep=True), Step("rmse", (y, p))))


@exercise.case(0.25)
def one_entry_and_no_error(draw: Draw) -> Probe:
    """mae and rmse: of one entry, both are its distance; of a perfect forecast, both are 0."""
    one, far, same = draw.array(1), draw.array(1) + 9, draw.array(4)
    pairs = (one, far), (far, one), (same, same)
    return Probe(tuple(Step(name, given, keep=True) for given in pairs for name in ("mae", "rmse")))


@exercise.case(0.25)
def a_missing_value(draw: Draw) -> Probe:
    """mae and rmse: NaN among the forecasts or among the true values makes the result NaN."""
    a, b = draw.array(6), draw.array(6)
    b[2] = np.nan
    return Probe(tuple(Step(name, given, keep=True) for given in ((a, b), (b, a)) for name in ("mae", "rmse")))


@exercise.case(0.25)
def different_shapes_for_mae(draw: Draw) -> Probe:
    """mae: shapes [N, 1] and [N] raise ValueError instead of being broadcast."""
    return call("mae", draw.array(5, 1), draw.array(5))


@exercise.case(0.25)
def different_shapes_for_rmse(draw: Draw) -> Probe:
    """rmse: shapes [N] and [N, 1] raise ValueError instead of being broadcast."""
    return call("rmse", draw.array(5), draw.array(5, 1))


@exercise.case(0.25)
def one_row_for_all_of_mae(draw: Draw) -> Probe:
    """mae: shapes [1, F] and [N, F] raise ValueError instead of being broadcast."""
    return call("mae", draw.array(1, 2), draw.array(5, 2))


@exercise.case(0.25)
def one_row_for_all_of_rmse(draw: Draw) -> Probe:
    """rmse: shapes [N, F] and [1, F] raise ValueError instead of being broadcast."""
    return call("rmse", draw.array(5, 2), draw.array(1, 2))


@exercise.case(0.25)
def nothing_for_mae(draw: Draw) -> Probe:
    """mae: empty arrays raise ValueError."""
    return call("mae", np.zeros(0), np.zeros(0))


@exercise.case(0.25)
def nothing_for_rmse(draw: Draw) -> Probe:
    """rmse: empty arrays raise ValueError."""
    return call("rmse", np.zeros((0, 3)), np.zeros((0, 3)))


# Left out: single precision (the chapter's arrays are float64) and what concerns tensors only.
# Wrong implementations of one function: numpy's formula with one part changed, after the arguments were checked.


@exercise.mistake(
    "mae",
    "Errors of opposite sign cancel, since the absolute value is missing.",
    "絶対値がないため、符号の異なる誤差が打ち消し合っています。",
)
def mae_without_absolute_value(y: Array, p: Array) -> float:
    check(y, p)
    return float(np.mean(y - p))


@exercise.mistake(
    "mae",
    "Forecast minus true value is averaged without the absolute value, so errors of opposite sign cancel.",
    "予測値から真の値を引いた差を、絶対値なしで平均しています。符号の異なる誤差が打ち消し合っています。",
)
def mae_without_absolute_value_of_forecast_minus_truth(y: Array, p: Array) -> float:
    check(y, p)
    return float(np.mean(p - y))


@exercise.mistake(
    "mae",
    "The absolute value is taken of the mean, where errors of opposite sign have cancelled already. Take it of each"
    " error, then the mean.",
    "平均してから絶対値を取っているため、符号の異なる誤差がすでに打ち消し合っています。"
    "誤差ごとに絶対値を取ってから平均します。",
)
def absolute_value_of_the_mean(y: Array, p: Array) -> float:
    check(y, p)
    return float(np.abs(np.mean(y - p)))


@exercise.mistake(
    "mae",
    "This is the median of the errors. MAE is their mean.",
    "誤差の中央値になっています。MAE は平均です。",
)
def median_of_the_errors(y: Array, p: Array) -> float:
    check(y, p)
    return float(np.median(np.abs(y - p)))


@exercise.mistake(
    "mae",
    "The largest error is returned. MAE is the mean of the absolute errors.",
    "最大の誤差を返しています。MAE は絶対誤差の平均です。",
)
def largest_error(y: Array, p: Array) -> float:
    check(y, p)
    return float(np.abs(y - p).max()) if not np.isnan(y - p).any() else math.nan


@exercise.mistake(
    "rmse",
    "The root is missing: this is the mean squared error, in squared units.",
    "平方根がありません。これは平均二乗誤差（MSE）で、単位も 2 乗になっています。",
)
def root_missing(y: Array, p: Array) -> float:
    check(y, p)
    return float(np.mean((y - p) ** 2))


@exercise.mistake(
    "rmse",
    "The root is taken for each column, then the mean. Average the squares of all entries, and take one root at the"
    " end.",
    "列ごとに平方根を取ってから平均しています。すべての要素の二乗を平均し、最後に 1 回だけ平方根を取ります。",
)
def mean_of_column_roots(y: Array, p: Array) -> float:
    check(y, p)
    return float(np.mean(np.sqrt(np.mean((y - p) ** 2, axis=0))) if y.ndim > 1 else rmse(y, p))


@exercise.mistake(
    "rmse",
    "The root is taken for each row, then the mean. Average the squares of all entries, and take one root at the end.",
    "行ごとに平方根を取ってから平均しています。すべての要素の二乗を平均し、最後に 1 回だけ平方根を取ります。",
)
def mean_of_row_roots(y: Array, p: Array) -> float:
    check(y, p)
    return float(np.mean(np.sqrt(np.mean((y - p) ** 2, axis=-1))))


@exercise.mistake(
    "rmse",
    "This is the root of the mean absolute error. Square the errors instead.",
    "平均絶対誤差の平方根になっています。誤差は絶対値ではなく 2 乗します。",
)
def root_of_the_absolute_errors(y: Array, p: Array) -> float:
    check(y, p)
    return float(np.sqrt(np.mean(np.abs(y - p))))


@exercise.mistake(
    "rmse",
    "Every error is squared and the root taken of it again, which gives MAE. The root comes after the mean.",
    "誤差ごとに 2 乗してすぐ平方根を取っているため、MAE と同じになっています。平方根は平均した後に取ります。",
)
def root_before_the_mean(y: Array, p: Array) -> float:
    check(y, p)
    return float(np.mean(np.sqrt((y - p) ** 2)))


@exercise.mistake(
    "rmse",
    "The mean is squared, where errors of opposite sign have cancelled already. Square each error, then take the mean.",
    "平均してから 2 乗しているため、符号の異なる誤差がすでに打ち消し合っています。誤差ごとに 2 乗してから平均します。",
)
def square_of_the_mean(y: Array, p: Array) -> float:
    check(y, p)
    return float(np.sqrt(np.mean(y - p) ** 2))


@exercise.mistake(
    "rmse",
    "This is the standard deviation of the errors, which does not see a forecast that is always too high. Do not"
    " subtract the mean error.",
    "誤差の標準偏差になっています。いつも高すぎる予測を見逃してしまうので、誤差の平均は引きません。",
)
def standard_deviation_of_the_errors(y: Array, p: Array) -> float:
    check(y, p)
    return float(np.std(y - p))


@exercise.mistake(
    "rmse",
    "The sum of squares is divided by n - 1. Divide by n.",
    "二乗和を n - 1 で割っています。n で割ります。",
)
def divided_by_one_less(y: Array, p: Array) -> float:
    check(y, p)
    with np.errstate(all="ignore"):
        return float(np.sqrt(np.sum((y - p) ** 2) / np.float64(y.size - 1)))


# What is wrong with one function is often wrong with the other, too. These change both.


def in_both(hint: str, hint_ja: str) -> Callable[[Callable[[Metric], Metric]], Callable[[Metric], Metric]]:
    """Declare what spoils both functions in the same way."""

    def declare(spoil: Callable[[Metric], Metric]) -> Callable[[Metric], Metric]:
        functions = {"mae": spoil(mae), "rmse": spoil(rmse)}
        exercise.mistakes.append(Mistake(spoil.__name__, hint, hint_ja, functions))
        return spoil

    return declare


@in_both(
    "The errors are added up, and the sum is not divided by their number.",
    "誤差を合計しただけで、個数で割っていません。",
)
def summed(metric: Metric) -> Metric:
    return lambda y, p: metric(y, p) * (y.size if metric is mae else math.sqrt(y.size))


@in_both(
    "The sum over all entries is divided by the number of rows. Divide by the number of all entries.",
    "すべての要素の合計を行数で割っています。すべての要素の個数で割ります。",
)
def divided_by_the_number_of_rows(metric: Metric) -> Metric:
    def per_row(y: Array, p: Array) -> float:
        share = metric(y, p)
        columns = y.size / len(y)
        return share * (columns if metric is mae else math.sqrt(columns))

    return per_row


@in_both(
    "A table gives one number for each column. Average over all entries together.",
    "表に対して列ごとの値を返しています。すべての要素をまとめて平均します。",
)
def one_result_for_each_column(metric: Metric) -> Metric:
    def columns(y: Array, p: Array) -> Any:
        check(y, p)
        errors = np.abs(y - p) if metric is mae else (y - p) ** 2
        mean = errors.mean(axis=0)
        result = mean if metric is mae else np.sqrt(mean)
        return float(result) if y.ndim == 1 else result

    return columns


@in_both(
    "NaN is left out, which hides that something is missing. It makes the result NaN.",
    "NaN を除いて平均しているため、欠損があることが隠れてしまいます。結果も NaN になるようにします。",
)
def nan_left_out(metric: Metric) -> Metric:
    def known(y: Array, p: Array) -> float:
        check(y, p)
        there = ~np.isnan(y - p)
        return metric(y[there], p[there])

    return known


@in_both(
    "Arrays of different shapes are broadcast: [N, 1] and [N] make an N by N table of differences. Raise ValueError.",
    "形状の異なる配列がブロードキャストされています。[N, 1] と [N] からは N × N の差の表ができてしまいます。"
    "ValueError を送出します。",
)
def shapes_broadcast(metric: Metric) -> Metric:
    return lambda y, p: metric(*np.broadcast_arrays(y, p))


@in_both(
    "Only the number of entries or of rows is compared. Shapes [N, 1] and [N] differ as well: compare y.shape with"
    " p.shape and raise ValueError.",
    "要素数や行数しか比べていません。[N, 1] と [N] も異なる形状です。y.shape と p.shape を比べて ValueError を"
    "送出します。",
)
def only_sizes_compared(metric: Metric) -> Metric:
    return lambda y, p: metric(y.ravel(), p.ravel())


@in_both(
    "Empty arrays give a value. There is nothing to average: raise ValueError.",
    "空の配列に対して値を返しています。平均するものがないので ValueError を送出します。",
)
def empty_arrays_accepted(metric: Metric) -> Metric:
    return lambda y, p: metric(y, p) if y.size or p.size else math.nan


@in_both(
    "The arguments are not checked. Different shapes, which numpy broadcasts, and empty arrays raise ValueError.",
    "引数が検査されていません。形状が異なる場合（numpy はブロードキャストします）と空の配列には ValueError を"
    "送出します。",
)
def arguments_not_checked(metric: Metric) -> Metric:
    broadcast = shapes_broadcast(metric)
    return lambda y, p: broadcast(y, p) if y.size or p.size else math.nan
