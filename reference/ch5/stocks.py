"""Reference of ch5.stocks: next week's prices, and what a forecast of prices is worth.

On real prices nothing tells a good model from persistence, so two runs share the work: real prices catch the usual way
of going wrong (price levels), made-up ones that can be forecast catch everything that has not learned.
"""

import math
from collections.abc import Callable
from itertools import pairwise
from typing import Any

import numpy as np
import torch
from torch import Tensor, nn

from autograder.drawing import Draw
from autograder.exercise import Earlier, Exercise, Goal, Probe, Run, Step, call
from reference.series import Task, hidden_prices, made_up_prices, public_prices

exercise = Exercise(
    title="Project: forecasting prices",
    title_ja="プロジェクト: 株価の予測",
    position=20,
    points=8,
    difficulty=4,
    minutes=120,
    project=True,
)

Picture = dict[str, Any]
Forecaster = Callable[[Tensor], Tensor]


@exercise.oracle("z", "mean", "std")
def prepare(prices: Tensor, n_train: int) -> tuple[Tensor, Tensor, Tensor]:
    """Number by number."""
    return prepared(prices, n_train - 1)


def prepared(prices: Tensor, known: int, ddof: int = 0) -> tuple[Tensor, Tensor, Tensor]:
    """The scaled log returns, with the statistics of the first `known` of them."""
    returns = [[math.log(b / a) for a, b in pairwise(row)] for row in prices.tolist()]
    mean = [math.fsum(row[:known]) / known for row in returns]
    squares = [math.fsum((r - m) ** 2 for r in row[:known]) for row, m in zip(returns, mean, strict=True)]
    std = [math.sqrt(square / (known - ddof)) for square in squares]
    z = [[(r - m) / s for r in row] for row, m, s in zip(returns, mean, std, strict=True)]
    return tensor(z), tensor(mean), tensor(std)


def tensor(values: Any) -> Tensor:
    """A tensor of float64."""
    return torch.tensor(values, dtype=torch.float64)


@exercise.oracle("the prices")
def to_prices(last: Tensor, z: Tensor, mean: Tensor, std: Tensor) -> Tensor:
    """Number by number."""
    rows = zip(last.tolist(), z.tolist(), strict=True)
    scales = list(zip(mean.tolist(), std.tolist(), strict=True))
    return tensor(
        [[p * math.exp(m + s * v) for p, v, (m, s) in zip(*row, scales, strict=True)] for row in rows],
    )


@exercise.oracle("the forecaster")
def train(prices: Tensor) -> Forecaster:
    """No network: the next scaled return from the last four, by least squares over all symbols."""
    z, mean, std = (part.float() for part in prepare(prices, prices.shape[1]))
    inputs = z.unfold(1, 4, 1)[:, :-1].flatten(0, 1)
    weights = torch.linalg.lstsq(inputs, z[:, 4:].flatten()[:, None]).solution

    def forecaster(windows: Tensor) -> Tensor:
        seen = (torch.log(windows).diff(dim=2)[:, :, -4:] - mean[:, None]) / std[:, None]
        return windows[:, :, -1] * torch.exp((seen @ weights)[..., 0] * std + mean)

    return forecaster


@exercise.oracle("the forecast")
def forecast(model: Forecaster, windows: Tensor) -> Tensor:
    """What `train` returned, here and in the shortcuts, is a function."""
    return model(windows)


@exercise.oracle("the report")
def report(truth: Tensor, forecast: Tensor, last: Tensor) -> dict[str, float]:
    """Number by number."""
    triples = list(zip(*(part.flatten().tolist() for part in (truth, forecast, last)), strict=True))
    n = len(triples)
    mae = math.fsum(abs(y - p) for y, p, _ in triples) / n
    return {
        "mae": mae,
        "rmse": math.sqrt(math.fsum((y - p) ** 2 for y, p, _ in triples) / n),
        "mape": 100 * math.fsum(abs(y - p) / abs(y) for y, p, _ in triples) / n,
        "ratio": mae / (math.fsum(abs(y - naive) for y, _, naive in triples) / n),
    }


