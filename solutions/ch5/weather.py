# %% [markdown] lang="en"
# Forecast the highest temperature of each of the next seven days, in the two ways that there are: directly, with a model
# that says all seven at once, and recursively, with a model of one day that reads its own forecasts. Then compare them, and
# show with numbers why the most popular measure is useless here.
#
# `data/weather.csv` has four values for each day in Seattle from 2012 to 2014: precipitation, the highest and the lowest
# temperature, and the wind (NOAA, public domain). Your functions get tables, one row for each day, the oldest first, with
# the day of the year in front: `day, precipitation, temp_max, temp_min, wind`. You are graded on days of 2015, in other
# units (degrees of some other scale, for instance) and with a little noise, so there is nothing to look up.
#
# Five small functions are compared with exact answers. They are the places where the future leaks into the training, and
# where figures say the wrong thing.
#
# 1. `prepare` scales features with the statistics of the training days alone.
# 2. `cut_windows` cuts a series into windows. A window whose days to be forecast lie on both sides of the cut belongs neither
#    to training nor to the test. Inputs of the test may reach back: at the moment of the forecast, these days are known.
# 3. `next_windows` lets a day go by: the oldest row goes, and a new one comes, with the forecast in it.
# 4. `compare` says for each day ahead which way has the smaller error.
# 5. `why_not_mape` takes the percentage error apart, see below.
#
# Ten days, windows of 3, 2 days ahead, 7 days for training: windows 0, 1 and 2 are for training (the last of them is to say
# days 5 and 6). Window 3 would have to say days 6 and 7, and is left out. Windows 4 and 5 are for the test.
#
# Two large ones are your own from end to end. `train` gets a table and returns whatever you need. `forecast` gets windows of
# 21 days and returns two results, `direct` and `recursive`, for the seven days after each. The first column of `recursive`
# is tomorrow. Windows come all at once and in no order; each counts as if it were the only one.
#
# A recipe that works: features are the temperatures, the wind, the logarithm of 1 + precipitation, and sine and cosine of the
# time of the year, all scaled. The last 14 days go into an LSTM with 16 units, and a linear layer makes the forecast of its
# last state. Train one such model for one day and one for seven: mean squared error, AdamW with weight decay 0.1, batches of
# 32 in random order, gradients clipped to 1, 12 epochs. The learning rate falls in a straight line from 0.01 to 0 over all
# steps: without that, luck decides how good the last step is. Both models together take 1.5 seconds of CPU (a GRU 4); the
# limit is 20. With 60 epochs it learns the three years by heart and misses a goal.
#
# The goals, 7 of the 10 points, are errors divided by those of **persistence**, the forecast "every day is like the last one
# of the window", over 300 windows in a row:
#
# | goal | persistence | mean of the last 14 days | this recipe | goal |
# | --- | --- | --- | --- | --- |
# | tomorrow, MAE | 1 | 1.18 to 1.22 | 0.90 to 0.94 | at most 0.98 |
# | seven days directly, MAE | 1 | 0.83 to 0.88 | 0.77 to 0.85 | at most 0.92 |
# | seven days directly, RMSE | 1 | 0.82 to 0.84 | 0.77 to 0.84 | at most 0.92 |
# | seven days recursively, MAE | 1 | 0.83 to 0.88 | 0.79 to 0.82 | at most 0.92 |
#
# A last goal asks for some windows a second time, without the others: no temperature may change by more than 0.01. If one
# does, the forecast depends on the batch (statistics taken from it, dropout still on), and so on the future. Errors below 0.6
# of persistence for tomorrow, or below 0.5 for the week, earn nothing: nobody can know that much. The public windows are only
# 40, and easier; expect less of the others.
#
# Read the table honestly. A week ahead, the mean of two weeks is nearly as good as a network: only tomorrow tells them apart.
# A linear regression on seven days is as good as this recipe (0.92 to 0.96, and 0.78 to 0.83 for the week). Direct and
# recursive forecasts are about equal here, whatever is said about errors that add up: measure, do not believe.
#
# Why not MAPE? It divides by the true value, and zero degrees are nothing special but a choice of the scale. For the truth
# 4, 0, -2 and the forecast 5, 1, -1, every error is one degree. In Celsius the percentages are 25, undefined and 50, so that
# MAPE is 37.5 without the second day. In Fahrenheit the same temperatures are 39.2, 32, 28.4 and 41, 33.8, 30.2, and MAPE is
# 5.52. In your data "tomorrow is like today" has 17.9 percent in Celsius and 6.65 in Fahrenheit; two days have no percentage,
# and one is wrong by 660 percent, or 3.3 degrees. `why_not_mape` finds all that, and gives the MAE, which means something.
#
# If you are stuck: Ben Taieb, Bontempi, Atiya and Sorjamaa, "A review and comparison of strategies for multi-step ahead time
# series forecasting" (2012), on direct and recursive forecasts; Hyndman and Koehler, "Another look at measures of forecast
# accuracy" (2006); [LinearLR](https://docs.pytorch.org/docs/stable/generated/torch.optim.lr_scheduler.LinearLR.html) for the
# learning rate.

