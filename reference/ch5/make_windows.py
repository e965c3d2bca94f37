"""Reference of ch5.make_windows: a series cut into input windows and the targets that follow them."""

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view

from autograder.drawing import Draw
from autograder.exercise import Exercise, Probe, Step, call

exercise = Exercise(
    title="Sliding windows over a series",
    title_ja="スライディングウィンドウ",
    position=6,
    points=7,
    difficulty=3,
    minutes=25,
    forbidden=("torch.Tensor.unfold",),
)

Array = np.ndarray[Any, Any]
Windows = tuple[Array, Array]
Columns = Sequence[int] | None


@exercise.oracle("X", "Y")
def make_windows(
    series: Array, input_len: int, horizon: int, stride: int = 1, gap: int = 0, target_cols: Columns = None
) -> Windows:
    """Window by window and number by number, for as long as there is room."""
    if min(input_len, horizon, stride) < 1 or gap < 0:
        raise ValueError("input_len, horizon and stride should be at least 1, gap at least 0")
    rows = [[row] if series.ndim == 1 else list(row) for row in series]
    F = 1 if series.ndim == 1 else series.shape[1]
    columns = list(range(F)) if target_cols is None else list(target_cols)
    inputs, targets, start = [], [], 0
    while start + input_len + gap + horizon <= len(rows):
        inputs.append([rows[start + k] for k in range(input_len)])
        first = start + input_len + gap
        targets.append([[rows[first + k][column] for column in columns] for k in range(horizon)])
        start += stride
    X = np.array(inputs, series.dtype).reshape(len(inputs), input_len, F)
    Y = np.array(targets, series.dtype).reshape(len(targets), horizon, len(columns))
    return X, Y


@exercise.twin("make_windows")
def make_windows_of_numpy(
    series: Array, input_len: int, horizon: int, stride: int = 1, gap: int = 0, target_cols: Columns = None
) -> Windows:
    """numpy's sliding_window_view over input, gap and target together."""
    if input_len <= 0 or horizon <= 0 or stride <= 0 or gap <= -1:
        raise ValueError("bad argument")
    table = series.reshape(len(series), -1)
    whole = input_len + gap + horizon
    if len(table) < whole:
        windows = np.empty((0, whole, table.shape[1]), table.dtype)
    else:
        windows = sliding_window_view(table, whole, axis=0)[::stride].transpose(0, 2, 1)
    Y = windows[:, input_len + gap :]
    return windows[:, :input_len].copy(), Y.copy() if target_cols is None else Y[:, :, list(target_cols)]


@exercise.case(0.5, public=True)
def a_short_series(draw: Draw) -> Probe:
    """Six steps of one feature, in windows of three steps with two steps to forecast."""
    return call("make_windows", draw.array(6), 3, 2)


@exercise.case(0.5, public=True)
def a_gap_and_a_stride(draw: Draw) -> Probe:
    """Two features; one step lies between window and target, and windows start every other step."""
    return call("make_windows", draw.array(9, 2), 2, 2, stride=2, gap=1)


@exercise.case(0.5, public=True)
def one_column_to_forecast(draw: Draw) -> Probe:
    """Three features go in, and only column 1 is to be forecast."""
    return call("make_windows", draw.array(5, 3), 2, 1, target_cols=[1])


@exercise.case(0.5, watch="everything")
def several_features(draw: Draw) -> Probe:
    """Three features, windows of five steps, two steps to forecast, every column a target. Nothing else changes, and the same call gives the same again."""
    return call("make_windows", draw.array(20, 3), 5, 2)


@exercise.case(0.5)
def one_step_to_forecast(draw: Draw) -> Probe:
    """A horizon of one step keeps its axis."""
    return call("make_windows", draw.array(12, 2), 4, 1)


@exercise.case(0.5)
def a_stride_of_three(draw: Draw) -> Probe:
    """Windows start every third step, and the last steps of the series do not fill another window."""
    return call("make_windows", draw.array(23, 2), 5, 2, stride=3)


@exercise.case(0.5)
def a_gap_of_two(draw: Draw) -> Probe:
    """Two steps lie between each window and its target."""
    return call("make_windows", draw.array(15, 3), 4, 3, gap=2)


