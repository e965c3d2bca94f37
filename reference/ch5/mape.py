"""Reference of ch5.mape: the mean absolute percentage error, with a rule for true values of zero."""

import math
from typing import Any

import numpy as np

from autograder.drawing import Draw
from autograder.exercise import Exercise, Probe, Step, call

exercise = Exercise(
    title="Mean absolute percentage error",
    title_ja="平均絶対パーセント誤差（MAPE）",
    position=8,
    points=5,
    difficulty=2,
    minutes=15,
    forbidden=("sklearn.metrics.mean_absolute_percentage_error",),
)

Array = np.ndarray[Any, Any]


@exercise.oracle("mape")
def mape(y: Array, p: Array, zero: str = "skip") -> float:
    """Number by number, in exact sums."""
    if y.shape != p.shape or y.size == 0:
        raise ValueError("y and p should have the same shape and at least one entry")
    if zero not in ("skip", "eps", "raise"):
        raise ValueError(f"unknown policy {zero!r}")
    pairs = list(zip(y.ravel().tolist(), p.ravel().tolist(), strict=True))
    if zero == "raise" and any(true == 0 for true, _ in pairs):
        raise ValueError("a true value is zero")
    if zero == "skip":
        pairs = [(true, forecast) for true, forecast in pairs if true != 0]
    if not pairs:
        return math.nan
    smallest = 2.0**-52 if zero == "eps" else 0.0
    ratios = [abs(true - forecast) / max(abs(true), smallest) for true, forecast in pairs]
    return 100 * math.fsum(ratios) / len(ratios)


@exercise.twin("mape")
def mape_of_sklearn(y: Array, p: Array, zero: str = "skip") -> float:
    """scikit-learn's fraction, on the entries that count; it refuses NaN, other shapes and empty arrays."""
    from sklearn.metrics import mean_absolute_percentage_error  # only proofs need it, grading does not

    if np.ndim(y) != np.ndim(p) or zero not in ("skip", "eps", "raise") or (zero == "raise" and not y.all()):
        raise ValueError("bad arguments")
    if zero != "eps":  # scikit-learn knows no other policy, and ratios have no scale
        y, p = y * 1e30, p * 1e30
    if zero == "skip" and y.shape == p.shape and y.size:
        y, p = y[y != 0], p[y != 0]
        if not y.size:
            return math.nan
    if y.shape == p.shape and np.isnan(y + p).any():
        return math.nan
    return 100 * float(mean_absolute_percentage_error(y.ravel(), p.ravel()))


def positive(draw: Draw, *shape: int) -> Array:
    """True values well above zero."""
    y: Array = np.abs(draw.array(*shape)) + 0.5
    return y


def with_zeros(draw: Draw, *shape: int) -> Array:
    """True values of both signs, away from zero but for every third entry, which is zero."""
    y = positive(draw, *shape) * np.where(draw.coins(*shape).numpy(), 1.0, -1.0)
    y.ravel()[1::3] = 0
    return y


def of_both_signs(draw: Draw, *shape: int) -> Array:
    """True values away from zero, below and above it in turn."""
    y = positive(draw, *shape)
    y.ravel()[::2] *= -1
    return y


def zeros_between(draw: Draw, *shape: int) -> Array:
    """True values of both signs, away from zero but for every third entry, which is zero."""
    y = of_both_signs(draw, *shape)
    y.ravel()[1::3] = 0
    return y


def beside(draw: Draw, y: Array) -> Array:
    """Forecasts that lie twice above the true values, twice below them, and so on."""
    p: Array = y + positive(draw, *y.shape) * np.where(np.arange(y.size) % 4 < 2, 1.0, -1.0).reshape(y.shape)
    return p


@exercise.case(0.5, public=True)
def two_values_by_hand(draw: Draw) -> Probe:
    """Two positive values."""
    return call("mape", positive(draw, 2), draw.array(2))


@exercise.case(0.5, public=True)
def negative_values(draw: Draw) -> Probe:
    """Negative true values: an error is never negative."""
    return call("mape", -positive(draw, 4), draw.array(4))


@exercise.case(0.25, public=True)
def a_zero_is_left_out(draw: Draw) -> Probe:
    """By default, entries whose true value is zero are left out."""
    return call("mape", with_zeros(draw, 4), draw.array(4))


@exercise.case(0.25, watch="everything")
def both_signs(draw: Draw) -> Probe:
    """True values of both signs, none of them zero. Nothing else changes, and the same call gives the same again."""
    y = of_both_signs(draw, 9)
    return call("mape", y, beside(draw, y))


@exercise.case(0.25)
def several_zeros_left_out(draw: Draw) -> Probe:
    """Several zeros, with "skip" asked for by name; NaN as the forecast for a zero is left out as well."""
    y = zeros_between(draw, 10)
    p = beside(draw, y)
    p[4] = np.nan
    return call("mape", y, p, "skip")


