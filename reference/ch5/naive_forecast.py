"""Reference of ch5.naive_forecast: the simple forecasts that every model has to beat."""

from typing import Any

import numpy as np

from autograder.drawing import Draw
from autograder.exercise import Exercise, Probe, Step, call

exercise = Exercise(
    title="Naive forecasts",
    title_ja="単純な予測（ベースライン）",
    position=10,
    points=4,
    difficulty=1,
    minutes=15,
    tolerance={"float64": 1e-9},  # the forecasts are float64 whatever the series is
)

Array = np.ndarray[Any, Any]
KINDS = ("last", "mean", "drift", "seasonal")


def check(length: int, kind: str, m: int) -> None:
    """Raise ValueError if there is no such kind, or too little to look back on."""
    if kind not in KINDS:
        raise ValueError(f"unknown kind {kind!r}")
    least = {"drift": 2, "seasonal": m}.get(kind, 1)
    if length < least:
        raise ValueError("the series is too short")


@exercise.oracle("the forecast")
def naive_forecast(y: Array, horizon: int, kind: str = "last", m: int = 1) -> Array:
    """One step at a time: each forecast is appended to the series, and the next looks back on it."""
    check(len(y), kind, m)
    series = y.tolist()
    slope = (series[-1] - series[0]) / max(len(series) - 1, 1)
    average = sum(series) / len(series)
    for _ in range(horizon):
        following = {"last": series[-1], "mean": average, "drift": series[-1] + slope}
        series.append(series[-m] if kind == "seasonal" else following[kind])
    return np.array(series[len(y) :])


