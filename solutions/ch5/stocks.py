# %% [markdown] lang="en"
# Can prices be forecast? Build a model that says the price of three shares one week ahead, all the way from prices to
# prices, and then find out what it is worth. That second half is the point: the usual picture of such a forecast looks
# perfect, and is the price of last week.
#
# `data/stocks.csv` has the closing prices of AAPL, IBM and MSFT at the end of 515 weeks, from March 2000 to January 2010,
# adjusted for splits and dividends (Quandl WIKI, public domain). Your functions get them as tensors: `[S, T]` is S symbols
# and T weeks, the oldest first. You are graded on 120 weeks that came later, in another currency and with a little noise,
# so there is nothing to look up.
#
# A price has no level to which it returns. AAPL rises from 4 to 27 in your data and doubles afterwards: a network trained
# on prices between 0 and 1 then sees numbers that it has never seen, and its error is four times that of "next week is
# like this week". Log returns stay in one range. Scale them, forecast the next one, and go back:
#
# $$r_t = \log p_t - \log p_{t-1}, \qquad z_t = \frac{r_t - \mu}{\sigma}, \qquad \hat{p}_{t+1} = p_t \, e^{\sigma \hat{z}_{t+1} + \mu}$$
#
# Take the prices 1, 2, 4, 2, all for training. The returns are $\ln 2, \ln 2, -\ln 2$, so $\mu = 0.2310$ and
# $\sigma = 0.6535$ (divided by 3, not by 2), and $z$ is $0.7071, 0.7071, -1.4142$.
#
# You write six functions; the docstrings say exactly what goes in and comes out.
#
# 1. `prepare` makes scaled log returns, with statistics of the training weeks alone.
# 2. `to_prices` undoes that.
# 3. `train` gets the prices up to some week and returns whatever you need for forecasts. The model is your own.
# 4. `forecast` gets windows of 30 weeks and says the price after each. They come all at once and in no order, so that a
#    window may lie in the future of another; each counts as if it were the only one.
# 5. `report` measures a forecast: MAE, RMSE, MAPE, and the ratio of its MAE to that of **persistence**, the forecast "next
#    week is like this week".
# 6. `plot_forecast` draws it.
#
# A recipe that works: the last 20 scaled returns of one symbol go into an LSTM with 8 units, and a linear layer makes the
# next one of its last state. All symbols share the model, so that their windows are one pile. Mean squared error, Adam with
# learning rate 0.01, batches of 64 in random order, 20 epochs, gradients clipped to 1. One training takes about a second
# of CPU; the limit is 20. More is not better: 32 units and 60 epochs learn the noise by heart.
#
# The goals, 5 of the 8 points, are about the MAE divided by that of persistence:
#
# - **Real prices: at most 1.10.** This recipe reaches 0.98 to 1.02; persistence is 1.00, and so is a forecast that learned
#   nothing. The goal catches price levels (4 and more) and overfitting, and no more can be asked for honestly: below 0.80
#   you get no point, for so good a forecast of real prices has seen what it was to forecast.
# - **Made-up prices: at most 0.85.** The same code is trained on prices in which every return is 0.75 times the one before,
#   plus noise. Persistence is 1.00 here too, the best that is possible is about 0.66, and the recipe reaches 0.60 to 0.73,
#   depending on the prices. This tells a model that learns from one that does not. Only below 0.45 is too good to be true.
# - **Alone.** Some windows are asked for a second time without the others. Their prices may change by 0.01 at most. More
#   means that the forecast depends on the batch (statistics taken from it, dropout still on), and so on the future.
#
# The other 3 points: the values of `prepare`, `to_prices` and `report`, that `prepare` leaves the prices unchanged, and
# what the figure shows (its lines, their places and names, the names of the axes, the legend). Title and colours are yours.
#
# Say what you found honestly. On real prices your model is as good as persistence, not better: it has learned that nothing
# can be learned from 20 returns. A linear regression on four returns does as well in all goals. 0.99 in one period is no
# proof of anything, and nothing here is advice to buy or to sell.
#
# If you are stuck: Fama, "Efficient Capital Markets: A Review of Theory and Empirical Work" (1970), on why there is so
# little to find; [torch.Tensor.unfold](https://docs.pytorch.org/docs/stable/generated/torch.Tensor.unfold.html) for
# windows; [torch.nn.LSTM](https://docs.pytorch.org/docs/stable/generated/torch.nn.LSTM.html).