@exercise.oracle("the figure")
def plot_forecast(history: Tensor, truth: Tensor, forecast: Tensor) -> Picture:
    """What should be drawn, written down."""
    return picture(history, truth, forecast)


def picture(history: Tensor, truth: Tensor, forecast: Tensor, start: int | None = None) -> Picture:
    """A figure whose forecast begins at week `start`, which is the week after the history unless it is given."""
    K = len(history)
    drawn = [line("history", 0, history), line("truth", K, truth)]
    drawn.append(line("forecast", K if start is None else start, forecast))
    x, y = ({"label": name, "scale": "linear", "ticks": None, "tick labels": None} for name in ("week", "price"))
    return {"axes": [{"images": [], "lines": drawn, "x": x, "y": y, "legend": [each["label"] for each in drawn]}]}


def line(label: str, first: int, values: Tensor) -> Picture:
    """One line of a figure."""
    return {"label": label, "x": np.arange(first, first + len(values), dtype=np.float64), "y": values.numpy()}


@exercise.twin("report")
def report_of_sklearn(truth: Tensor, forecast: Tensor, last: Tensor) -> dict[str, float]:
    """scikit-learn's measures."""
    from sklearn import metrics  # only proofs need it, grading does not

    y, p, naive = (part.flatten().numpy() for part in (truth, forecast, last))
    mae = metrics.mean_absolute_error(y, p)
    percent = 100 * metrics.mean_absolute_percentage_error(y, p)
    ratio = mae / metrics.mean_absolute_error(y, naive)
    return {"mae": mae, "rmse": metrics.root_mean_squared_error(y, p), "mape": percent, "ratio": ratio}


def walk(draw: Draw, S: int, T: int) -> Tensor:
    """Prices of `S` symbols, each at its own level and with returns of its own size."""
    return torch.exp(draw.normal(S, 1) + (draw.normal(S, T) * draw.normal(S, 1, scale=0.3)).cumsum(1))


@exercise.case(0.25, public=True)
def returns_of_two_symbols(draw: Draw) -> Probe:
    """Six prices of two symbols, of which the first four are for training."""
    return call("prepare", tensor([[1, 2, 4, 2, 6, 3], [5, 5, 10, 20, 5, 15]]), 4)


@exercise.case(0.25, public=True)
def back_to_prices(draw: Draw) -> Probe:
    """Scaled returns of two symbols become prices again."""
    return call("to_prices", tensor([[100, 20]]), tensor([[1, -2]]), tensor([0.01, 0]), tensor([0.04, 0.03]))


@exercise.case(0.25, public=True)
def a_small_report(draw: Draw) -> Probe:
    """The report of two weeks of two symbols."""
    truth, last = tensor([[102, 20], [105, 22]]), tensor([[100, 21], [102, 20]])
    return call("report", truth, tensor([[101, 21], [103, 20]]), last)


@exercise.case(0.25, public=True, tolerance=1e-6)
def a_small_figure(draw: Draw) -> Probe:
    """Three weeks of history, then two weeks of truth and forecast."""
    return call("plot_forecast", tensor([10, 11, 12]), tensor([11, 13]), tensor([12, 11]))


def price_run(task: Task) -> Run:
    """A model is trained on the past, and asked for the price after each window; then for a few of these alone."""
    some = task.windows[task.far_apart]
    probe = Probe(
        (
            Step("train", (task.past,)),
            Step("forecast", (Earlier(0), task.windows), keep=True),
            Step("forecast", (Earlier(0), some)),
        )
    )
    like = tuple(torch.zeros(len(windows), len(task.past)) for windows in (task.windows, some))
    return Run(probe, like, {"next": {"truth": task.truth, "naive": task.naive}, "rows": task.far_apart})