# %% [markdown] lang="ja"
# これからの 7 日間の最高気温を、2 つの方法で予測します。7 日分を一度に答えるモデルによる直接予測と、1 日先のモデルに自分の予測を
# 読ませながら進む再帰的予測です。そして両者を比べ、最もよく使われる指標がここでは役に立たないことを数値で示します。
#
# `data/weather.csv` には、2012 年から 2014 年までのシアトルの毎日の値が 4 つ入っています。降水量、最高気温、最低気温、風速です
# （NOAA、パブリックドメイン）。関数には表として渡されます。1 行が 1 日で古い日が先、列は年初からの日数を先頭に
# `day, precipitation, temp_max, temp_min, wind` です。採点に使うのは 2015 年の日々で、単位を変え（たとえば別の温度目盛り）、
# わずかなノイズを加えてあるので、調べて答えることはできません。
#
# 5 つの小さな関数は、正確な答えと比べられます。未来が学習に漏れるのも、数値が間違ったことを語るのも、こうしたところです。
#
# 1. `prepare` は、訓練の日だけの統計量で特徴量をスケーリングします。
# 2. `cut_windows` は系列を窓に切り分けます。予測対象の日が分割点をまたぐ窓は、訓練にもテストにも入れません。テストの入力は
#    分割点より前にさかのぼってかまいません。予測の時点では、すでに分かっている日だからです。
# 3. `next_windows` は窓を 1 日進めます。最も古い行を除き、予測を入れた新しい行を加えます。
# 4. `compare` は、何日先かごとに、どちらの方法の誤差が小さいかを答えます。
# 5. `why_not_mape` は、パーセント誤差を分解して調べます（後述）。
#
# 10 日間、窓の長さ 3、予測 2 日分、訓練 7 日の場合を考えます。窓 0、1、2 が訓練用です（窓 2 の予測対象は 5 日目と 6 日目）。窓 3 の予測
# 対象は 6 日目と 7 日目なので除きます。窓 4 と 5 がテスト用です。
#
# 2 つの大きな関数は、初めから終わりまで自分で設計します。`train` は表を受け取り、必要なものを何でも返します。`forecast` は 21 日分の窓を
# 受け取り、それぞれの後の 7 日間について `direct` と `recursive` の 2 つを返します。`recursive` の最初の列が明日の予測です。窓は
# まとめて順不同で渡されますが、どの窓も、それ 1 つだけが渡されたものとして予測します。
#
# うまくいく作り方の例です。特徴量は、2 つの気温、風速、1 + 降水量の対数、そして季節を表す sin と cos で、すべてスケーリングします。直近
# 14 日分をユニット 16 個の LSTM に入れ、最後の状態から線形層で予測します。このモデルを、1 日先用と 7 日分用の 2 つ学習させます。損失は平均
# 二乗誤差、最適化は weight decay 0.1 の AdamW、バッチは順序を混ぜて 32 個ずつ、勾配のノルムは 1 にクリッピング、12 エポックです。学習率は
# 全ステップを通じて 0.01 から 0 まで直線的に下げます。下げないと、最後の更新の良し悪しが運で決まってしまいます。CPU 時間は 2 つのモデルで
# 1.5 秒（GRU では 4 秒）、上限は 20 秒です。60 エポックでは 3 年分を丸暗記してしまい、目標に届かなくなります。
#
# 10 点中 7 点は次の目標に配点されます。値は、連続する 300 個の窓での誤差の、**持続予測**（「どの日も窓の最後の日と同じ」という予測）の誤差に
# 対する比です。
#
# | 目標 | 持続予測 | 直近 14 日の平均 | 上の作り方 | 目標値 |
# | --- | --- | --- | --- | --- |
# | 明日、MAE | 1 | 1.18〜1.22 | 0.90〜0.94 | 0.98 以下 |
# | 7 日間の直接予測、MAE | 1 | 0.83〜0.88 | 0.77〜0.85 | 0.92 以下 |
# | 7 日間の直接予測、RMSE | 1 | 0.82〜0.84 | 0.77〜0.84 | 0.92 以下 |
# | 7 日間の再帰的予測、MAE | 1 | 0.83〜0.88 | 0.79〜0.82 | 0.92 以下 |
#
# 最後の目標では、いくつかの窓を、ほかの窓なしでもう一度予測させます。どの気温も 0.01 を超えて変わってはいけません。変わるなら、予測がバッチ
# に（バッチから求めた統計量や、有効なままの dropout に）、つまり未来に依存しています。比が明日で 0.6 未満、1 週間で 0.5 未満なら得点に
# なりません。そこまで知ることは誰にもできないからです。公開ケースの窓は 40 個だけで、やさしめです。非公開ケースではこれより悪くなると考えて
# ください。
#
# 表は正直に読みましょう。1 週間の予測では、2 週間の平均がネットワークとほとんど同じくらい良く、差が出るのは明日だけです。7 日分の線形回帰も、
# 上の作り方と同じくらい良い結果です（明日 0.92〜0.96、1 週間 0.78〜0.83）。誤差が積み重なるとよく言われますが、ここでは直接予測と再帰的予測は
# ほぼ同じです。信じるのではなく、測りましょう。
#
# なぜ MAPE ではいけないのでしょうか。MAPE は真の値で割りますが、0 度は特別な温度ではなく、目盛りの取り方で決まるものです。真の値が
# 4, 0, -2、予測が 5, 1, -1 なら、誤差はどれも 1 度です。摂氏ではパーセント誤差が 25、定義できない、50 となり、2 日目を除いた MAPE は
# 37.5 です。同じ気温を華氏で表すと 39.2, 32, 28.4 と 41, 33.8, 30.2 で、MAPE は 5.52 です。手元のデータでは、「明日も今日と同じ」という
# 予測の MAPE は摂氏で 17.9、華氏で 6.65 パーセントです。2 日はパーセント誤差が定義できず、ある日は 3.3 度の誤差が 660 パーセントに
# なります。`why_not_mape` はこれらをすべて求め、意味のある指標である MAE も返します。
#
# 行き詰まったら: 直接予測と再帰的予測については Ben Taieb, Bontempi, Atiya, Sorjamaa, "A review and comparison of strategies for
# multi-step ahead time series forecasting"（2012）、指標については Hyndman, Koehler, "Another look at measures of forecast
# accuracy"（2006）、学習率については
# [LinearLR](https://docs.pytorch.org/docs/stable/generated/torch.optim.lr_scheduler.LinearLR.html)

