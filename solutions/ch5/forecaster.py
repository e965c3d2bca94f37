# %% [markdown] lang="en"
# Now the model. It reads a window of $L$ steps with $F$ features each and forecasts $H$ steps of $F_t$ targets
# **all at once**. An LSTM goes through the window, and its output at the last step, a vector of `hidden`
# numbers, sums up what it has read. A linear layer, the **head**, turns that vector into the forecast.
#
# Let $h_1, \ldots, h_L$ be the outputs of the LSTM's top layer. Then
#
# $$o = W h_L + b, \qquad \hat{y}_{s,j} = o_{s F_t + j}$$
#
# for the steps $s = 0, \ldots, H - 1$ and the targets $j = 0, \ldots, F_t - 1$. The head has $H F_t$ outputs,
# and they come **step by step**: first all targets of the first step, then all of the second. That is the order
# in which `reshape` fills the axes `[H, Ft]`.
#
# Take $H = 2$ steps of $F_t = 2$ targets, and a window for which the head gives $o = (5, 6, 7, 8)$. The
# forecast is 5 and 6 for the first step, 7 and 8 for the second: in torch, `[[5, 6], [7, 8]]`.
#
# You write the class `LSTMForecaster`. The LSTM itself you need not write this time; use `nn.LSTM`, without dropout.
# Mind three things:
#
# - With `batch_first=True` it takes `[B, L, F]`. Without, it takes the first axis for time, and does not
#   complain, since the shapes fit all the same.
# - It returns `out` and `(h_n, c_n)`. `out` has every step of the top layer, `[B, L, hidden]`; `h_n` has the
#   last step of every layer, `[num_layers, B, hidden]`.
# - Nothing follows the head: no ReLU, no tanh. A forecast may be negative, and larger than 1.
#
# Name the two modules `lstm` and `head`. The tests load parameters of their own into them by name, and expect
# the forecast that follows from these.
#
# What is graded: forecasts for one and several layers, targets and steps, their shape, also for a batch of one,
# and their gradients with respect to the window and all parameters; that calls are independent of each other;
# and that arguments stay as they are.
#
# If you are stuck: Hewamalage, Bergmeir and Bandara, "Recurrent neural networks for time series forecasting:
# current status and future directions" (2021), and
# [torch.nn.LSTM](https://docs.pytorch.org/docs/stable/generated/torch.nn.LSTM.html).

# %% [markdown] lang="ja"
# いよいよモデルです。特徴量が $F$ 個ある $L$ ステップのウィンドウを読み、 $F_t$ 個のターゲットを $H$ ステップ分、
# **まとめて** 予測します。LSTM がウィンドウを順に読み、最後の時刻の出力（`hidden` 個の数からなるベクトル）が
# 読んだ内容の要約になります。それを **ヘッド** と呼ばれる線形層で予測に変えます。
#
# LSTM の一番上の層の出力を $h_1, \ldots, h_L$ とすると、予測は次のようになります。
#
# $$o = W h_L + b, \qquad \hat{y}_{s,j} = o_{s F_t + j}$$
#
# ここで $s = 0, \ldots, H - 1$ はステップ、 $j = 0, \ldots, F_t - 1$ はターゲットです。ヘッドの出力は $H F_t$ 個で、
# **ステップごとに** 並びます。最初のステップの全ターゲット、次のステップの全ターゲット、という順です。`reshape` が軸
# `[H, Ft]` を埋める順序と同じです。
#
# 例として、 $H = 2$ ステップ、 $F_t = 2$ ターゲットで、あるウィンドウに対するヘッドの出力が $o = (5, 6, 7, 8)$ だった
# とします。予測は最初のステップが 5 と 6、次のステップが 7 と 8 です。torch では `[[5, 6], [7, 8]]` となります。
#
# 書くのはクラス `LSTMForecaster` です。今回は LSTM を自分で書く必要はなく、`nn.LSTM` をドロップアウトなしで
# 使います。次の 3 点に気をつけてください。
#
# - `batch_first=True` なら入力は `[B, L, F]` です。指定しないと先頭の軸を時間とみなしますが、形状は合ってしまうので
#   エラーは出ません。
# - 戻り値は `out` と `(h_n, c_n)` です。`out` は一番上の層の全時刻で、形状は `[B, L, hidden]` です。`h_n` は全層の
#   最後の時刻で、形状は `[num_layers, B, hidden]` です。
# - ヘッドの後には ReLU も tanh も付けません。予測は負にも、1 より大きくもなります。
#
# 2 つのモジュールの名前は `lstm` と `head` にします。テストではこの名前でパラメータを読み込み、
# そこから決まる予測と比べます。
#
# 採点されるのは、層・ターゲット・ステップが 1 つの場合と複数の場合の予測、その形状（サイズ 1 のバッチも含みます）、
# ウィンドウとすべてのパラメータに関する勾配、呼び出しが互いに独立であること、
# そして引数が書き換えられていないことです。
#
# 行き詰まったら、Hewamalage、Bergmeir、Bandara の "Recurrent neural networks for time series forecasting:
# current status and future directions"（2021）や、
# [torch.nn.LSTM](https://docs.pytorch.org/docs/stable/generated/torch.nn.LSTM.html) を見てください。