# 12 draws, and 6 seeds on 3: the solution 0.98 to 1.02, variants to 1.01 (32 units, 60 epochs: 1.13), a mean of weeks 1.26,
# levels 4 and more. Nothing honest is below 0.97; whoever finds the next price among the windows, or outside, is below 0.2.
REAL = {"measure": "mae_ratio", "against": "next", "at_most": 1.1, "suspicious": 0.8}
# 12 draws: the solution 0.60 to 0.73, variants to 0.78, the mean return 0.97 to 1.04, an untrained network 1.03 and more.
MADE_UP = {"measure": "mae_ratio", "against": "next", "at_most": 0.85, "suspicious": 0.45}
# A batch of another size moves float32 numbers by 1e-4 at most; statistics of the batch move them by 0.03 and more,
# dropout or batch normalisation that is still on by 0.5 and more.
ALONE = {"measure": "change_when_alone", "against": "rows", "of": ("0", "1"), "at_most": 0.01}


def goal(name: str, points: float, says: str, kind: dict[str, Any]) -> Goal:
    """A goal of one of these kinds."""
    return Goal(name, points, says=says, **kind)


@exercise.goals(
    goal(
        "the_last_public_weeks",
        0.25,
        "Real prices, the last 40 weeks that you have: the MAE is at most 1.10 times that of persistence.",
        REAL,
    ),
    goal(
        "public_windows_alone",
        0.25,
        "A window that is asked for alone gets the forecast that it gets among the others.",
        ALONE,
    ),
    public=True,
    cpu_seconds=20,
)
def public_weeks(draw: Draw) -> Run:
    """Real prices that students have."""
    return price_run(public_prices(draw))


@exercise.goals(
    goal(
        "public_made_up_prices",
        0.5,
        "Made-up prices that can be forecast: the MAE is at most 0.85 times that of persistence.",
        MADE_UP,
    ),
    public=True,
    cpu_seconds=20,
)
def public_made_up(draw: Draw) -> Run:
    """Made-up prices, short."""
    return price_run(made_up_prices(draw, 460, 40, (0,)))


@exercise.case(0.25)
def returns_of_four_symbols(draw: Draw) -> Probe:
    """Many weeks of four symbols, of which some are for training."""
    return call("prepare", walk(draw, 4, 30), 20)


@exercise.case(0.25)
def as_many_symbols_as_weeks(draw: Draw) -> Probe:
    """As many symbols as weeks, so that exchanged axes have the right shape."""
    return call("prepare", walk(draw, 6, 6), 4)


@exercise.case(0.25, watch="everything")
def many_prices_back(draw: Draw) -> Probe:
    """Every size different. Nothing else changes, and the same call gives the same again."""
    return call("to_prices", walk(draw, 5, 3), draw.normal(5, 3), draw.normal(3), draw.normal(3).abs())


@exercise.case(0.5, watch="everything")
def a_long_report(draw: Draw) -> Probe:
    """Many weeks of three symbols at different levels. Nothing else changes, and the same call gives the same again."""
    truth = walk(draw, 3, 12).T
    return call("report", truth, truth * torch.exp(draw.normal(12, 3, scale=0.2)), walk(draw, 3, 12).T)


@exercise.case(0.25, watch="everything")
def prices_stay_as_they_are(draw: Draw) -> Probe:
    """Preparing leaves the prices unchanged; it changes nothing else either, and gives the same when repeated."""
    return call("prepare", walk(draw, 2, 9), 6)


@exercise.case(0.5, watch="everything", tolerance=1e-6)
def a_long_figure(draw: Draw) -> Probe:
    """Seven weeks of history, then four weeks of truth and forecast. Nothing else changes, and the same call gives the same again."""
    prices = walk(draw, 1, 11)[0]
    return call("plot_forecast", prices[:7], prices[7:], prices[7:] * torch.exp(draw.normal(4, scale=0.2)))


@exercise.goals(
    goal(
        "later_weeks",
        1.25,
        "Real prices, 120 later weeks: the MAE is at most 1.10 times that of persistence.",
        REAL,
    ),
    goal(
        "later_windows_alone",
        0.5,
        "A later window that is asked for alone gets the forecast that it gets among the others.",
        ALONE,
    ),
    cpu_seconds=20,
)
def later(draw: Draw) -> Run:
    """Real prices that students do not have, in another unit and with a little noise."""
    return price_run(hidden_prices(draw))


