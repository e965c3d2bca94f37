"""Reference of ch5.recursive_forecast: many steps from a model of one step, by feeding its forecasts back."""

from collections.abc import Callable
from typing import Any

import torch
from torch import Tensor

from autograder.drawing import Draw
from autograder.exercise import Callback, Exercise, Probe, call

exercise = Exercise(
    title="Recursive multi-step forecasts",
    title_ja="再帰的な多段階予測",
    position=12,
    points=7,
    difficulty=3,
    minutes=30,
)

Model = Callable[[Tensor], Tensor]


def check(history: Tensor, horizon: int, known_future: Tensor | None) -> None:
    """Raise ValueError if the arguments do not fit each other."""
    B, _, F = history.shape
    if horizon < 1 or (known_future is not None and known_future.shape != (B, horizon, F)):
        raise ValueError("horizon starts at 1, and known_future has the shape [B, H, F]")


@exercise.oracle("the forecast")
def recursive_forecast(
    step_model: Model, history: Tensor, horizon: int, target_col: int, known_future: Tensor | None = None
) -> Tensor:
    """Rows of numbers: each step is appended to the whole past, of which the model sees the last L."""
    check(history, horizon, known_future)
    L = history.shape[1]
    past = history.tolist()
    forecasts: list[list[float]] = [[] for _ in past]
    for h in range(horizon):
        seen = torch.tensor([rows[-L:] for rows in past], dtype=history.dtype, device=history.device)
        for b, y in enumerate(step_model(seen).tolist()):
            following = list(past[b][-1]) if known_future is None else known_future[b, h].tolist()
            following[target_col] = y
            past[b].append(following)
            forecasts[b].append(y)
    return torch.tensor(forecasts, dtype=history.dtype, device=history.device)


@exercise.twin("recursive_forecast")
def recursive_forecast_in_a_buffer(
    step_model: Model, history: Tensor, horizon: int, target_col: int, known_future: Tensor | None = None
) -> Tensor:
    """Past and future in one tensor, filled from left to right; windows are slices of it."""
    B, L, F = history.shape
    if horizon <= 0:
        raise ValueError("no steps")
    future = history[:, -1:].expand(B, horizon, F) if known_future is None else known_future
    if future.shape[:2] != (B, horizon) or future.shape[2] != F:
        raise ValueError("other sizes")
    whole = torch.cat([history, future], 1)
    whole[:, L:, target_col] = torch.nan
    for now in range(L, L + horizon):
        whole[:, now, target_col] = step_model(whole[:, now - L : now])
    return whole[:, L:, target_col].clone()


def model(draw: Draw, F: int) -> Callback:
    """A model of one step with random weights."""
    weights = {"recurrent": draw.normal(F), "linear": draw.normal(F, scale=0.7), "decay": draw.normal(1)}
    return Callback("window_model", weights)


def forecast(
    draw: Draw, B: int, L: int, F: int, H: int, target_col: int, known: bool = False, contiguous: bool = True
) -> Probe:
    """Windows of L steps, H steps to forecast; with `known`, the other columns of these are given."""
    step_model = model(draw, F)
    history = draw.normal(B, L, F, contiguous=contiguous)
    if not known:
        return call("recursive_forecast", step_model, history, H, target_col)
    known_future = draw.normal(B, H, F, contiguous=contiguous)
    return call("recursive_forecast", step_model, history, H, target_col, known_future=known_future)


@exercise.case(0.5, public=True)
def a_constant_factor(draw: Draw) -> Probe:
    """A model that multiplies the last value by a factor: the forecasts are its powers times the last value."""
    factor = {"recurrent": torch.zeros(1), "linear": draw.normal(1), "decay": torch.zeros(1)}
    weights = {name: tensor.double() for name, tensor in factor.items()}
    return call("recursive_forecast", Callback("window_model", weights), draw.normal(1, 2, 1), 3, 0)


@exercise.case(0.5, public=True)
def other_columns_repeat(draw: Draw) -> Probe:
    """Two columns and no known future: the column that is not forecast keeps its last value."""
    return forecast(draw, B=2, L=3, F=2, H=3, target_col=0)