# %% [markdown] lang="en" hint="1"
# Two modules in `__init__`, three lines in `forward`. Write down the shape after each line: after the LSTM,
# after choosing the last step, after the head, at the end.

# %% [markdown] lang="en" hint="2"
# In `__init__`, call `super().__init__()` first, build the LSTM with its sizes, number of layers and batch
# first, and a linear layer from hidden to horizon times n_targets; keep horizon and n_targets for later. In
# `forward`, run the LSTM, take the last step of its outputs, apply the head, and split the last axis in two.

# %% [markdown] lang="en" hint="3"
# `out[:, -1]` is the last step, of shape [B, hidden]. After the head, `.reshape(len(x), horizon, n_targets)`
# gives all three axes, also where one of them has size 1; do not squeeze.

# %% [markdown] lang="ja" hint="1"
# `__init__` にモジュールが 2 つ、`forward` は 3 行です。LSTM の後、最後の時刻を選んだ後、ヘッドの後、最後と、
# 行ごとに形状を書き出してみましょう。

# %% [markdown] lang="ja" hint="2"
# `__init__` ではまず `super().__init__()` を呼びます。次に、大きさ、層の数、batch_first を指定して LSTM を作り、
# hidden から horizon × n_targets への線形層を作ります。horizon と n_targets は後で使うので保存しておきます。
# `forward` では LSTM を実行し、出力の最後の時刻を取り、ヘッドを通し、最後の軸を 2 つに分けます。

# %% [markdown] lang="ja" hint="3"
# `out[:, -1]` が最後の時刻で、形状は [B, hidden] です。ヘッドの後に `.reshape(len(x), horizon, n_targets)` とすれば、
# サイズ 1 の軸があっても 3 つの軸がそろいます。squeeze は使わないでください。

# %%
from torch import Tensor, nn


class LSTMForecaster(nn.Module):
    """An LSTM that reads a window, and a linear layer that forecasts all steps of the horizon at once.

    Args:
        n_features: F, features of a step of the window.
        hidden: size of the LSTM's output.
        horizon: H, steps to forecast.
        n_targets: Ft, values to forecast at each step.
        num_layers: layers of the LSTM.

    Attributes (no other modules with parameters, and no dropout):
        lstm: an nn.LSTM, batch first.
        head: an nn.Linear from hidden to horizon * n_targets, whose outputs come step by step.
    """

    def __init__(
        self,
        n_features: int,
        hidden: int,
        horizon: int,
        n_targets: int = 1,
        num_layers: int = 1,
    ) -> None:
        # BEGIN SOLUTION
        super().__init__()
        self.horizon = horizon
        self.n_targets = n_targets
        self.lstm = nn.LSTM(n_features, hidden, num_layers, batch_first=True)
        self.head = nn.Linear(hidden, horizon * n_targets)
        # END SOLUTION

    def forward(self, x: Tensor) -> Tensor:
        """Forecast from the top layer's output at the last step of each window.

        Args:
            x: windows, oldest step first, shape [B, L, F].

        Returns:
            The forecast, shape [B, H, Ft], also where one of these is 1. The LSTM starts from zeros in every call.
        """
        # BEGIN SOLUTION
        out, _ = self.lstm(x)
        forecast: Tensor = self.head(out[:, -1])
        return forecast.reshape(len(x), self.horizon, self.n_targets)
        # END SOLUTION