# %% [markdown] lang="en" hint="1"
# Do the small functions first; `train` and `forecast` can be made of them. `train` prepares with n_train = the length of the
# table, since everything that it gets is for training, and cuts windows twice, with a horizon of 1 and of 7. The mean and the
# standard deviation of the training have to reach `forecast`: return them with the models.

# %% [markdown] lang="en" hint="2"
# `cut_windows`: the T - length - horizon + 1 windows are in order of time; window i is for training if
# i + length + horizon <= n_train, and for the test if i + length >= n_train. `forecast`, recursively: seven times, make features
# of the raw window, scale them, take the last 14, ask the model of one day, undo the scaling of the target's column, keep the
# result and pass it to `next_windows`. The window stays in the units of the table all the time.

# %% [markdown] lang="en" hint="3"
# `z.unfold(0, length + horizon, 1)` has shape [windows, F, length + horizon]. With `table[..., 2]` the same function makes
# features of a table [T, 5] and of windows [N, L, 5]. `torch.optim.lr_scheduler.LinearLR(optimizer, 1.0, 0.0, total_iters=n)`
# wants `step()` after each of n updates. `why_not_mape`: `(truth == 0).nonzero()[:, 0].tolist()` are the undefined days; the
# worst day is the argmax of the percentage errors after these have been set to -1.