@exercise.case(0.5, public=True)
def other_columns_known(draw: Draw) -> Probe:
    """Two columns, the second to be forecast; the first is known for the steps ahead."""
    return forecast(draw, B=2, L=3, F=2, H=3, target_col=1, known=True)


@exercise.case(0.75)
def several_columns_repeat(draw: Draw) -> Probe:
    """Every size different, no known future."""
    return forecast(draw, B=3, L=6, F=4, H=5, target_col=2)


@exercise.case(0.5)
def several_columns_known(draw: Draw) -> Probe:
    """Every size different, with a known future."""
    return forecast(draw, B=3, L=6, F=4, H=5, target_col=2, known=True)


@exercise.case(0.5)
def the_target_is_not_known(draw: Draw) -> Probe:
    """The target column of known_future is NaN, as it is when nobody knows it yet."""
    step_model, history, known_future = model(draw, 3), draw.normal(2, 4, 3), draw.normal(2, 5, 3)
    known_future[:, :, 1] = torch.nan
    return call("recursive_forecast", step_model, history, 5, 1, known_future)


@exercise.case(0.5)
def a_horizon_longer_than_the_window(draw: Draw) -> Probe:
    """More steps ahead than the window has: in the end it holds nothing but forecasts."""
    return forecast(draw, B=2, L=3, F=2, H=7, target_col=1)


@exercise.case(0.25)
def one_step_ahead(draw: Draw) -> Probe:
    """A horizon of one step: the model is called once, and the known future is not needed."""
    return forecast(draw, B=3, L=5, F=2, H=1, target_col=1, known=True)


@exercise.case(0.25)
def a_batch_of_one(draw: Draw) -> Probe:
    """A batch of one keeps its batch axis, and a window may have one step."""
    return forecast(draw, B=1, L=1, F=3, H=3, target_col=0, known=True)


@exercise.case(0.25)
def a_single_column(draw: Draw) -> Probe:
    """The target is the only column."""
    return forecast(draw, B=3, L=4, F=1, H=3, target_col=0)


@exercise.case(0.25)
def sizes_all_equal(draw: Draw) -> Probe:
    """Every size equal, so that exchanged axes raise nothing."""
    return forecast(draw, B=3, L=3, F=3, H=3, target_col=2, known=True)


@exercise.case(0.25)
def inputs_that_are_not_contiguous(draw: Draw) -> Probe:
    """History and known future are views of transposed tensors."""
    return forecast(draw, B=3, L=4, F=2, H=3, target_col=0, known=True, contiguous=False)


@exercise.case(0.25, dtype="float32")
def single_precision(draw: Draw) -> Probe:
    """float32 in, float32 out."""
    return forecast(draw, B=3, L=4, F=2, H=3, target_col=1, known=True)


@exercise.case(0.25, no_grad=True)
def without_recording_gradients(draw: Draw) -> Probe:
    """Inside torch.no_grad()."""
    return forecast(draw, B=3, L=4, F=2, H=3, target_col=1)


@exercise.case(0.25, watch="everything")
def the_history_stays_as_it_is(draw: Draw) -> Probe:
    """The call leaves the history unchanged; it changes nothing else either, and gives the same when repeated."""
    return forecast(draw, B=3, L=4, F=2, H=3, target_col=1)


@exercise.case(0.25, watch="everything")
def the_known_future_stays_as_it_is(draw: Draw) -> Probe:
    """The call leaves the history and the known future unchanged; it changes nothing else either, and gives the same when repeated."""
    return forecast(draw, B=3, L=4, F=2, H=3, target_col=1, known=True)


@exercise.case(0.25)
def a_horizon_of_zero(draw: Draw) -> Probe:
    """A horizon below 1 raises ValueError."""
    return forecast(draw, B=3, L=5, F=2, H=0, target_col=1)