@exercise.case(0.25)
def zeros_divided_by_eps(draw: Draw) -> Probe:
    """Zeros with "eps": the error is divided by the smallest number allowed, so the result is huge."""
    y = zeros_between(draw, 10)
    return call("mape", y, beside(draw, y), "eps")


@exercise.case(0.25)
def zeros_refused(draw: Draw) -> Probe:
    """A zero with "raise" raises ValueError."""
    y = positive(draw, 10)
    y[6] = 0
    return call("mape", y, beside(draw, y), "raise")


@exercise.case(0.25)
def nothing_to_refuse(draw: Draw) -> Probe:
    """Without a zero, "raise" gives the value; a forecast of zero is none."""
    y = of_both_signs(draw, 7)
    p = beside(draw, y)
    p[6] = 0
    return call("mape", y, p, "raise")


@exercise.case(0.25)
def nothing_but_zeros(draw: Draw) -> Probe:
    """If every entry is left out, the result is NaN."""
    return call("mape", np.zeros(4), draw.array(4))


@exercise.case(0.25)
def tiny_values(draw: Draw) -> Probe:
    """True values near zero, but not zero, are divided by as they are; of the last, a single one is left."""
    y, last = zeros_between(draw, 6) * 1e-6, zeros_between(draw, 2) * 1e-18
    steps = [Step("mape", (true, true + np.where(true > 0, 1e-6, -2e-6)), keep=True) for true in (y, last)]
    return Probe(tuple(steps))


@exercise.case(0.25)
def values_below_eps(draw: Draw) -> Probe:
    """With "eps", only denominators below the smallest number allowed are replaced by it."""
    y = of_both_signs(draw, 6) * 10.0 ** -np.arange(7, 19, 2)
    return call("mape", y, y + 1e-12 * beside(draw, np.zeros(6)), "eps")


@exercise.case(0.25)
def a_table_of_values(draw: Draw) -> Probe:
    """A table [T, F]: the mean is over all entries that count."""
    y = zeros_between(draw, 5, 2)
    return call("mape", y, beside(draw, y))


@exercise.case(0.25)
def a_missing_value(draw: Draw) -> Probe:
    """NaN among the forecasts makes the result NaN."""
    y = of_both_signs(draw, 6)
    p = beside(draw, y)
    p[2] = np.nan
    return call("mape", y, p)


@exercise.case(0.25)
def a_missing_true_value(draw: Draw) -> Probe:
    """NaN among the true values is no zero, and makes the result NaN."""
    y = of_both_signs(draw, 6)
    p = beside(draw, y)
    y[4] = np.nan
    return call("mape", y, p)


@exercise.case(0.25)
def different_shapes(draw: Draw) -> Probe:
    """Shapes [N, 1] and [N] raise ValueError instead of being broadcast."""
    return call("mape", positive(draw, 5, 1), draw.array(5))


@exercise.case(0.25)
def one_value_for_all(draw: Draw) -> Probe:
    """One true value and several forecasts raise ValueError instead of being broadcast."""
    return call("mape", positive(draw, 1), draw.array(5))


@exercise.case(0.25)
def nothing_at_all(draw: Draw) -> Probe:
    """Empty arrays raise ValueError."""
    return call("mape", np.zeros(0), np.zeros(0))


@exercise.case(0.25)
def an_unknown_policy(draw: Draw) -> Probe:
    """A policy of another name raises ValueError."""
    return call("mape", positive(draw, 5), draw.array(5), "ignore")


# Left out: single precision (the chapter's arrays are float64) and what concerns tensors only.
# Wrong implementations: the oracle on changed arguments, or the mean of ratios with one part changed.


def checked(y: Array, p: Array, zero: str) -> tuple[Array, Array]:
    """The entries that count, after the checks."""
    mape(y, p, zero)
    keep = y != 0 if zero == "skip" else np.full(y.shape, True)
    return y[keep], p[keep]


def mean(values: Array) -> float:
    """The mean, NaN for no values."""
    return float(values.mean()) if values.size else math.nan


def denominator(y: Array, zero: str) -> Array:
    """The absolute values, under "eps" none too small."""
    return np.maximum(np.abs(y), np.finfo(np.float64).eps if zero == "eps" else 0)


@exercise.mistake(
    "mape",
    "The result is a fraction. MAPE is in percent: multiply by 100.",
    "結果が割合のままです。MAPE はパーセントなので 100 を掛けます。",
)
def fraction_instead_of_percent(*args: Any) -> float:
    return mape(*args) / 100