# %% [markdown] lang="ja"
# 株価は予測できるのでしょうか。3 銘柄の 1 週間後の価格を答えるモデルを、価格の入力から価格の出力まで一通り作り、
# その予測にどれだけの価値があるのかを調べます。大切なのは後半です。株価予測のよくある図は完璧に見えますが、
# 実は先週の価格を描いただけのものなのです。
#
# `data/stocks.csv` には、2000 年 3 月から 2010 年 1 月まで 515 週分の、AAPL・IBM・MSFT の週末の終値が入っています。
# 株式分割と配当は調整済みです（Quandl WIKI、パブリックドメイン）。関数にはテンソルとして渡されます。`[S, T]` は S 銘柄・
# T 週で、古い週が先です。採点に使うのはその後の 120 週で、通貨の単位を変え、わずかなノイズを加えてあるので、
# 調べて答えることはできません。
#
# 価格には、戻っていく決まった水準がありません。AAPL は手元のデータで 4 から 27 まで上がり、その後さらに 2 倍になります。
# 0 から 1 に正規化した価格で学習したネットワークは、見たことのない大きさの数に出会い、誤差は「来週も今週と同じ」という
# 予測の 4 倍になります。対数収益率なら、いつも同じ範囲に収まります。これをスケーリングして次の値を予測し、価格に戻します。
#
# $$r_t = \log p_t - \log p_{t-1}, \qquad z_t = \frac{r_t - \mu}{\sigma}, \qquad \hat{p}_{t+1} = p_t \, e^{\sigma \hat{z}_{t+1} + \mu}$$
#
# 例として、価格が 1, 2, 4, 2 で、すべて訓練用だとします。収益率は $\ln 2, \ln 2, -\ln 2$ なので、 $\mu = 0.2310$ 、
# $\sigma = 0.6535$ （2 ではなく 3 で割ります）、 $z$ は $0.7071, 0.7071, -1.4142$ です。
#
# 書く関数は 6 つです。入力と出力の正確な決まりは docstring にあります。
#
# 1. `prepare` は、訓練の週だけの統計量を使って、スケーリングした対数収益率を作ります。
# 2. `to_prices` はその逆の変換です。
# 3. `train` はある週までの価格を受け取り、予測に必要なものを何でも返します。モデルは自由に設計してください。
# 4. `forecast` は 30 週分の窓を受け取り、それぞれの次の価格を答えます。窓はまとめて順不同で渡されるので、ある窓が別の窓の
#    未来を含むことがあります。どの窓も、それ 1 つだけが渡されたものとして予測します。
# 5. `report` は予測の良さを測ります。MAE、RMSE、MAPE と、**持続予測**（「来週も今週と同じ」という予測）の MAE に対する
#    比です。
# 6. `plot_forecast` は予測を図にします。
#
# うまくいく作り方の例です。1 つの銘柄の直近 20 週のスケーリング済み収益率を、ユニット 8 個の LSTM に入れ、最後の状態から線形層で
# 次の収益率を求めます。モデルは全銘柄で共有し、窓はひとまとめにします。損失は平均二乗誤差、最適化は学習率 0.01 の Adam、
# バッチは順序を混ぜて 64 個ずつ、20 エポック、勾配のノルムは 1 にクリッピングします。1 回の学習にかかる CPU 時間は約 1 秒で、
# 上限は 20 秒です。大きくすれば良くなるわけではありません。32 ユニット・60 エポックではノイズを丸暗記してしまいます。
#
# 8 点中 5 点は次の目標に配点されます。値は、持続予測の MAE に対する MAE の比です。
#
# - **実際の価格: 1.10 以下。** 上の作り方では 0.98 から 1.02 です。持続予測は 1.00 で、何も学んでいない予測もほぼ同じです。
#   この目標で見つかるのは、価格そのものを学習した場合（4 以上）と過学習です。正直なところ、これ以上は求められません。
#   0.80 未満は得点になりません。実際の価格をそれほど正確に当てる予測は、当てるはずの値を見ているからです。
# - **人工の価格: 0.85 以下。** 同じコードを、収益率が毎週「前週の 0.75 倍 + ノイズ」になる価格で学習させます。ここでも持続予測は
#   1.00 で、可能な限り最良の予測がおよそ 0.66、上の作り方では価格によって 0.60 から 0.73 です。学習できるモデルとできない
#   モデルを、この目標で区別します。不自然なほど良いとみなすのは 0.45 未満だけです。
# - **単独での予測。** いくつかの窓を、ほかの窓なしでもう一度予測させます。価格の変化は 0.01 以下でなければなりません。
#   それより大きく変わるなら、予測がバッチに（バッチから求めた統計量や、有効なままの dropout に）、つまり未来に依存しています。
#
# 残りの 3 点は、`prepare`、`to_prices`、`report` の値、`prepare` が価格を書き換えないこと、そして図の内容（線とその位置・
# 名前、軸の名前、凡例）です。タイトルや色は自由です。
#
# 結果は正直に述べましょう。実際の価格では、モデルは持続予測と同程度で、それより良くはありません。20 週分の収益率からは何も
# 学べない、ということを学んだのです。4 週分の収益率による線形回帰でも、すべての目標に届きます。ある期間に 0.99 だったことは
# 何の証明にもなりません。また、ここにあるものは売買の助言ではありません。
#
# 行き詰まったら: 見つかるものがなぜ少ないのかについては Fama, "Efficient Capital Markets: A Review of Theory and Empirical
# Work"（1970）、窓については [torch.Tensor.unfold](https://docs.pytorch.org/docs/stable/generated/torch.Tensor.unfold.html)、
# モデルについては [torch.nn.LSTM](https://docs.pytorch.org/docs/stable/generated/torch.nn.LSTM.html)