@exercise.case(0.25)
def a_known_future_of_another_length(draw: Draw) -> Probe:
    """A known future with more steps than the horizon raises ValueError."""
    known_future = draw.normal(3, 4, 2)
    return call("recursive_forecast", model(draw, 2), draw.normal(3, 5, 2), 3, 1, known_future)


@exercise.case(0.25)
def a_known_future_of_fewer_columns(draw: Draw) -> Probe:
    """A known future with fewer columns than the history raises ValueError."""
    return call("recursive_forecast", model(draw, 3), draw.normal(2, 5, 3), 3, 0, draw.normal(2, 3, 2))


@exercise.case(0.25)
def one_known_future_for_all(draw: Draw) -> Probe:
    """A known future for one series of the batch raises ValueError instead of being broadcast."""
    return call("recursive_forecast", model(draw, 2), draw.normal(3, 5, 2), 4, 1, draw.normal(1, 4, 2))


# Left out: gradients, since forecasts are made once training is over.
# Wrong implementations: a loop over windows in which one piece is replaced.


def right_row(window: Tensor, y: Tensor, h: int, target_col: int, known_future: Tensor | None) -> Tensor:
    """The step to append after forecast number `h`, which was y."""
    row = (window[:, -1] if known_future is None else known_future[:, h]).clone()
    row[:, target_col] = y
    return row


def right_slide(window: Tensor, row: Tensor) -> Tensor:
    """The window one step later."""
    return torch.cat([window[:, 1:], row[:, None]], 1)


def roll(
    *arguments: Any,
    row: Any = right_row,
    slide: Any = right_slide,
    more: int = 0,
    known_future: Any = None,
    checked: bool = True,
) -> Any:
    """The forecast, with other rows, another slide, or `more` steps."""
    step_model, window, horizon, target_col, future = (*arguments, known_future)[:5]
    if checked:
        check(window, horizon, future)
    forecasts = []
    for h in range(horizon + more):
        y = step_model(window)
        forecasts.append(y)
        window = slide(window, row(window, y, min(h, horizon - 1), target_col, future))
    return torch.stack(forecasts, 1)


@exercise.mistake(
    "recursive_forecast",
    "The target column is taken from known_future. At the time of the forecast nobody knows it: put the model's own"
    " forecast there.",
    "ターゲットの列を known_future から取っています。予測する時点ではまだ誰も知らない値です。モデル自身の予測を入れます。",
)
def target_taken_from_the_known_future(*args: Any, **options: Any) -> Any:
    def row(window: Tensor, y: Tensor, h: int, target_col: int, known_future: Tensor | None) -> Tensor:
        return right_row(window, y, h, target_col, None) if known_future is None else known_future[:, h]

    return roll(*args, row=row, **options)


@exercise.mistake(
    "recursive_forecast",
    "known_future is not used: the other columns repeat their last value, though their values are known.",
    "known_future が使われておらず、わかっているはずのほかの列で最後の値を繰り返しています。",
)
def known_future_ignored(*args: Any, **options: Any) -> Any:
    def row(window: Tensor, y: Tensor, h: int, target_col: int, known_future: Tensor | None) -> Tensor:
        return right_row(window, y, h, target_col, None)

    return roll(*args, row=row, **options)


@exercise.mistake(
    "recursive_forecast",
    "known_future arrives one step late. Forecast h, counted from 0, is joined by known_future[:, h]: both belong to"
    " the same step.",
    "known_future が 1 ステップ遅れています。0 から数えて h 番目の予測には known_future[:, h] を合わせます。"
    "どちらも同じ時刻の値です。",
)
def known_future_one_step_late(*args: Any, **options: Any) -> Any:
    def row(window: Tensor, y: Tensor, h: int, target_col: int, known_future: Tensor | None) -> Tensor:
        return right_row(window, y, max(h - 1, 0), target_col, known_future if h else None)

    return roll(*args, row=row, **options)