@exercise.case(0.5)
def everything_at_once(draw: Draw) -> Probe:
    """Stride, gap and chosen columns together; the columns come in the order that was asked for."""
    return call("make_windows", draw.array(27, 4), 4, 3, stride=2, gap=3, target_cols=[2, 0])


@exercise.case(0.25, watch="everything")
def a_single_feature(draw: Draw) -> Probe:
    """A series of shape [T] is one feature: X and Y keep three axes. Nothing else changes, and the same call gives the same again."""
    return call("make_windows", draw.array(14), 4, 3)


@exercise.case(0.25)
def exactly_one_window(draw: Draw) -> Probe:
    """The series has room for one window and its target."""
    return call("make_windows", draw.array(9, 2), 5, 3, gap=1)


@exercise.case(0.5)
def too_short(draw: Draw) -> Probe:
    """A series one step too short for any window, and one shorter than the input: no windows, and all the axes."""
    series, shorter = draw.array(8, 3), draw.array(3, 2)
    calls = (
        Step("make_windows", (series, 5, 3), {"gap": 1, "target_cols": [2, 1]}, keep=True),
        Step("make_windows", (shorter, 5, 3), {"stride": 2}),
    )
    return Probe(calls)


@exercise.case(0.25)
def a_window_of_one_step(draw: Draw) -> Probe:
    """Windows of one step, with a horizon that is longer."""
    return call("make_windows", draw.array(10, 2), 1, 4)


@exercise.case(0.25, watch="everything")
def missing_values(draw: Draw) -> Probe:
    """NaN in the series stays NaN in the windows, and drops none of them. Nothing else changes, and the same call gives the same again."""
    series = draw.array(12, 2)
    series[[3, 7], [0, 1]] = np.nan
    return call("make_windows", series, 3, 2)


@exercise.case(0.25, dtype="float32")
def single_precision(draw: Draw) -> Probe:
    """A float32 series gives float32 windows."""
    return call("make_windows", draw.array(12, 2), 3, 2)


@exercise.case(0.25, watch="memory")
def results_of_their_own(draw: Draw) -> Probe:
    """Writing into X and Y leaves the series as it was."""
    return call("make_windows", draw.array(12, 2), 3, 2)


@exercise.case(0.25)
def an_input_of_zero(draw: Draw) -> Probe:
    """An input length below 1 raises ValueError."""
    return call("make_windows", draw.array(10, 2), 0, 3)


@exercise.case(0.25)
def a_horizon_of_zero(draw: Draw) -> Probe:
    """A horizon below 1 raises ValueError."""
    return call("make_windows", draw.array(10, 2), 3, 0)


@exercise.case(0.25)
def a_stride_of_zero(draw: Draw) -> Probe:
    """A stride below 1 raises ValueError."""
    return call("make_windows", draw.array(10, 2), 3, 2, stride=0)


@exercise.case(0.25)
def a_negative_gap(draw: Draw) -> Probe:
    """A gap below 0 raises ValueError."""
    return call("make_windows", draw.array(10, 2), 3, 2, gap=-1)


# Left out: inputs that are not contiguous and torch.no_grad() (they are arrays), and gradients.
# Wrong implementations: the oracle with its arguments or its results changed.


@exercise.mistake(
    "make_windows",
    "The last window is missing. With stride 1 there are T - input_len - gap - horizon + 1 windows, and range stops"
    " before its end.",
    "最後のウィンドウが抜けています。stride が 1 のとき、ウィンドウは T - input_len - gap - horizon + 1 個あります。"
    "range は終端の値を含みません。",
)
def last_window_missing(series: Array, L: int, H: int, **options: Any) -> Windows:
    return make_windows(series[:-1], L, H, **options)


@exercise.mistake(
    "make_windows",
    "The target starts one step too early, with gap=0 at the last step of the window: the model is shown part of the"
    " answer. The target starts input_len + gap steps after the start of the window.",
    "ターゲットが 1 ステップ早く始まっています。gap=0 ならウィンドウの最後の時刻と重なり、"
    "モデルに答えの一部が見えてしまいます。ターゲットはウィンドウの先頭から input_len + gap ステップ後に始まります。",
)
def target_one_step_early(series: Array, L: int, H: int, **options: Any) -> Windows:
    X, _ = make_windows(series, L, H, **options)
    _, Y = make_windows(np.concatenate([series[:1], series]), L, H, **options)
    return X, Y[: len(X)]