@exercise.mistake(
    "mape",
    "The error is divided by y itself, so errors at negative values are subtracted. Divide by |y|.",
    "誤差を y そのもので割っているため、y が負のところで誤差が引き算されています。|y| で割ります。",
)
def denominator_without_abs(y: Array, p: Array, zero: str = "skip") -> float:
    y, p = checked(y, p, zero)
    return 100 * mean(np.abs(y - p) / (np.maximum(y, np.finfo(np.float64).eps) if zero == "eps" else y))


@exercise.mistake(
    "mape",
    "The absolute value is taken of the mean, so errors of opposite sign cancel. Take it of each error.",
    "平均してから絶対値を取っているため、符号の異なる誤差が打ち消し合っています。誤差ごとに絶対値を取ります。",
)
def abs_of_the_mean(y: Array, p: Array, zero: str = "skip") -> float:
    y, p = checked(y, p, zero)
    return 100 * abs(mean((y - p) / denominator(y, zero)))


@exercise.mistake(
    "mape",
    "No absolute value is taken of the errors, so errors of opposite sign cancel: the numerator is |y - p|.",
    "誤差の絶対値を取っていないため、符号の異なる誤差が打ち消し合っています。分子は |y - p| です。",
)
def errors_without_abs(y: Array, p: Array, zero: str = "skip") -> float:
    y, p = checked(y, p, zero)
    return 100 * mean((y - p) / denominator(y, zero))


@exercise.mistake(
    "mape",
    "The errors are p - y without an absolute value, so errors of opposite sign cancel: the numerator is |y - p|.",
    "誤差が絶対値のない p - y になっているため、符号の異なる誤差が打ち消し合っています。分子は |y - p| です。",
)
def forecast_minus_truth_without_abs(y: Array, p: Array, zero: str = "skip") -> float:
    y, p = checked(y, p, zero)
    return 100 * mean((p - y) / denominator(y, zero))


@exercise.mistake(
    "mape",
    "The errors are divided by the forecast p. They are relative to the true value y.",
    "誤差を予測値 p で割っています。真の値 y に対する割合です。",
)
def divided_by_the_forecast(y: Array, p: Array, zero: str = "skip") -> float:
    y, p = checked(y, p, zero)
    with np.errstate(divide="ignore"):
        return 100 * mean(np.abs(y - p) / denominator(p, zero))


@exercise.mistake(
    "mape",
    "Zeros are counted as entries without error. Leave them out of the mean, out of its count as well.",
    "真の値が 0 のところを誤差 0 として数えています。平均から除き、個数にも数えません。",
)
def zeros_counted_as_no_error(y: Array, p: Array, zero: str = "skip") -> float:
    value = mape(y, p, zero)
    return value if zero != "skip" or math.isnan(value) else value * np.count_nonzero(y) / y.size


@exercise.mistake(
    "mape",
    "zero is ignored and zeros are divided by, which gives infinity. Do what zero says.",
    "zero が無視され、0 で割って無限大になっています。zero の指定に従います。",
)
def zeros_divided_by(y: Array, p: Array, zero: str = "skip") -> float:
    checked(y, p, "eps" if zero == "raise" else zero)
    with np.errstate(divide="ignore", invalid="ignore"):
        return 100 * mean(np.abs(y - p) / np.abs(y))


@exercise.mistake(
    "mape",
    'The policy is fixed: zeros are left out even with zero="eps" or zero="raise". Do what zero says.',
    'zero="eps" や zero="raise" でも 0 を除いています。zero の指定に従います。',
)
def zeros_always_left_out(y: Array, p: Array, zero: str = "skip") -> float:
    checked(y, p, "eps" if zero == "raise" else zero)
    return mape(y, p)


@exercise.mistake(
    "mape",
    'zero="raise" raises another exception than ValueError.',
    'zero="raise" のときに ValueError 以外の例外が発生しています。',
)
def another_exception(y: Array, p: Array, zero: str = "skip") -> float:
    if zero == "raise" and not y.all():
        raise ZeroDivisionError("a true value is zero")
    return mape(y, p, zero)


@exercise.mistake(
    "mape",
    'A small number is added to every denominator. Divide by |y| as it is; with "eps", only denominators below eps'
    " are replaced.",
    'すべての分母に小さな数を足しています。|y| のまま割ります。"eps" のときも、eps より小さい分母だけを置き換えます。',
)
def small_number_added_to_the_denominators(y: Array, p: Array, zero: str = "skip") -> float:
    y, p = checked(y, p, zero)
    return 100 * mean(np.abs(y - p) / (np.abs(y) + 1e-8))


@exercise.mistake(
    "mape",
    'With "eps", eps is added to every denominator. Only denominators below eps are replaced by it.',
    '"eps" のとき、すべての分母に eps を足しています。eps より小さい分母だけを eps に置き換えます。',
)
def eps_added(y: Array, p: Array, zero: str = "skip") -> float:
    y, p = checked(y, p, zero)
    return 100 * mean(np.abs(y - p) / (np.abs(y) + (np.finfo(np.float64).eps if zero == "eps" else 0)))