# %% [markdown] lang="ja" hint="1"
# まず小さな関数を書きましょう。`train` と `forecast` はそれらを組み合わせて作れます。`train` に渡されるものはすべて訓練用なので、`prepare` の
# n_train は表の長さです。窓は、予測 1 日分と 7 日分で 2 回切り分けます。訓練時の平均と標準偏差は `forecast` でも使うので、モデルと一緒に返します。

# %% [markdown] lang="ja" hint="2"
# `cut_windows`: T - length - horizon + 1 個の窓は時間順です。窓 i は、i + length + horizon <= n_train なら訓練用、i + length >= n_train なら
# テスト用です。`forecast` の再帰的予測では、次のことを 7 回行います。元の単位の窓から特徴量を作り、スケーリングし、最後の 14 日分を 1 日先の
# モデルに渡し、目的変数の列のスケーリングを元に戻し、結果を保存して `next_windows` に渡します。窓はずっと表の単位のままです。

# %% [markdown] lang="ja" hint="3"
# `z.unfold(0, length + horizon, 1)` の形状は [窓の数, F, length + horizon] です。`table[..., 2]` のように書けば、表 [T, 5] からも窓 [N, L, 5]
# からも同じ関数で特徴量が作れます。`torch.optim.lr_scheduler.LinearLR(optimizer, 1.0, 0.0, total_iters=n)` は、n 回の更新それぞれの後に
# `step()` を呼びます。`why_not_mape`: 定義できない日は `(truth == 0).nonzero()[:, 0].tolist()`、worst は、定義できない日を -1 にした
# パーセント誤差の argmax です。

# %%
import csv
import math
from datetime import date
from pathlib import Path
from typing import Any

import torch
from torch import Tensor, nn

#: The columns of a table: day of the year (1 to 366), precipitation, highest and lowest temperature, wind.
DAY, PRECIPITATION, TEMP_MAX, TEMP_MIN, WIND = range(5)
HORIZON = 7


def prepare(features: Tensor, n_train: int) -> tuple[Tensor, Tensor, Tensor]:
    """Bring every column to mean 0 and standard deviation 1, as far as that is known in training.

    Args:
        features: shape [T, F], the oldest day first. They stay as they are.
        n_train: how many of the first days are for training.

    Returns:
        (z, mean, std): z of shape [T, F] holds (features - mean) / std for all days. mean and std, of shape [F], are those
        of the first n_train days alone; std divides by n_train (correction=0), and is 1 for a column that is constant
        in these days.
    """
    # BEGIN SOLUTION
    known = features[:n_train]
    mean, std = known.mean(dim=0), known.std(dim=0, correction=0)
    constant = known.amin(dim=0) == known.amax(dim=0)
    std = torch.where(constant, torch.ones_like(std), std)
    return (features - mean) / std, mean, std
    # END SOLUTION


def cut_windows(
    z: Tensor, target: int, length: int, horizon: int, n_train: int
) -> tuple[Tensor, Tensor, Tensor, Tensor]:
    """Cut a series into windows for training and for the test.

    Args:
        z: shape [T, F], the oldest day first.
        target: the column to be forecast.
        length, horizon: a window has the rows i to i + length - 1, its target is the column `target` of the rows
            i + length to i + length + horizon - 1. There is a window for each i for which all of these exist.
        n_train: the rows before n_train are for training.

    Returns:
        (X, Y, X_test, Y_test), X of shape [N, length, F] and Y of shape [N, horizon], in order of time. A window is for
        training if its whole target lies before row n_train, for the test if its whole target lies at or behind it (its
        inputs may reach back), and is left out otherwise. At least one is for training; there may be none for the test.
    """
    # BEGIN SOLUTION
    windows = z.unfold(0, length + horizon, 1).transpose(1, 2)
    X, Y = windows[:, :length], windows[:, length:, target]
    n = n_train - length - horizon + 1
    first = n_train - length
    return X[:n], Y[:n], X[first:], Y[first:]
    # END SOLUTION