@exercise.mistake(
    "make_windows",
    "The target starts one step too late. It starts input_len + gap steps after the start of the window: gap=0 leaves"
    " no step out.",
    "ターゲットが 1 ステップ遅く始まっています。ウィンドウの先頭から input_len + gap ステップ後に始まり、"
    "gap=0 なら 1 つも空けません。",
)
def target_one_step_late(series: Array, L: int, H: int, gap: int = 0, **options: Any) -> Windows:
    return make_windows(series, L, H, gap=gap + 1 if gap >= 0 else gap, **options)


@exercise.mistake(
    "make_windows",
    "The gap is not used: the target starts right after the window. It starts gap steps later.",
    "gap が使われておらず、ターゲットがウィンドウの直後から始まっています。gap ステップだけ空けてから始めます。",
)
def gap_ignored(series: Array, L: int, H: int, gap: int = 0, **options: Any) -> Windows:
    return make_windows(series, L, H, gap=min(gap, 0), **options)


@exercise.mistake(
    "make_windows",
    "The stride is not used: a window starts at every step. Window i starts at i * stride.",
    "stride が使われておらず、すべての時刻からウィンドウが始まっています。i 番目のウィンドウは i *"
    " stride から始まります。",
)
def stride_ignored(series: Array, L: int, H: int, stride: int = 1, **options: Any) -> Windows:
    return make_windows(series, L, H, stride=min(stride, 1), **options)


@exercise.mistake(
    "make_windows",
    "The stride thins out the steps inside a window. It moves the start from one window to the next; a window is"
    " input_len consecutive steps.",
    "stride でウィンドウの中の時刻を間引いています。stride は次のウィンドウの開始位置までの歩幅で、"
    "ウィンドウ自体は連続する input_len ステップです。",
)
def stride_thins_the_series(series: Array, L: int, H: int, stride: int = 1, **options: Any) -> Windows:
    return make_windows(series[:: max(stride, 1)], L, H, stride=min(stride, 1), **options)


@exercise.mistake(
    "make_windows",
    "A series too short for one window raises an exception. Return empty arrays of shape [0, input_len, F] and [0,"
    " horizon, Ft].",
    "系列が短くてウィンドウが 1 つも取れないときに例外が発生しています。形状 [0, input_len, F] と [0, horizon,"
    " Ft] の空の配列を返します。",
)
def raises_when_too_short(*args: Any, **options: Any) -> Windows:
    X, Y = make_windows(*args, **options)
    return np.stack(list(X)), np.stack(list(Y))


@exercise.mistake(
    "make_windows",
    "Without any window the results lose their axes, as np.array([]) does. Their shapes are [0, input_len, F] and [0,"
    " horizon, Ft].",
    "ウィンドウが 1 つもないとき、np.array([]) のように軸が失われています。形状は [0, input_len, F] と [0, horizon,"
    " Ft] です。",
)
def empty_without_axes(*args: Any, **options: Any) -> Windows:
    X, Y = make_windows(*args, **options)
    return (X, Y) if len(X) else (X.ravel(), Y.ravel())


@exercise.mistake(
    "make_windows",
    "Y holds every column. It holds those in target_cols only, in that order.",
    "Y にすべての列が入っています。target_cols で指定された列だけを、その順に入れます。",
)
def every_column_as_target(series: Array, L: int, H: int, target_cols: Columns = None, **options: Any) -> Windows:
    return make_windows(series, L, H, **options)


@exercise.mistake(
    "make_windows",
    "The target columns are taken out of X. The past of the target is an input as well: X holds all F columns.",
    "ターゲットの列が X から除かれています。ターゲットの過去の値も入力です。X には F 列すべてを入れます。",
)
def target_taken_out_of_the_inputs(
    series: Array, L: int, H: int, target_cols: Columns = None, **options: Any
) -> Windows:
    X, Y = make_windows(series, L, H, target_cols=target_cols, **options)
    return (X, Y) if target_cols is None else (np.delete(X, list(target_cols), axis=2), Y)


