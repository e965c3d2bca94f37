# %% [markdown] lang="en"
# A model was trained to forecast **one** step. You need $H$ of them. The recursive way: forecast one step,
# pretend that the forecast has really happened, and forecast again. The window moves on by one step each
# time: the oldest step leaves it and the forecast enters at the end.
#
# $$\hat{y}_{h} = f(w_h), \qquad w_{h+1} = (w_h^{(2)}, \ldots, w_h^{(L)}, r_h)$$
#
# for $h = 0, \ldots, H - 1$ (counted from 0, as in Python), where $w_0$ is the history and $w_h^{(k)}$ the
# $k$-th step of a window. The new step $r_h$ is a full row of $F$ columns:
#
# - its column `target_col` is the forecast $\hat{y}_h$;
# - its other columns come from `known_future[:, h]` if that is given (the calendar, or a weather forecast, are
#   known in advance). Otherwise they repeat their values at the last step of the window.
#
# The target column of `known_future` is never looked at, whatever it holds. In practice nobody knows it; in an
# exercise with old data it is there, and a model that is fed with it seems to be marvellous.
#
# Take a single column, the history (8, 4) with $L = 2$, and a model that halves the last value. It is fed
# (8, 4) and gives 2; fed (4, 2), it gives 1; fed (2, 1), it gives 0.5. The forecast for $H = 3$ is (2, 1, 0.5).
# Were the model a little wrong, each error would be fed back in turn: recursive forecasts get worse with the
# distance.
#
# What is graded: the windows that `step_model` is fed, how often it is called, the forecasts, their shape and
# dtype; that `history` and `known_future` stay as they are; and `ValueError` for a horizon below 1 and for a
# `known_future` of another shape than `[B, H, F]`.
# Gradients are not graded.
#
# If you are stuck: Ben Taieb, Bontempi, Atiya and Sorjamaa, "A review and comparison of strategies for
# multi-step ahead time series forecasting based on the NN5 forecasting competition" (2012), and
# [torch.cat](https://docs.pytorch.org/docs/stable/generated/torch.cat.html).

# %% [markdown] lang="ja"
# **1** ステップ先を予測するように学習したモデルがあり、予測したいのは $H$ ステップだとします。再帰的な方法では、
# 1 ステップ予測し、それが本当に起きたものとして、また予測します。ウィンドウは毎回 1 ステップ進みます。
# 最も古い時刻が外れ、末尾に予測が入ります。
#
# $$\hat{y}_{h} = f(w_h), \qquad w_{h+1} = (w_h^{(2)}, \ldots, w_h^{(L)}, r_h)$$
#
# ここで $h = 0, \ldots, H - 1$（Python と同じく 0 から数えます）、 $w_0$ は history、 $w_h^{(k)}$ は
# ウィンドウの $k$ 番目の時刻です。新しい時刻 $r_h$ は、 $F$ 列すべてがそろった行です。
#
# - 列 `target_col` は予測 $\hat{y}_h$ です。
# - ほかの列は、`known_future` が与えられていれば `known_future[:, h]` から取ります（カレンダーや天気予報のように、
#   前もってわかる値です）。なければ、ウィンドウの最後の時刻の値を繰り返します。
#
# `known_future` のターゲットの列は、何が入っていても決して使いません。実際には誰も知らない値だからです。
# しかし過去のデータを使う演習ではそこに値があり、それを入力すると、モデルの性能は素晴らしく見えてしまいます。
#
# 例として、列が 1 つ、 $L = 2$ の history (8, 4) と、最後の値を半分にするモデルを考えます。(8, 4) を入力すると 2、
# (4, 2) を入力すると 1、(2, 1) を入力すると 0.5 が出ます。 $H = 3$ の予測は (2, 1, 0.5) です。
# モデルが少しでも間違えば、その誤差も次々と入力に戻ります。再帰的予測は、先へ行くほど悪くなります。
#
# 採点されるのは、`step_model` に入力されたウィンドウ、呼び出しの回数、予測とその形状・dtype、`history` と
# `known_future` が書き換えられていないこと、そして、予測期間が 1 未満のときと `known_future` の形状が
# `[B, H, F]` でないときの `ValueError` です。勾配は採点されません。
#
# 行き詰まったら、Ben Taieb、Bontempi、Atiya、Sorjamaa の "A review and comparison of strategies for multi-step
# ahead time series forecasting based on the NN5 forecasting competition"（2012）や、
# [torch.cat](https://docs.pytorch.org/docs/stable/generated/torch.cat.html) を見てください。