@exercise.mistake(
    "recursive_forecast",
    "known_future[:, h - 1] is a step late, and begins with the last step, as index -1 does. Forecast h, counted from"
    " 0, is joined by known_future[:, h].",
    "known_future[:, h - 1] では 1 ステップ遅れ、最初はインデックス -1 で最後の時刻になっています。"
    "0 から数えて h 番目の予測には known_future[:, h] を合わせます。",
)
def known_future_begins_with_its_end(*args: Any, **options: Any) -> Any:
    def row(window: Tensor, y: Tensor, h: int, target_col: int, known_future: Tensor | None) -> Tensor:
        return right_row(window, y, h - 1, target_col, known_future)

    return roll(*args, row=row, **options)


@exercise.mistake(
    "recursive_forecast",
    "known_future arrives one step early. Forecast h, counted from 0, is joined by known_future[:, h]: both belong to"
    " the same step.",
    "known_future が 1 ステップ早まっています。0 から数えて h 番目の予測には known_future[:, h] を合わせます。"
    "どちらも同じ時刻の値です。",
)
def known_future_one_step_early(*args: Any, **options: Any) -> Any:
    def row(window: Tensor, y: Tensor, h: int, target_col: int, known_future: Tensor | None) -> Tensor:
        last = h if known_future is None else known_future.shape[1] - 1
        return right_row(window, y, min(h + 1, last), target_col, known_future)

    return roll(*args, row=row, **options)


@exercise.mistake(
    "recursive_forecast",
    "Only the first step of known_future is used, for every step ahead. Forecast h is joined by known_future[:, h].",
    "known_future の最初の時刻を毎回使っています。h 番目の予測には known_future[:, h] を合わせます。",
)
def first_step_of_the_known_future_repeated(*args: Any, **options: Any) -> Any:
    def row(window: Tensor, y: Tensor, h: int, target_col: int, known_future: Tensor | None) -> Tensor:
        return right_row(window, y, 0, target_col, known_future)

    return roll(*args, row=row, **options)


@exercise.mistake(
    "recursive_forecast",
    "The forecast is written into column 0, whatever target_col says.",
    "target_col に関係なく、予測を列 0 に書き込んでいます。",
)
def written_into_column_zero(*args: Any, **options: Any) -> Any:
    def row(window: Tensor, y: Tensor, h: int, target_col: int, known_future: Tensor | None) -> Tensor:
        return right_row(window, y, h, 0, known_future)

    return roll(*args, row=row, **options)


@exercise.mistake(
    "recursive_forecast",
    "The forecast is written into the last column, whatever target_col says.",
    "target_col に関係なく、予測を最後の列に書き込んでいます。",
)
def written_into_the_last_column(*args: Any, **options: Any) -> Any:
    def row(window: Tensor, y: Tensor, h: int, target_col: int, known_future: Tensor | None) -> Tensor:
        return right_row(window, y, h, -1, known_future)

    return roll(*args, row=row, **options)


@exercise.mistake(
    "recursive_forecast",
    "The forecast is written into every column. It belongs into column target_col only.",
    "予測をすべての列に書き込んでいます。列 target_col だけに入れます。",
)
def written_into_every_column(*args: Any, **options: Any) -> Any:
    def row(window: Tensor, y: Tensor, h: int, target_col: int, known_future: Tensor | None) -> Tensor:
        return y[:, None].expand_as(window[:, -1])

    return roll(*args, row=row, **options)


@exercise.mistake(
    "recursive_forecast",
    "Without known_future the other columns are filled with zeros. They repeat their last value.",
    "known_future がないとき、ほかの列をゼロで埋めています。最後の値を繰り返します。",
)
def other_columns_set_to_zero(*args: Any, **options: Any) -> Any:
    def row(window: Tensor, y: Tensor, h: int, target_col: int, known_future: Tensor | None) -> Tensor:
        return right_row(0 * window if known_future is None else window, y, h, target_col, known_future)

    return roll(*args, row=row, **options)


@exercise.mistake(
    "recursive_forecast",
    "Without known_future the other columns are filled with their mean over the window. They repeat their last value.",
    "known_future がないとき、ほかの列をウィンドウ内の平均で埋めています。最後の値を繰り返します。",
)
def other_columns_set_to_their_mean(*args: Any, **options: Any) -> Any:
    def row(window: Tensor, y: Tensor, h: int, target_col: int, known_future: Tensor | None) -> Tensor:
        return right_row(window.mean(1, keepdim=True), y, h, target_col, known_future)

    return roll(*args, row=row, **options)