def next_windows(windows: Tensor, temp_max: Tensor) -> Tensor:
    """Let a day go by: what a recursive forecast does with the temperature that it has forecast.

    Args:
        windows: the last days of a table, not scaled, shape [N, L, 5]. They stay as they are.
        temp_max: the highest temperature that is forecast for the day after, shape [N].

    Returns:
        New windows of the same shape: without the oldest day, and with the day after at the end. Its temp_max is the
        forecast; its day is one more, and 1 after 365 and after 366 (leap years are not told apart); the other
        columns repeat the last day.
    """
    # BEGIN SOLUTION
    new = windows[:, -1].clone()
    new[:, DAY] = torch.where(new[:, DAY] >= 365, 1.0, new[:, DAY] + 1)
    new[:, TEMP_MAX] = temp_max
    return torch.cat([windows[:, 1:], new[:, None]], dim=1)
    # END SOLUTION


def compare(truth: Tensor, direct: Tensor, recursive: Tensor) -> dict[str, list[Any]]:
    """Say for each day ahead which way of forecasting is better.

    Args:
        truth, direct, recursive: temperatures of shape [N, H]: N windows, H days ahead.

    Returns:
        "direct" and "recursive": for each day ahead the mean absolute error over the windows, a list of H Python floats.
        "better": for each day ahead "direct" or "recursive", whichever error is smaller, or "tie" if they are equal.
    """
    # BEGIN SOLUTION
    direct_errors = (direct - truth).abs().mean(dim=0).tolist()
    recursive_errors = (recursive - truth).abs().mean(dim=0).tolist()
    better = []
    for a, b in zip(direct_errors, recursive_errors, strict=True):
        better.append("tie" if a == b else "direct" if a < b else "recursive")
    return {"direct": direct_errors, "recursive": recursive_errors, "better": better}
    # END SOLUTION


def why_not_mape(truth: Tensor, forecast: Tensor) -> dict[str, Any]:
    """Show with numbers why a percentage is no measure for temperatures.

    Args:
        truth, forecast: temperatures in degrees Celsius, shape [N]; at least one true value is not zero.

    Returns:
        "undefined": the positions of the days whose true value is zero, where a percentage error does not exist: a list
        of ints. "celsius": the MAPE of the other days, 100 times the mean of |y - p| / |y|, a float. "fahrenheit": the
        same for the same temperatures in degrees Fahrenheit, F = 1.8 C + 32 (again without days that are zero there).
        "worst": the position of the day with the largest percentage error in Celsius, an int. "mae": the mean absolute
        error of all days in Celsius, a float: what to use instead.
    """

    # BEGIN SOLUTION
    def mape(y: Tensor, p: Tensor) -> float:
        counts = y != 0
        return 100 * ((y - p)[counts] / y[counts]).abs().mean().item()

    zero = truth == 0
    errors = (truth - forecast).abs()
    shares = torch.where(zero, -1.0, errors / torch.where(zero, 1.0, truth.abs()))
    return {
        "undefined": zero.nonzero()[:, 0].tolist(),
        "celsius": mape(truth, forecast),
        "fahrenheit": mape(1.8 * truth + 32, 1.8 * forecast + 32),
        "worst": int(shares.argmax()),
        "mae": errors.mean().item(),
    }
    # END SOLUTION


class WeatherModel(nn.Module):
    """From scaled features of some days to the scaled temperatures of the next. Yours: only your own code uses it."""

    def __init__(self, n_features: int, horizon: int) -> None:
        super().__init__()
        # BEGIN SOLUTION
        self.lstm = nn.LSTM(n_features, 16, batch_first=True)
        self.head = nn.Linear(16, horizon)
        # END SOLUTION

    def forward(self, x: Tensor) -> Tensor:
        """From [B, L, F] to [B, horizon]."""
        # BEGIN SOLUTION
        states, _ = self.lstm(x)
        forecasts: Tensor = self.head(states[:, -1])
        return forecasts
        # END SOLUTION