# %% [markdown] lang="en" hint="1"
# Begin with `prepare`, `to_prices` and `report`: they are exact, and `train` and `forecast` can use them. Inside `train`,
# everything that is given is for training, so n_train is the number of weeks. What `forecast` needs beside the network is
# the mean and the standard deviation of the training returns: return them together.

# %% [markdown] lang="en" hint="2"
# `z.unfold(1, 21, 1)` has shape [S, windows, 21]: the first 20 entries of each are the input, the last is the target. Put
# symbols and windows into one axis with `flatten(0, 1)`. In `forecast` do the same as in training: log, difference along the
# weeks, the last 20, and the mean and the standard deviation of the training, never those of the windows.

# %% [markdown] lang="en" hint="3"
# `nn.LSTM(1, 8, batch_first=True)` wants [B, L, 1] and returns the states [B, L, 8] first; give `states[:, -1]` to
# `nn.Linear(8, 1)` and drop the last axis. `torch.randperm(n).split(64)` makes the batches of an epoch. If the goal of the
# made-up prices is missed with a ratio near 1, print the mean loss of each epoch: on them it has to fall to about 0.45, on
# real prices it stays near 1.

# %% [markdown] lang="ja" hint="1"
# まず `prepare`、`to_prices`、`report` を書きましょう。値が一意に決まり、`train` と `forecast` の中でも使えます。`train` に
# 渡されるものはすべて訓練用なので、n_train は週の数です。`forecast` ではネットワークのほかに訓練時の収益率の平均と標準偏差が
# 必要になるので、一緒に返します。