# %% [markdown] lang="en" hint="1"
# Keep one variable for the current window, and let it be a new tensor after every step. What has to be added
# to it is one row for each batch entry, with all F columns.

# %% [markdown] lang="en" hint="2"
# Loop H times: call the model on the window and keep its forecast; make the new row, from the known future or
# from the window's last step; put the forecast into its target column; join the window without its first step
# and the new row. In the end, stack the forecasts. Copy the row before you write into it.

# %% [markdown] lang="en" hint="3"
# `window[:, -1].clone()` and `known_future[:, h].clone()` are rows of shape [B, F]. `torch.cat` along dim 1
# joins `window[:, 1:]` and the row with an axis more, `row.unsqueeze(1)`; `torch.stack` along dim 1 makes
# [B, H] out of the forecasts.

# %% [markdown] lang="ja" hint="1"
# 現在のウィンドウを 1 つの変数に持ち、ステップごとに新しいテンソルにします。加えるのは、バッチの要素ごとに 1 行、
# F 列すべてがそろった行です。

# %% [markdown] lang="ja" hint="2"
# H 回のループで、ウィンドウをモデルに入力して予測を取っておきます。known_future またはウィンドウの最後の時刻から
# 新しい行を作り、ターゲットの列に予測を入れます。最初の時刻を除いたウィンドウと新しい行をつなぎます。
# 最後に予測を積み重ねます。行は、書き込む前にコピーします。

# %% [markdown] lang="ja" hint="3"
# `window[:, -1].clone()` と `known_future[:, h].clone()` は形状 [B, F] の行です。`window[:, 1:]` と、軸を 1 つ増やした
# `row.unsqueeze(1)` を、`torch.cat` で dim=1 に沿ってつなぎます。予測を `torch.stack` で dim=1 に積むと [B, H] に
# なります。

# %%
from collections.abc import Callable

import torch
from torch import Tensor


def recursive_forecast(
    step_model: Callable[[Tensor], Tensor],
    history: Tensor,
    horizon: int,
    target_col: int,
    known_future: Tensor | None = None,
) -> Tensor:
    """Forecast several steps with a model of one step, by feeding its forecasts back.

    Args:
        step_model: forecasts the target one step after a window, ``step_model(window) -> y``; window: shape
            [B, L, F], oldest step first; y: shape [B]. Call it exactly H times, on the whole batch.
        history: the first window, shape [B, L, F]. Every window has L steps.
        horizon: H, steps to forecast.
        target_col: the column that is forecast, 0 to F - 1.
        known_future: the other columns at the H steps ahead, shape [B, H, F]; at step h, row h of it joins the
            forecast of that step. Its target column may hold anything, NaN too, and is not used. None means that
            the other columns keep the values that they have at the last step of the history.

    Returns:
        The forecasts, shape [B, H], in the dtype of history.

    Raises:
        ValueError: horizon is below 1, or the shape of known_future is not [B, H, F].

    The call leaves history and known_future unchanged.
    """
    # BEGIN SOLUTION
    batch, _, features = history.shape
    if horizon < 1:
        raise ValueError("there is nothing to forecast")
    if known_future is not None and known_future.shape != (batch, horizon, features):
        raise ValueError(f"known_future has shape {list(known_future.shape)}")
    window = history
    forecasts: list[Tensor] = []
    for h in range(horizon):
        y = step_model(window)
        forecasts.append(y)
        row = window[:, -1].clone() if known_future is None else known_future[:, h].clone()
        row[:, target_col] = y
        window = torch.cat([window[:, 1:], row.unsqueeze(1)], dim=1)
    return torch.stack(forecasts, dim=1)
    # END SOLUTION