@exercise.mistake(
    "make_windows",
    "The target columns come in the order of the series. They come in the order of target_cols.",
    "ターゲットの列が元の系列の順に並んでいます。target_cols の順に並べます。",
)
def target_columns_sorted(series: Array, L: int, H: int, target_cols: Columns = None, **options: Any) -> Windows:
    return make_windows(series, L, H, target_cols=None if target_cols is None else sorted(target_cols), **options)


@exercise.mistake(
    "make_windows",
    "Y holds only the last of the horizon's steps. It holds all of them.",
    "Y に予測期間の最後の 1 ステップしか入っていません。horizon ステップすべてを入れます。",
)
def only_the_last_step_of_the_horizon(*args: Any, **options: Any) -> Windows:
    X, Y = make_windows(*args, **options)
    return X, Y[:, -1:]


@exercise.mistake(
    "make_windows",
    "The steps inside X run backwards. The oldest comes first.",
    "X の中の時刻が逆順です。古い時刻を先に並べます。",
)
def window_reversed(*args: Any, **options: Any) -> Windows:
    X, Y = make_windows(*args, **options)
    return X[:, ::-1], Y


@exercise.mistake(
    "make_windows",
    "Axes of size 1 are lost, as squeeze() does. X and Y always have three axes.",
    "squeeze() を使ったときのように、サイズ 1 の軸が失われています。X と Y は常に 3 つの軸を持ちます。",
)
def axes_of_size_one_lost(*args: Any, **options: Any) -> Windows:
    X, Y = make_windows(*args, **options)
    return X.squeeze(), Y.squeeze()


@exercise.mistake(
    "make_windows",
    "A series of shape [T] gives windows without a feature axis. It counts as one feature: F = 1.",
    "形状 [T] の系列のとき、特徴量の軸がありません。1 つの特徴量とみなし、F = 1 とします。",
)
def no_feature_axis(series: Array, L: int, H: int, **options: Any) -> Windows:
    X, Y = make_windows(series, L, H, **options)
    return (X[:, :, 0], Y[:, :, 0]) if series.ndim == 1 else (X, Y)


@exercise.mistake(
    "make_windows",
    "Windows with NaN are dropped. Cut the series as it is; what to do about missing values is decided elsewhere.",
    "NaN を含むウィンドウが捨てられています。系列はそのまま切り出します。欠損値の扱いは別のところで決めます。",
)
def windows_with_nan_dropped(*args: Any, **options: Any) -> Windows:
    X, Y = make_windows(*args, **options)
    whole = ~(np.isnan(X).any((1, 2)) | np.isnan(Y).any((1, 2)))
    return X[whole], Y[whole]


@exercise.mistake(
    "make_windows",
    "X shares its memory with the series: writing into X changes the series. Return copies.",
    "X が系列とメモリを共有していて、X に書き込むと系列も変わります。コピーを返しましょう。",
)
def views_of_the_series(series: Array, L: int, H: int, stride: int = 1, **options: Any) -> Windows:
    X, Y = make_windows(series, L, H, stride=stride, **options)
    table = series.reshape(len(series), -1)
    return sliding_window_view(table, L, axis=0)[: len(X) * stride : stride].transpose(0, 2, 1), Y


@exercise.mistake(
    "make_windows",
    "The arguments are not checked. input_len, horizon and stride below 1 and gap below 0 raise ValueError.",
    "引数が検査されていません。input_len、horizon、stride が 1 未満のとき、および gap が 0 未満のときは ValueError を"
    "送出します。",
)
def arguments_not_checked(
    series: Array, input_len: int, horizon: int, stride: int = 1, gap: int = 0, target_cols: Columns = None
) -> Windows:
    N = max(0, (len(series) - input_len - gap - horizon) // stride + 1)
    table = series.reshape(len(series), -1)
    columns = range(table.shape[1]) if target_cols is None else target_cols
    starts = stride * np.arange(N)[:, None]
    X = table[starts + np.arange(input_len)]
    return X, table[starts + input_len + gap + np.arange(horizon)][:, :, list(columns)]