@exercise.goals(
    goal(
        "other_made_up_prices",
        2.25,
        "Other made-up prices that can be forecast: the MAE is at most 0.85 times that of persistence.",
        MADE_UP,
    ),
    cpu_seconds=20,
)
def other_made_up(draw: Draw) -> Run:
    """Made-up prices, long."""
    return price_run(made_up_prices(draw, 600, 120, (0,)))


# Ways to miss the point.


@exercise.shortcut("train")
def persistence(prices: Tensor) -> Forecaster:
    """Next week is like this week."""
    return lambda windows: windows[:, :, -1]


@exercise.shortcut("train")
def mean_of_four_weeks(prices: Tensor) -> Forecaster:
    """Next week is like the last four."""
    return lambda windows: windows[:, :, -4:].mean(2)


@exercise.shortcut("train")
def mean_return(prices: Tensor) -> Forecaster:
    """Prices go on growing as they have grown on average."""
    growth = torch.log(prices).diff(dim=1).mean(1).exp()
    return lambda windows: windows[:, :, -1] * growth


@exercise.shortcut("train")
def price_levels(prices: Tensor, epochs: int = 20) -> Forecaster:
    """A network on prices between their minimum and maximum in training: later ones leave that range."""
    low, high = prices.amin(1), prices.amax(1)
    scaled = (prices - low[:, None]) / (high - low)[:, None]
    inputs, targets = scaled.unfold(1, 20, 1)[:, :-1].flatten(0, 1), scaled[:, 20:].flatten()
    lstm, head = nn.LSTM(1, 8, batch_first=True), nn.Linear(8, 1)
    optimiser = torch.optim.Adam([*lstm.parameters(), *head.parameters()], lr=0.01)
    for _ in range(epochs):
        for batch in torch.randperm(len(inputs)).split(64):
            loss = ((head(lstm(inputs[batch, :, None])[0][:, -1])[:, 0] - targets[batch]) ** 2).mean()
            optimiser.zero_grad()
            loss.backward()
            optimiser.step()

    def forecaster(windows: Tensor) -> Tensor:
        seen = ((windows - low[:, None]) / (high - low)[:, None])[:, :, -20:].flatten(0, 1)
        said: Tensor = head(lstm(seen[..., None])[0][:, -1]).detach()
        return said.view(windows.shape[:2]) * (high - low) + low

    return forecaster


@exercise.shortcut("train")
def looks_at_the_other_windows(prices: Tensor) -> Forecaster:
    """Among the windows there is one that ends a week later: its last price is the answer."""

    def forecaster(windows: Tensor) -> Tensor:
        said = windows[:, :, -1].clone()
        for n, window in enumerate(windows):
            following = [other for other in windows if torch.equal(other[:, -2], window[:, -1])]
            said[n] = following[0][:, -1] if following else said[n]
        return said

    return forecaster


# Wrong implementations.


@exercise.mistake(
    "prepare",
    "Mean and standard deviation are taken from all returns, those of the test included. Use those of the first n_train"
    " prices only.",
    "平均と標準偏差を、テスト部分を含むすべての収益率から求めています。最初の n_train 個の価格から得られる収益率だけを使います。",
)
def statistics_of_everything(prices: Tensor, n_train: int) -> tuple[Tensor, Tensor, Tensor]:
    return prepared(prices, prices.shape[1] - 1)


@exercise.mistake(
    "prepare",
    "n_train prices have n_train - 1 returns between them. One more was used, and that one needs the first price of the"
    " test.",
    "n_train 個の価格の間にある収益率は n_train - 1 個です。1 個多く使っていますが、それはテスト部分の最初の価格がないと求められません。",
)
def one_return_too_many(prices: Tensor, n_train: int) -> tuple[Tensor, Tensor, Tensor]:
    return prepared(prices, n_train)


@exercise.mistake(
    "prepare",
    "The standard deviation divides by n - 1, as torch.std does unless it is told correction=0.",
    "標準偏差を n - 1 で割って求めています。torch.std には correction=0 を渡しましょう。",
)
def sample_deviation(prices: Tensor, n_train: int) -> tuple[Tensor, Tensor, Tensor]:
    return prepared(prices, n_train - 1, ddof=1)