@exercise.mistake(
    "mape",
    'The smallest denominator with "eps" is 1e-8 or another number. It is np.finfo(np.float64).eps.',
    '"eps" のときの分母の下限が 1e-8 など別の値になっています。下限は np.finfo(np.float64).eps です。',
)
def another_eps(y: Array, p: Array, zero: str = "skip") -> float:
    y, p = checked(y, p, zero)
    return 100 * mean(np.abs(y - p) / np.maximum(np.abs(y), 1e-8 if zero == "eps" else 0))


@exercise.mistake(
    "mape",
    'With "eps", only denominators of exactly zero are replaced. Every denominator below eps is.',
    '"eps" のとき、ちょうど 0 の分母だけを置き換えています。eps より小さい分母はすべて置き換えます。',
)
def eps_only_at_exact_zeros(y: Array, p: Array, zero: str = "skip") -> float:
    y, p = checked(y, p, zero)
    return 100 * mean(np.abs(y - p) / np.where(y == 0, np.finfo(np.float64).eps, np.abs(y)))


@exercise.mistake(
    "mape",
    "The sum of the errors is divided by the sum of the true values, which lets large values count more. Take the"
    " mean of the ratios.",
    "誤差の合計を真の値の合計で割っているため、大きな値ほど重く数えられています。比を求めてから平均します。",
)
def ratio_of_sums(y: Array, p: Array, zero: str = "skip") -> float:
    y, p = checked(y, p, zero)
    return 100 * float(np.abs(y - p).sum() / np.abs(y).sum()) if y.size else math.nan


@exercise.mistake(
    "mape",
    "The errors are divided by the mean of |y| and |p|: that is the symmetric sMAPE. MAPE divides by |y|.",
    "誤差を |y| と |p| の平均で割っています。それは sMAPE です。MAPE では |y| で割ります。",
)
def symmetric(y: Array, p: Array, zero: str = "skip") -> float:
    y, p = checked(y, p, zero)
    return 100 * mean(np.abs(y - p) / ((np.abs(y) + np.abs(p)) / 2))


@exercise.mistake(
    "mape",
    "0 is returned when no entry is left, which looks like a perfect forecast. The result is undefined: NaN.",
    "対象がなくなったときに 0 を返しています。完璧な予測のように見えてしまいます。値は定まらないので NaN を返します。",
)
def zero_when_nothing_is_left(y: Array, p: Array, zero: str = "skip") -> float:
    value = mape(y, p, zero)
    return value if y.any() else 0.0


@exercise.mistake(
    "mape",
    "The mean is taken for each column, then over the columns. Where columns lose different numbers of zeros, that is"
    " not the mean over all entries.",
    "列ごとに平均してから、さらに平均しています。除かれる 0 の個数が列ごとに違うと、全体の平均と一致しません。",
)
def mean_of_column_means(y: Array, p: Array, zero: str = "skip") -> float:
    if y.ndim < 2 or y.shape != p.shape:
        return mape(y, p, zero)
    return mean(np.array([mape(*column, zero) for column in zip(y.T, p.T, strict=True)]))


@exercise.mistake(
    "mape",
    "NaN is left out, which hides that something is missing. It makes the result NaN.",
    "NaN を除いて平均しているため、欠損があることが隠れてしまいます。結果も NaN になるようにします。",
)
def nan_left_out(y: Array, p: Array, zero: str = "skip") -> float:
    known = ~np.isnan(y - p) if y.shape == p.shape else slice(None)
    return mape(y[known], p[known], zero)


@exercise.mistake(
    "mape",
    "Arrays of different shapes are broadcast: [N, 1] and [N] make an N by N table of differences. Raise ValueError.",
    "形状の異なる配列がブロードキャストされています。[N, 1] と [N] からは N × N の差の表ができてしまいます。"
    "ValueError を送出します。",
)
def shapes_broadcast(y: Array, p: Array, zero: str = "skip") -> float:
    y, p = np.broadcast_arrays(y, p)
    return mape(y, p, zero)


@exercise.mistake(
    "mape",
    "Empty arrays give a value. There is nothing to average: raise ValueError.",
    "空の配列に対して値を返しています。平均するものがないので ValueError を送出します。",
)
def empty_arrays_accepted(y: Array, p: Array, zero: str = "skip") -> float:
    return mape(y, p, zero) if y.size or p.size else math.nan


@exercise.mistake(
    "mape",
    'A policy of another name is accepted. Raise ValueError for anything but "skip", "eps" and "raise".',
    '未知の zero を受け付けています。"skip"、"eps"、"raise" 以外では ValueError を送出します。',
)
def unknown_policy_accepted(y: Array, p: Array, zero: str = "skip") -> float:
    return mape(y, p, zero if zero in ("eps", "raise") else "skip")