@exercise.twin("naive_forecast")
def naive_forecast_in_closed_form(y: Array, horizon: int, kind: str = "last", m: int = 1) -> Array:
    """The formula of each kind; the drift by extrapolation of the line through first and last value."""
    check(len(y), kind, m)
    T, steps = len(y), np.arange(1, horizon + 1)
    if kind == "drift":
        line = np.polynomial.Polynomial.fit([0.0, T - 1.0], [y[0], y[-1]], 1)
        return np.asarray(line(T - 1 + steps))
    if kind == "seasonal":
        rows = -(-horizon // m)
        return np.tile(y[T - m :], rows)[:horizon]
    return np.full(horizon, y[-1] if kind == "last" else y.mean())


@exercise.case(0.25, public=True)
def the_last_value(draw: Draw) -> Probe:
    """By default the last value is repeated."""
    return call("naive_forecast", draw.array(4), 3)


@exercise.case(0.5, public=True)
def the_line_goes_on(draw: Draw) -> Probe:
    """Kind "drift": the line through the first and the last value goes on."""
    return call("naive_forecast", draw.array(4), 3, "drift")


@exercise.case(0.5, public=True)
def the_season_repeats(draw: Draw) -> Probe:
    """Kind "seasonal": with a season of three steps, four steps ahead repeat the last season and start it again."""
    return call("naive_forecast", draw.array(7), 4, "seasonal", 3)


def each(kind: str, *asked: tuple[Array, int]) -> Probe:
    """A forecast of one kind for several series and horizons."""
    return Probe(tuple(Step("naive_forecast", (*given, kind), keep=True) for given in asked))


@exercise.case(0.25, watch="everything")
def the_last_of_many_values(draw: Draw) -> Probe:
    """Kind "last", asked for by name, of many values and of a single one. Nothing else changes, and the same call gives the same again."""
    return each("last", (draw.array(12), 5), (draw.array(1), 3))


@exercise.case(0.25, watch="everything")
def the_mean(draw: Draw) -> Probe:
    """Kind "mean": the mean of the whole series is repeated, also that of a single value. Nothing else changes, and the same call gives the same again."""
    return each("mean", (draw.array(11), 4), (draw.array(1), 3))


@exercise.case(0.25, watch="everything")
def a_long_drift(draw: Draw) -> Probe:
    """Kind "drift", many steps ahead, and for two values. Nothing else changes, and the same call gives the same again."""
    return each("drift", (draw.array(13), 8), (draw.array(2), 3))


@exercise.case(0.25, watch="everything")
def a_horizon_within_the_season(draw: Draw) -> Probe:
    """Kind "seasonal": fewer steps ahead than the season has. Nothing else changes, and the same call gives the same again."""
    return call("naive_forecast", draw.array(17), 3, "seasonal", 7)


@exercise.case(0.25)
def a_horizon_of_many_seasons(draw: Draw) -> Probe:
    """Kind "seasonal": several seasons ahead, from a series that is not a whole number of seasons long."""
    return call("naive_forecast", draw.array(18), 11, "seasonal", m=4)


@exercise.case(0.25)
def exactly_one_season(draw: Draw) -> Probe:
    """Kind "seasonal": the series is one season long."""
    return call("naive_forecast", draw.array(6), 8, "seasonal", 6)


@exercise.case(0.25)
def a_season_longer_than_the_series(draw: Draw) -> Probe:
    """The other kinds do not look at m, however large it is."""
    return call("naive_forecast", draw.array(5), 3, "mean", m=12)


@exercise.case(0.25, watch="memory")
def a_result_of_its_own(draw: Draw) -> Probe:
    """Writing into the forecast leaves the series as it was."""
    return call("naive_forecast", draw.array(9), 4, "seasonal", 4)


@exercise.case(0.25)
def less_than_a_season(draw: Draw) -> Probe:
    """Kind "seasonal" with a series shorter than a season raises ValueError."""
    return call("naive_forecast", draw.array(6), 3, "seasonal", 7)


@exercise.case(0.25)
def a_drift_of_one_value(draw: Draw) -> Probe:
    """Kind "drift" with a single value raises ValueError."""
    return call("naive_forecast", draw.array(1), 3, "drift")


@exercise.case(0.25)
def an_unknown_kind(draw: Draw) -> Probe:
    """A kind of another name raises ValueError."""
    return call("naive_forecast", draw.array(6), 3, "median")


# Left out: single precision and NaN (nothing depends on them), and what concerns tensors only.
# Wrong implementations: the oracle on changed arguments, or one kind's formula changed.


def formula(kind: str, changed: Any) -> Any:
    """The oracle, with `changed` (of y, the steps 1 to H, m) in place of one kind."""

    def forecast(y: Array, horizon: int, kind_: str = "last", m: int = 1) -> Array:
        right = naive_forecast(y, horizon, kind_, m)
        return np.asarray(changed(y, np.arange(1, horizon + 1), m)) if kind_ == kind else right

    return lambda y, horizon, kind="last", m=1: forecast(y, horizon, kind, m)


def last(y: Array, h: Array, m: int) -> Array:
    return np.full(len(h), y[-1])


@exercise.mistake(
    "naive_forecast",
    'Kind "last" repeats the first value of the series. The oldest step comes first, so the last value is y[-1].',
    '"last" で系列の最初の値を繰り返しています。古い時刻が先頭なので、最後の値は y[-1] です。',
)
def first_value_repeated(y: Array, horizon: int, kind: str = "last", m: int = 1) -> Any:
    return formula("last", lambda y, h, m: np.full(len(h), y[0]))(y, horizon, kind, m)


@exercise.mistake(
    "naive_forecast",
    'Kind "mean" averages the last season only. It takes the whole series and does not look at m.',
    '"mean" で直近の 1 周期だけを平均しています。m に関係なく、系列全体を平均します。',
)
def mean_of_the_last_season(y: Array, horizon: int, kind: str = "last", m: int = 1) -> Any:
    return formula("mean", lambda y, h, m: np.full(len(h), y[-m:].mean()))(y, horizon, kind, m)


@exercise.mistake(
    "naive_forecast",
    'Kind "mean" gives the median of the series.',
    '"mean" が系列の中央値になっています。平均を使います。',
)
def median_for_the_mean(y: Array, horizon: int, kind: str = "last", m: int = 1) -> Any:
    return formula("mean", lambda y, h, m: np.full(len(h), np.median(y)))(y, horizon, kind, m)


@exercise.mistake(
    "naive_forecast",
    "The drift is divided by T. Between the first and the last of T values there are T - 1 steps.",
    "ドリフトを T で割っています。T 個の値の最初と最後の間は T - 1 ステップです。",
)
def drift_divided_by_the_length(y: Array, horizon: int, kind: str = "last", m: int = 1) -> Any:
    return formula("drift", lambda y, h, m: y[-1] + h * (y[-1] - y[0]) / len(y))(y, horizon, kind, m)


@exercise.mistake(
    "naive_forecast",
    "The drift starts at the last value, which is no forecast. The first forecast, h = 1, is one slope further.",
    "ドリフトの予測が最後の観測値から始まっています。最初の予測 h = 1 では、すでに傾き 1 つ分進んでいます。",
)
def drift_starts_at_the_last_value(y: Array, horizon: int, kind: str = "last", m: int = 1) -> Any:
    return formula("drift", lambda y, h, m: y[-1] + (h - 1) * (y[-1] - y[0]) / (len(y) - 1))(y, horizon, kind, m)


@exercise.mistake(
    "naive_forecast",
    "The line starts from the first value of the series. It goes on from the last.",
    "直線を系列の最初の値から伸ばしています。最後の値から伸ばします。",
)
def drift_from_the_first_value(y: Array, horizon: int, kind: str = "last", m: int = 1) -> Any:
    return formula("drift", lambda y, h, m: y[0] + h * (y[-1] - y[0]) / (len(y) - 1))(y, horizon, kind, m)


@exercise.mistake(
    "naive_forecast",
    "The slope is the last change only. It is that of the line through the first and the last value.",
    "傾きに最後の変化だけを使っています。最初と最後の値を結ぶ直線の傾きを使います。",
)
def slope_of_the_last_change(y: Array, horizon: int, kind: str = "last", m: int = 1) -> Any:
    return formula("drift", lambda y, h, m: y[-1] + h * (y[-1] - y[-2]))(y, horizon, kind, m)


@exercise.mistake(
    "naive_forecast",
    "The slope is added once, whatever the step. Step h is h slopes away from the last value.",
    "どのステップでも傾きを 1 回しか足していません。h ステップ先は、最後の値から傾き h 個分だけ離れています。",
)
def slope_added_once(y: Array, horizon: int, kind: str = "last", m: int = 1) -> Any:
    return formula("drift", lambda y, h, m: y[-1] + 0 * h + (y[-1] - y[0]) / (len(y) - 1))(y, horizon, kind, m)


@exercise.mistake(
    "naive_forecast",
    "This is the line of least squares through all values. The drift uses the first and the last value alone.",
    "すべての値に最小二乗法で当てはめた直線になっています。ドリフトで使うのは最初と最後の値だけです。",
)
def line_of_least_squares(y: Array, horizon: int, kind: str = "last", m: int = 1) -> Any:
    def extrapolated(y: Array, h: Array, m: int) -> Array:
        return np.asarray(np.polynomial.Polynomial.fit(np.arange(len(y)), y, 1)(len(y) - 1 + h))

    return formula("drift", extrapolated)(y, horizon, kind, m)


@exercise.mistake(
    "naive_forecast",
    "The slope is that of the line of least squares through all values. The drift uses the first and the last value"
    " alone.",
    "傾きが、すべての値に最小二乗法で当てはめた直線のものになっています。ドリフトで使うのは最初と最後の値だけです。",
)
def slope_of_least_squares(y: Array, horizon: int, kind: str = "last", m: int = 1) -> Any:
    def extrapolated(y: Array, h: Array, m: int) -> Array:
        slope = np.polynomial.Polynomial.fit(np.arange(len(y)), y, 1).convert().coef[1]
        return np.asarray(y[-1] + h * slope)

    return formula("drift", extrapolated)(y, horizon, kind, m)


@exercise.mistake(
    "naive_forecast",
    "The season is one step late: the first forecast is the value m + 1 steps before it. It is the one m steps before,"
    " y[T - m].",
    "周期が 1 ステップ遅れています。最初の予測に m + 1 ステップ前の値を使っています。m ステップ前の y[T - m] を"
    "使います。",
)
def season_one_step_late(y: Array, horizon: int, kind: str = "last", m: int = 1) -> Any:
    return formula("seasonal", lambda y, h, m: y[len(y) - m - 1 + (h - 1) % m])(y, horizon, kind, m)


@exercise.mistake(
    "naive_forecast",
    "The season is one step early: the first forecast is the value m - 1 steps before it. It is the one m steps before,"
    " y[T - m].",
    "周期が 1 ステップ早まっています。最初の予測に m - 1 ステップ前の値を使っています。m ステップ前の y[T - m] を"
    "使います。",
)
def season_one_step_early(y: Array, horizon: int, kind: str = "last", m: int = 1) -> Any:
    return formula("seasonal", lambda y, h, m: y[len(y) - m + h % m])(y, horizon, kind, m)


@exercise.mistake(
    "naive_forecast",
    "After one season the last value is repeated. The season starts again.",
    "1 周期が終わると最後の値を繰り返しています。周期の最初に戻ります。",
)
def season_not_started_again(y: Array, horizon: int, kind: str = "last", m: int = 1) -> Any:
    return formula("seasonal", lambda y, h, m: y[np.minimum(len(y) - m + h - 1, len(y) - 1)])(y, horizon, kind, m)


@exercise.mistake(
    "naive_forecast",
    "The forecast ends with the season, so it is too short. The season starts again until there are horizon values.",
    "予測が 1 周期で終わり、長さが足りません。horizon 個になるまで周期を繰り返します。",
)
def forecast_ends_with_the_season(y: Array, horizon: int, kind: str = "last", m: int = 1) -> Any:
    return formula("seasonal", lambda y, h, m: y[len(y) - m :][: len(h)].copy())(y, horizon, kind, m)


@exercise.mistake(
    "naive_forecast",
    "The value of one season ago is repeated. Every step has its own place in the season.",
    "1 周期前の値 1 つを繰り返しています。ステップごとに、周期の中の対応する位置の値を使います。",
)
def one_value_of_the_season_repeated(y: Array, horizon: int, kind: str = "last", m: int = 1) -> Any:
    return formula("seasonal", lambda y, h, m: np.full(len(h), y[-m]))(y, horizon, kind, m)


@exercise.mistake(
    "naive_forecast",
    "The first season of the series is repeated. Repeat the last one, which starts at y[T - m].",
    "系列の最初の 1 周期を繰り返しています。y[T - m] から始まる最後の 1 周期を繰り返します。",
)
def first_season_repeated(y: Array, horizon: int, kind: str = "last", m: int = 1) -> Any:
    return formula("seasonal", lambda y, h, m: y[(h - 1) % m])(y, horizon, kind, m)


@exercise.mistake(
    "naive_forecast",
    "The steps of the season are counted from the start of the series, so the forecast is out of phase where T is not a"
    " multiple of m. Count back from the end.",
    "周期の中の位置を系列の先頭から数えているため、T が m の倍数でないと位相がずれます。末尾から逆に数えます。",
)
def season_counted_from_the_start(y: Array, horizon: int, kind: str = "last", m: int = 1) -> Any:
    return formula("seasonal", lambda y, h, m: y[len(y) // m * m - m + (h - 1) % m])(y, horizon, kind, m)


@exercise.mistake(
    "naive_forecast",
    'm is ignored, so "seasonal" repeats the last value like "last".',
    'm が使われておらず、"seasonal" でも "last" と同じく最後の値を繰り返しています。',
)
def season_ignored(y: Array, horizon: int, kind: str = "last", m: int = 1) -> Any:
    return formula("seasonal", last)(y, horizon, kind, m)


@exercise.mistake(
    "naive_forecast",
    "The forecast shares its memory with the series: writing into one changes the other. Return a copy.",
    "予測が系列とメモリを共有していて、片方に書き込むともう片方も変わります。コピーを返しましょう。",
)
def view_of_the_series(y: Array, horizon: int, kind: str = "last", m: int = 1) -> Any:
    forecast = naive_forecast(y, horizon, kind, m)
    return y[len(y) - m :][:horizon] if kind == "seasonal" and horizon <= m else forecast


@exercise.mistake(
    "naive_forecast",
    "The forecast has a second axis. Its shape is [H].",
    "予測に 2 つ目の軸があります。形状は [H] です。",
)
def second_axis(y: Array, horizon: int, kind: str = "last", m: int = 1) -> Any:
    return naive_forecast(y, horizon, kind, m)[:, None]


@exercise.mistake(
    "naive_forecast",
    "A list comes back. Return a numpy array.",
    "リストが返されています。numpy の配列を返します。",
)
def list_returned(y: Array, horizon: int, kind: str = "last", m: int = 1) -> Any:
    return naive_forecast(y, horizon, kind, m).tolist()


@exercise.mistake(
    "naive_forecast",
    'A season longer than the series is refused for every kind. Only "seasonal" needs m values.',
    'どの kind でも、系列より長い周期を拒否しています。m 個の値が必要なのは "seasonal" だけです。',
)
def season_checked_for_every_kind(y: Array, horizon: int, kind: str = "last", m: int = 1) -> Any:
    if len(y) < m:
        raise ValueError("too short")
    return naive_forecast(y, horizon, kind, m)


@exercise.mistake(
    "naive_forecast",
    'A series shorter than a season is accepted. "seasonal" with T < m raises ValueError.',
    '1 周期より短い系列を受け付けています。"seasonal" で T < m のときは ValueError を送出します。',
)
def short_season_accepted(y: Array, horizon: int, kind: str = "last", m: int = 1) -> Any:
    season = min(m, len(y)) if kind == "seasonal" else m
    return naive_forecast(y, horizon, kind, season)


@exercise.mistake(
    "naive_forecast",
    'A series shorter than a season is accepted, and negative indices reach around to its end. "seasonal" with T < m'
    " raises ValueError.",
    '1 周期より短い系列を受け付けていて、負のインデックスが系列の末尾を指しています。"seasonal" で T < m のときは'
    " ValueError を送出します。",
)
def season_reaches_around(y: Array, horizon: int, kind: str = "last", m: int = 1) -> Any:
    if kind == "seasonal" and len(y) < m:
        return y[(len(y) - m + np.arange(horizon) % m) % len(y)]
    return naive_forecast(y, horizon, kind, m)


@exercise.mistake(
    "naive_forecast",
    'The drift of a single value is NaN, as 0/0. There is no line through one value: "drift" with T < 2 raises'
    " ValueError.",
    '値が 1 つのときのドリフトが 0/0 で NaN になっています。1 点では直線が決まりません。"drift" で T < 2 のときは'
    " ValueError を送出します。",
)
def drift_of_one_value_is_nan(y: Array, horizon: int, kind: str = "last", m: int = 1) -> Any:
    if kind == "drift" and len(y) == 1:
        return np.full(horizon, np.nan)
    return naive_forecast(y, horizon, kind, m)


@exercise.mistake(
    "naive_forecast",
    'The drift of a single value is taken for 0. There is no line through one value: "drift" with T < 2 raises'
    " ValueError.",
    '値が 1 つのときのドリフトを 0 としています。1 点では直線が決まりません。"drift" で T < 2 のときは ValueError を'
    "送出します。",
)
def drift_of_one_value_is_zero(y: Array, horizon: int, kind: str = "last", m: int = 1) -> Any:
    return naive_forecast(y, horizon, "last" if kind == "drift" and len(y) == 1 else kind, m)


@exercise.mistake(
    "naive_forecast",
    "A kind of another name gives a forecast like that of another kind, as the last branch of an if does. Raise"
    " ValueError.",
    "未知の kind でも、if の最後の分岐のように、ほかの kind と同じ予測を返しています。ValueError を送出します。",
)
def unknown_kind_accepted(y: Array, horizon: int, kind: str = "last", m: int = 1) -> Any:
    return naive_forecast(y, horizon, kind if kind in KINDS else "last", m)


@exercise.mistake(
    "naive_forecast",
    "A kind of another name gives None. Raise ValueError.",
    "未知の kind で None が返されています。ValueError を送出します。",
)
def nothing_for_an_unknown_kind(y: Array, horizon: int, kind: str = "last", m: int = 1) -> Any:
    return naive_forecast(y, horizon, kind, m) if kind in KINDS else None