# %% [markdown] lang="ja" hint="2"
# `z.unfold(1, 21, 1)` の形状は [S, 窓の数, 21] です。それぞれ最初の 20 個が入力、最後の 1 個がターゲットです。銘柄と窓の軸は
# `flatten(0, 1)` で 1 つにまとめます。`forecast` では訓練のときと同じ処理をします。対数を取り、週の方向に差を取り、最後の 20 個を
# 使い、訓練時の平均と標準偏差でスケーリングします。渡された窓から求めた統計量を使ってはいけません。

# %% [markdown] lang="ja" hint="3"
# `nn.LSTM(1, 8, batch_first=True)` の入力は [B, L, 1] で、1 つ目の返り値が状態 [B, L, 8] です。`states[:, -1]` を
# `nn.Linear(8, 1)` に渡し、最後の軸を取り除きます。`torch.randperm(n).split(64)` で 1 エポック分のバッチが作れます。人工の価格で比が
# 1 付近のままなら、エポックごとの平均損失を表示してみましょう。人工の価格ではおよそ 0.45 まで下がり、実際の価格では 1 付近のままに
# なるはずです。

# %%
import csv
from pathlib import Path
from typing import Any

import matplotlib.pyplot as plt
import torch
from matplotlib.figure import Figure
from torch import Tensor, nn


def prepare(prices: Tensor, n_train: int) -> tuple[Tensor, Tensor, Tensor]:
    """Turn prices into scaled log returns.

    Args:
        prices: shape [S, T]: T weeks of S symbols, the oldest week first. They stay as they are.
        n_train: how many of the first weeks are for training, at least 3.

    Returns:
        (z, mean, std): z of shape [S, T - 1] holds (r - mean) / std, where r are the log returns
        log p[t] - log p[t - 1]. mean and std, of shape [S], are taken for each symbol from those returns alone that
        the first n_train prices tell: n_train - 1 of them. std divides by their number (correction=0).
    """
    # BEGIN SOLUTION
    returns = torch.log(prices).diff(dim=1)
    known = returns[:, : n_train - 1]
    mean, std = known.mean(dim=1), known.std(dim=1, correction=0)
    return (returns - mean[:, None]) / std[:, None], mean, std
    # END SOLUTION


def to_prices(last: Tensor, z: Tensor, mean: Tensor, std: Tensor) -> Tensor:
    """Turn scaled log returns back into prices.

    Args:
        last: the last prices that are known, shape [N, S].
        z: scaled log returns of the week after, shape [N, S].
        mean, std: those of `prepare`, shape [S].

    Returns:
        The prices of the week after, shape [N, S].
    """
    # BEGIN SOLUTION
    return last * torch.exp(z * std + mean)
    # END SOLUTION


class ReturnModel(nn.Module):
    """The next scaled return of a symbol from its last ones. Yours: only your own code uses it."""

    def __init__(self) -> None:
        super().__init__()
        # BEGIN SOLUTION
        self.lstm = nn.LSTM(1, 8, batch_first=True)
        self.head = nn.Linear(8, 1)
        # END SOLUTION

    def forward(self, returns: Tensor) -> Tensor:
        """From scaled returns of shape [B, K] to forecasts of shape [B]."""
        # BEGIN SOLUTION
        states, _ = self.lstm(returns[:, :, None])
        forecasts: Tensor = self.head(states[:, -1])[:, 0]
        return forecasts
        # END SOLUTION


def train(prices: Tensor) -> Any:
    """Train a model, all the way from prices.

    Args:
        prices: shape [S, T], float32: everything that is known when the training starts.

    Returns:
        Whatever `forecast` needs: a module, a tuple, an object of your own.
    """
    # BEGIN SOLUTION
    z, mean, std = prepare(prices, prices.shape[1])
    windows = z.unfold(1, 21, 1).flatten(0, 1)  # 20 returns, and the one to be forecast
    model = ReturnModel()
    optimizer = torch.optim.Adam(model.parameters(), lr=0.01)
    for _ in range(20):
        for batch in torch.randperm(len(windows)).split(64):
            loss = nn.functional.mse_loss(model(windows[batch, :-1]), windows[batch, -1])
            optimizer.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimizer.step()
    return model, mean, std
    # END SOLUTION