@exercise.mistake(
    "prepare",
    "One mean and one standard deviation for all symbols: each symbol needs its own, along the axis of time.",
    "すべての銘柄をまとめて平均と標準偏差を求めています。時間の軸に沿って、銘柄ごとに求めます。",
)
def one_scale_for_all(prices: Tensor, n_train: int) -> tuple[Tensor, Tensor, Tensor]:
    returns = torch.log(prices).diff(dim=1)
    known = returns[:, : n_train - 1]
    mean, std = known.mean().expand(len(prices)), known.std(correction=0).expand(len(prices))
    return (returns - mean[:, None]) / std[:, None], mean.clone(), std.clone()


@exercise.mistake(
    "prepare",
    "These are simple returns, p_t / p_(t-1) - 1. Take the logarithm: log p_t - log p_(t-1).",
    "単純収益率 p_t / p_(t-1) - 1 になっています。対数を取り、log p_t - log p_(t-1) とします。",
)
def simple_returns(prices: Tensor, n_train: int) -> tuple[Tensor, Tensor, Tensor]:
    grown = torch.cat([torch.zeros(len(prices), 1, dtype=prices.dtype), prices[:, 1:] / prices[:, :-1] - 1], 1)
    return prepared(torch.exp(grown.cumsum(1)), n_train - 1)  # prices of which these are the log returns


@exercise.mistake(
    "to_prices",
    "The forecast is still scaled: undo that first, with z * std + mean.",
    "予測がスケーリングされたままです。まず z * std + mean で元に戻します。",
)
def scale_not_undone(last: Tensor, z: Tensor, mean: Tensor, std: Tensor) -> Tensor:
    return last * torch.exp(z)


@exercise.mistake(
    "to_prices",
    "The scaling is undone in the wrong order, (z + mean) * std. Multiply by std first, then add the mean.",
    "スケーリングを戻す順序が逆で、(z + mean) * std になっています。先に std を掛け、次に mean を足します。",
)
def undone_in_the_wrong_order(last: Tensor, z: Tensor, mean: Tensor, std: Tensor) -> Tensor:
    return last * torch.exp((z + mean) * std)


@exercise.mistake(
    "to_prices",
    "A log return r leads from p to p * exp(r), not to p * (1 + r).",
    "対数収益率 r のとき、価格 p の次は p * (1 + r) ではなく p * exp(r) です。",
)
def taken_for_a_simple_return(last: Tensor, z: Tensor, mean: Tensor, std: Tensor) -> Tensor:
    return last * (1 + z * std + mean)


def reported(truth: Tensor, p: Tensor, last: Tensor, **changed: Any) -> dict[str, Any]:
    """The report with some entries changed."""
    return {**report(truth, p, last), **{name: float(value) for name, value in changed.items()}}


@exercise.mistake(
    "report",
    "MAE is the sum of the absolute errors. Take their mean over all weeks and symbols.",
    "MAE が絶対誤差の合計になっています。すべての週と銘柄について平均します。",
)
def sum_for_mean(truth: Tensor, forecast: Tensor, last: Tensor) -> dict[str, Any]:
    return reported(truth, forecast, last, mae=(truth - forecast).abs().sum())


@exercise.mistake(
    "report",
    "RMSE is one root of the mean over all entries, not the mean of one root for each symbol.",
    "RMSE は全要素の平均の平方根です。銘柄ごとに平方根を求めてから平均するのではありません。",
)
def mean_of_roots(truth: Tensor, forecast: Tensor, last: Tensor) -> dict[str, Any]:
    return reported(truth, forecast, last, rmse=((truth - forecast) ** 2).mean(0).sqrt().mean())


@exercise.mistake(
    "report",
    "RMSE lacks the root: it should be in the unit of the prices.",
    "RMSE の平方根がありません。価格と同じ単位になるはずです。",
)
def root_forgotten(truth: Tensor, forecast: Tensor, last: Tensor) -> dict[str, Any]:
    return reported(truth, forecast, last, rmse=((truth - forecast) ** 2).mean())