def make_features(table: Tensor) -> Tensor:
    """From a table [..., 5] to features [..., F], the target first. Yours: only your own code uses it."""
    # BEGIN SOLUTION
    angle = 2 * math.pi * table[..., DAY] / 365.25
    columns = [table[..., TEMP_MAX], table[..., TEMP_MIN], table[..., WIND], torch.log1p(table[..., PRECIPITATION])]
    return torch.stack([*columns, torch.sin(angle), torch.cos(angle)], dim=-1)
    # END SOLUTION


def train(table: Tensor) -> Any:
    """Train two models, all the way from the table: one for one day ahead, one for seven days at once.

    Args:
        table: shape [T, 5], float32: everything that is known when the training starts. Its units are not told, and
            differ from run to run.

    Returns:
        Whatever `forecast` needs: modules, a tuple, an object of your own.
    """
    # BEGIN SOLUTION
    z, mean, std = prepare(make_features(table), len(table))
    models = []
    for horizon in (1, HORIZON):
        X, Y, _, _ = cut_windows(z, 0, 14, horizon, len(table))
        model = WeatherModel(z.shape[1], horizon)
        fit(model, X, Y)
        models.append(model)
    return *models, mean, std
    # END SOLUTION


def fit(model: nn.Module, X: Tensor, Y: Tensor, epochs: int = 12) -> None:
    """Train one model on windows X [N, L, F] and targets Y [N, H]. Yours: only your own code uses it."""
    # BEGIN SOLUTION
    optimizer = torch.optim.AdamW(model.parameters(), lr=0.01, weight_decay=0.1)
    steps = epochs * math.ceil(len(X) / 32)
    schedule = torch.optim.lr_scheduler.LinearLR(optimizer, 1.0, 0.0, total_iters=steps)
    for _ in range(epochs):
        for batch in torch.randperm(len(X)).split(32):
            loss = nn.functional.mse_loss(model(X[batch]), Y[batch])
            optimizer.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimizer.step()
            schedule.step()
    # END SOLUTION


def forecast(model: Any, windows: Tensor) -> tuple[Tensor, Tensor]:
    """Forecast the highest temperatures of the next seven days, in two ways.

    Args:
        model: what `train` returned.
        windows: shape [N, L, 5], float32, with L = 21 days: N pasts in the units of the table, in no particular order.
            Windows may overlap; each is to be forecast as if it were the only one.

    Returns:
        (direct, recursive), both of shape [N, 7], in the unit of the windows: direct from the model of seven days,
        recursive from the model of one day, each forecast of which moves on the window for the next. The first column of
        recursive is the forecast for tomorrow.
    """
    # BEGIN SOLUTION
    one, week, mean, std = model

    def ask(network: nn.Module, seen: Tensor) -> Tensor:
        z = (make_features(seen) - mean) / std
        answer: Tensor = network(z[:, -14:]) * std[0] + mean[0]
        return answer

    with torch.no_grad():
        direct = ask(week, windows)
        days = []
        for _ in range(HORIZON):
            days.append(ask(one, windows)[:, 0])
            windows = next_windows(windows, days[-1])
    return direct, torch.stack(days, dim=1)
    # END SOLUTION


if __name__ == "__main__":
    with (Path(__file__).parent / "data" / "weather.csv").open(encoding="utf-8", newline="") as file:
        lines = list(csv.reader(file))[1:]
    days = [date.fromisoformat(line[0]).timetuple().tm_yday for line in lines]
    measured = torch.tensor([[float(text) for text in line[1:]] for line in lines])
    whole = torch.cat([torch.tensor(days)[:, None].float(), measured], dim=1)
    n_known = len(whole) - 200
    _, _, pasts, came = cut_windows(whole, TEMP_MAX, 21, HORIZON, n_known)
    torch.manual_seed(0)
    said = forecast(train(whole[:n_known]), pasts)
    compared = compare(came, *said)
    naive = (pasts[:, -1:, TEMP_MAX] - came).abs().mean(dim=0)
    print(f"mean absolute error in degrees, {len(pasts)} windows: days ahead, persistence, direct, recursive")
    for ahead, persistence in enumerate(naive.tolist()):
        errors = [persistence, compared["direct"][ahead], compared["recursive"][ahead]]
        print(f"  {ahead + 1}", *(f"{error:6.2f}" for error in errors), "", compared["better"][ahead])
    print("tomorrow:", why_not_mape(came[:, 0], said[1][:, 0]))