def forecast(model: Any, windows: Tensor) -> Tensor:
    """Forecast the next price of each symbol.

    Args:
        model: what `train` returned.
        windows: prices, shape [N, S, L], float32, with L = 30 weeks: N pasts, in no particular order. Windows may
            overlap; each is to be forecast as if it were the only one.

    Returns:
        The price in the week after each window, in the unit of the windows: shape [N, S].
    """
    # BEGIN SOLUTION
    network, mean, std = model
    returns = torch.log(windows).diff(dim=2)[:, :, -20:]
    z = (returns - mean[:, None]) / std[:, None]
    with torch.no_grad():
        said = network(z.flatten(0, 1)).unflatten(0, z.shape[:2])
    return to_prices(windows[:, :, -1], said, mean, std)
    # END SOLUTION


def report(truth: Tensor, forecast: Tensor, last: Tensor) -> dict[str, float]:
    """Say how good a forecast is, and whether that is any better than nothing.

    Args:
        truth, forecast: prices, shape [N, S].
        last: the last price before each of them, shape [N, S]: what persistence forecasts.

    Returns:
        Python floats, each over all N * S entries: "mae"; "rmse"; "mape", in percent of the truth; "ratio", the MAE of
        the forecast divided by that of persistence.
    """
    # BEGIN SOLUTION
    error = forecast - truth
    mae = error.abs().mean().item()
    return {
        "mae": mae,
        "rmse": error.square().mean().sqrt().item(),
        "mape": 100 * (error / truth).abs().mean().item(),
        "ratio": mae / (last - truth).abs().mean().item(),
    }
    # END SOLUTION


def plot_forecast(history: Tensor, truth: Tensor, forecast: Tensor) -> Figure:
    """Draw the forecasts of one symbol, one week ahead each.

    Args:
        history: prices of the K weeks before, shape [K].
        truth, forecast: prices of N weeks, shape [N].

    Returns:
        A figure with one pair of axes and three lines, in this order: history at the weeks 0 to K - 1, truth and
        forecast at the weeks K to K + N - 1. They are labelled "history", "truth" and "forecast", and there is a
        legend. The x axis is called "week", the y axis "price". No other lines and no images.
    """
    # BEGIN SOLUTION
    K, N = len(history), len(truth)
    figure, ax = plt.subplots()
    ax.plot(range(K), history.cpu(), label="history")
    ax.plot(range(K, K + N), truth.cpu(), label="truth")
    ax.plot(range(K, K + N), forecast.cpu(), label="forecast")
    ax.set_xlabel("week")
    ax.set_ylabel("price")
    ax.legend()
    return figure
    # END SOLUTION


if __name__ == "__main__":
    with (Path(__file__).parent / "data" / "stocks.csv").open(encoding="utf-8", newline="") as file:
        names, *lines = csv.reader(file)
    closes = torch.tensor([[float(text) for text in row[1:]] for row in lines]).T
    n_test = 60
    n_known = closes.shape[1] - n_test
    pasts = torch.stack([closes[:, end - 30 : end] for end in range(n_known, closes.shape[1])])
    came = closes[:, n_known:].T
    torch.manual_seed(0)
    trained = train(closes[:, :n_known])
    said = forecast(trained, pasts)
    print(f"the last {n_test} weeks of {', '.join(names[1:])}")
    for name, value in report(came, said, pasts[:, :, -1]).items():
        print(f"  {name:5s} {value:8.3f}")
    plot_forecast(closes[0, n_known - 20 : n_known], came[:, 0], said[:, 0]).savefig("stocks.png")
    print(f"stocks.png shows {names[1]}")