@exercise.mistake(
    "recursive_forecast",
    "The window never moves, so every step gets the same forecast. Append each forecast, and drop the oldest step.",
    "ウィンドウが動かないため、どのステップも同じ予測になっています。予測を 1 つずつ末尾に加え、最も古い時刻を外します。",
)
def window_never_moves(*args: Any, **options: Any) -> Any:
    return roll(*args, slide=lambda window, row: window, **options)


@exercise.mistake(
    "recursive_forecast",
    "The window grows by one step each time. The model was trained on windows of L steps: drop the oldest one.",
    "ウィンドウが 1 ステップずつ長くなっています。モデルは L ステップのウィンドウで学習しているので、"
    "最も古い時刻を外します。",
)
def window_grows(*args: Any, **options: Any) -> Any:
    return roll(*args, slide=lambda window, row: torch.cat([window, row[:, None]], 1), **options)


@exercise.mistake(
    "recursive_forecast",
    "The forecast is put in front of the window, as if it were the oldest step. Append it at the end.",
    "予測をウィンドウの先頭に、最も古い時刻のように加えています。末尾に加えます。",
)
def forecast_put_in_front(*args: Any, **options: Any) -> Any:
    return roll(*args, slide=lambda window, row: torch.cat([row[:, None], window[:, :-1]], 1), **options)


@exercise.mistake(
    "recursive_forecast",
    "The forecast replaces the newest step. Append it after that step, and drop the oldest one.",
    "予測で最も新しい時刻を上書きしています。その後ろに加え、最も古い時刻を外します。",
)
def newest_step_overwritten(*args: Any, **options: Any) -> Any:
    return roll(*args, slide=lambda window, row: torch.cat([window[:, :-1], row[:, None]], 1), **options)


@exercise.mistake(
    "recursive_forecast",
    "The forecast replaces the oldest step in its place, so the window is out of order. Shift the other steps, and"
    " append it at the end.",
    "最も古い時刻の位置に予測を上書きしているため、ウィンドウの順序が崩れています。ほかの時刻をずらし、末尾に加えます。",
)
def oldest_step_overwritten(*args: Any, **options: Any) -> Any:
    return roll(*args, slide=lambda window, row: torch.cat([row[:, None], window[:, 1:]], 1), **options)


@exercise.mistake(
    "recursive_forecast",
    "Each new window is made from the history, so that only one forecast is ever in it. Make it from the window before.",
    "新しいウィンドウを毎回 history から作っているため、予測が 1 つしか入りません。直前のウィンドウから作ります。",
)
def window_made_from_the_history(*args: Any, **options: Any) -> Any:
    return roll(*args, slide=lambda window, row: right_slide(args[1], row), **options)


@exercise.mistake(
    "recursive_forecast",
    "The result has one step too many.",
    "結果が 1 ステップ多くなっています。",
)
def one_step_too_many(*args: Any, **options: Any) -> Any:
    return roll(*args, more=1, **options)


@exercise.mistake(
    "recursive_forecast",
    "The model is called once more after the last step. Call it exactly H times.",
    "最後のステップの後にモデルをもう 1 回呼んでいます。呼び出しはちょうど H 回です。",
)
def called_once_too_often(*args: Any, **options: Any) -> Any:
    return roll(*args, more=1, **options)[:, :-1]


@exercise.mistake(
    "recursive_forecast",
    "Only the last forecast comes back. Return those of all steps, [B, H].",
    "最後の予測しか返されていません。全ステップの予測 [B, H] を返します。",
)
def only_the_last_forecast(*args: Any, **options: Any) -> Any:
    return roll(*args, **options)[:, -1]


@exercise.mistake(
    "recursive_forecast",
    "The result has time before batch. Stack the forecasts along dim 1, which gives [B, H].",
    "結果の軸が時間、バッチの順になっています。予測を dim=1 で積み、[B, H] にします。",
)
def time_before_batch(*args: Any, **options: Any) -> Any:
    return roll(*args, **options).T