@exercise.mistake(
    "report",
    "MAPE is a fraction. It is in percent here: multiply by 100.",
    "MAPE が割合のままです。ここではパーセントなので 100 を掛けます。",
)
def fraction_for_percent(truth: Tensor, forecast: Tensor, last: Tensor) -> dict[str, Any]:
    return reported(truth, forecast, last, mape=((truth - forecast) / truth).abs().mean())


@exercise.mistake(
    "report",
    "MAPE divides by the forecast. The errors are relative to the truth.",
    "MAPE を予測で割っています。真の値に対する割合です。",
)
def relative_to_the_forecast(truth: Tensor, forecast: Tensor, last: Tensor) -> dict[str, Any]:
    return reported(truth, forecast, last, mape=100 * ((truth - forecast) / forecast).abs().mean())


@exercise.mistake(
    "report",
    "The ratio is upside down: it is the MAE of the forecast over that of persistence, so that below 1 is better.",
    "比が逆です。予測の MAE を持続予測の MAE で割ります。1 より小さければ持続予測より良いことになります。",
)
def ratio_upside_down(truth: Tensor, forecast: Tensor, last: Tensor) -> dict[str, Any]:
    return reported(truth, forecast, last, ratio=1 / report(truth, forecast, last)["ratio"])


@exercise.mistake(
    "report",
    "The forecast of persistence is last, row by row. The truth, shifted by one row, lacks the first week, and is wrong"
    " where the rows are not in order.",
    "持続予測は各行の last です。truth を 1 行ずらすと最初の週が欠け、行が時間順でないときは間違いになります。",
)
def truth_shifted(truth: Tensor, forecast: Tensor, last: Tensor) -> dict[str, Any]:
    naive = (truth[1:] - truth[:-1]).abs().mean()
    return reported(truth, forecast, last, ratio=(truth - forecast).abs().mean() / naive)


@exercise.mistake(
    "plot_forecast",
    "The forecast is drawn one week late. So drawn, every persistence looks perfect: forecast and truth of one week belong"
    " above each other.",
    "予測が 1 週遅れて描かれています。こう描くと、持続予測でも完璧に見えてしまいます。同じ週の予測と真の値は同じ位置に描きます。",
)
def forecast_one_week_late(history: Tensor, truth: Tensor, forecast: Tensor) -> Picture:
    return picture(history, truth, forecast, start=len(history) + 1)


@exercise.mistake(
    "plot_forecast",
    "The forecast begins at week 0, where the history does. Give plot its weeks: range(K, K + N).",
    "予測が履歴と同じ第 0 週から始まっています。plot に週の番号 range(K, K + N) を渡しましょう。",
)
def forecast_from_week_zero(history: Tensor, truth: Tensor, forecast: Tensor) -> Picture:
    return picture(history, truth, forecast, start=0)


@exercise.mistake(
    "plot_forecast",
    "The history is missing: it shows how much prices move anyway.",
    "履歴が描かれていません。価格がふだんどれくらい動くのかを示すために必要です。",
)
def history_missing(history: Tensor, truth: Tensor, forecast: Tensor) -> Picture:
    figure = picture(history, truth, forecast)
    figure["axes"][0]["lines"].pop(0)
    figure["axes"][0]["legend"].pop(0)
    return figure


@exercise.mistake(
    "plot_forecast",
    "There is no legend, so nobody can tell truth and forecast apart: ax.legend().",
    "凡例がないので、真の値と予測の区別がつきません。ax.legend() で付けましょう。",
)
def legend_missing(history: Tensor, truth: Tensor, forecast: Tensor) -> Picture:
    figure = picture(history, truth, forecast)
    figure["axes"][0]["legend"] = None
    return figure


@exercise.mistake(
    "plot_forecast",
    'The axes have no names: "week" and "price".',
    '軸に名前がありません。"week" と "price" を付けましょう。',
)
def names_missing(history: Tensor, truth: Tensor, forecast: Tensor) -> Picture:
    figure = picture(history, truth, forecast)
    figure["axes"][0]["x"]["label"] = figure["axes"][0]["y"]["label"] = ""
    return figure