@exercise.mistake(
    "recursive_forecast",
    "The result has a third axis. A single column is forecast: the shape is [B, H].",
    "結果に 3 つ目の軸があります。予測するのは 1 列なので、形状は [B, H] です。",
)
def third_axis(*args: Any, **options: Any) -> Any:
    return roll(*args, **options)[:, :, None]


@exercise.mistake(
    "recursive_forecast",
    "Axes of size 1 are lost, as squeeze() does. The result always has the shape [B, H].",
    "squeeze() を使ったときのように、サイズ 1 の軸が失われています。結果の形状は常に [B, H] です。",
)
def axes_of_size_one_lost(*args: Any, **options: Any) -> Any:
    return roll(*args, **options).squeeze()


@exercise.mistake(
    "recursive_forecast",
    "The history is changed: the window is moved in place. Make a new tensor at each step.",
    "ウィンドウをその場で書き換えているため、history が変わっています。ステップごとに新しいテンソルを作りましょう。",
)
def history_overwritten(*args: Any, **options: Any) -> Any:
    def slide(window: Tensor, row: Tensor) -> Tensor:
        window.copy_(right_slide(window, row))
        return window

    return roll(*args, slide=slide, **options)


@exercise.mistake(
    "recursive_forecast",
    "The forecast is written into known_future: known_future[:, h] is a view. Clone it first.",
    "予測を known_future に書き込んでいます。known_future[:, h] はビューなので、先に clone() します。",
)
def known_future_overwritten(*args: Any, **options: Any) -> Any:
    def row(window: Tensor, y: Tensor, h: int, target_col: int, known_future: Tensor | None) -> Tensor:
        following = right_row(window, y, h, target_col, known_future)
        return following if known_future is None else known_future[:, h].copy_(following)

    return roll(*args, row=row, **options)


@exercise.mistake(
    "recursive_forecast",
    "The last step of the history is changed: window[:, -1] is a view, and the forecast is written into it. Clone it"
    " first.",
    "history の最後の時刻が書き換えられています。window[:, -1] はビューなので、予測を書き込む前に clone() します。",
)
def newest_step_written_into(*args: Any, **options: Any) -> Any:
    def row(window: Tensor, y: Tensor, h: int, target_col: int, known_future: Tensor | None) -> Tensor:
        following = right_row(window, y, h, target_col, known_future)
        return window[:, -1].copy_(following) if known_future is None else following

    return roll(*args, row=row, **options)


@exercise.mistake(
    "recursive_forecast",
    "The newest step of the window is changed before it moves, so the forecast enters twice: window[:, -1] is a view."
    " Clone it first.",
    "ウィンドウを進める前に最も新しい時刻が書き換えられ、予測が 2 回入っています。window[:, -1] はビューなので、先に"
    " clone() します。",
)
def forecast_enters_twice(step_model: Model, history: Tensor, *args: Any, **options: Any) -> Any:
    return newest_step_written_into(step_model, history.clone(), *args, **options)


@exercise.mistake(
    "recursive_forecast",
    "The arguments are not checked. A horizon below 1, and a known_future of another shape than [B, H, F], raise"
    " ValueError.",
    "引数が検査されていません。horizon が 1 未満のとき、および known_future の形状が [B, H, F] でないときは ValueError を"
    "送出します。",
)
def arguments_not_checked(*args: Any, **options: Any) -> Any:
    return roll(*args, checked=False, **options)


@exercise.mistake(
    "recursive_forecast",
    "A known_future of another shape is accepted. Its shape must be [B, H, F]: raise ValueError.",
    "形状の違う known_future を受け付けています。形状は [B, H, F] でなければならず、違えば ValueError を送出します。",
)
def known_future_not_checked(step_model: Model, history: Tensor, horizon: int, *args: Any, **options: Any) -> Any:
    check(history, horizon, None)
    return roll(step_model, history, horizon, *args, checked=False, **options)
