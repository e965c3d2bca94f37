"""Reference of ch5.forecaster: an LSTM that reads a window, and a linear layer that forecasts every step at once."""

from typing import Any

import torch
from torch import Tensor, nn

from autograder.drawing import Draw
from autograder.exercise import Exercise, Probe, Step, build

exercise = Exercise(
    title="An LSTM that forecasts",
    title_ja="LSTM による予測モデル",
    position=11,
    points=6,
    difficulty=2,
    minutes=20,
)

GATES = 4


@exercise.oracle("the forecast")
class LSTMForecaster(nn.Module):
    """Step by step and layer by layer, gate by gate, from parameters with the names of torch's modules.

    They begin as random numbers, since a right one may draw some when it is made.
    """

    def __init__(self, n_features: int, hidden: int, horizon: int, n_targets: int = 1, num_layers: int = 1) -> None:
        super().__init__()
        self.hidden, self.horizon, self.n_targets, self.num_layers = hidden, horizon, n_targets, num_layers
        self.lstm = nn.Module()
        for layer in range(num_layers):
            width = hidden if layer else n_features
            for name, shape in (("ih", (width,)), ("hh", (hidden,))):
                rows = GATES * hidden
                self.lstm.register_parameter(f"weight_{name}_l{layer}", nn.Parameter(torch.randn(rows, *shape)))
                self.lstm.register_parameter(f"bias_{name}_l{layer}", nn.Parameter(torch.zeros(rows)))
        self.head = nn.Module()
        self.head.register_parameter("weight", nn.Parameter(torch.randn(horizon * n_targets, hidden)))
        self.head.register_parameter("bias", nn.Parameter(torch.zeros(horizon * n_targets)))

    def forward(self, x: Tensor) -> Tensor:
        inputs = list(x.unbind(1))
        for layer in range(self.num_layers):
            W_ih, W_hh, b_ih, b_hh = (
                self.lstm.get_parameter(f"{kind}_{name}_l{layer}")
                for kind in ("weight", "bias")
                for name in ("ih", "hh")
            )
            h = c = x.new_zeros(len(x), self.hidden)
            outputs = []
            for step in inputs:
                i, f, g, o = (step @ W_ih.T + h @ W_hh.T + b_ih + b_hh).chunk(GATES, 1)
                c = torch.sigmoid(f) * c + torch.sigmoid(i) * torch.tanh(g)
                h = torch.sigmoid(o) * torch.tanh(c)
                outputs.append(h)
            inputs = outputs
        weight, bias = self.head.get_parameter("weight"), self.head.get_parameter("bias")
        steps = []
        for number in range(self.horizon):
            rows = slice(number * self.n_targets, (number + 1) * self.n_targets)
            steps.append(inputs[-1] @ weight[rows].T + bias[rows])
        return torch.stack(steps, 1)


class OfTorch(nn.Module):
    """torch.nn.LSTM and torch.nn.Linear; the mistakes replace its pieces."""

    batch_first = True

    def __init__(self, n_features: int, hidden: int, horizon: int, n_targets: int = 1, num_layers: int = 1) -> None:
        super().__init__()
        self.lstm = nn.LSTM(n_features, hidden, num_layers, batch_first=self.batch_first)
        self.head = nn.Linear(hidden, horizon * n_targets)
        self.shape = horizon, n_targets

    def read(self, x: Tensor) -> Tensor:
        """What the head is given, [B, hidden]."""
        h_n: Tensor = self.lstm(x)[1][0]
        return h_n[-1]

    def arrange(self, flat: Tensor) -> Tensor:
        """The forecast, from the head's output [B, horizon * n_targets]."""
        return flat.view(len(flat), *self.shape)

    def forward(self, x: Tensor) -> Tensor:
        flat: Tensor = self.head(self.read(x))
        return self.arrange(flat)


exercise.twin("LSTMForecaster")(OfTorch)


def parameters(draw: Draw, F: int, hidden: int, outputs: int, num_layers: int = 1) -> dict[str, Tensor]:
    """Random parameters, named as in torch's modules."""
    drawn = {}
    for layer in range(num_layers):
        drawn[f"lstm.weight_ih_l{layer}"] = draw.normal(GATES * hidden, hidden if layer else F)
        drawn[f"lstm.weight_hh_l{layer}"] = draw.normal(GATES * hidden, hidden)
        drawn[f"lstm.bias_ih_l{layer}"] = draw.normal(GATES * hidden)
        drawn[f"lstm.bias_hh_l{layer}"] = draw.normal(GATES * hidden)
    return drawn | {"head.weight": draw.normal(outputs, hidden), "head.bias": draw.normal(outputs)}


def forecast(
    draw: Draw,
    B: int,
    L: int,
    F: int,
    hidden: int,
    horizon: int,
    n_targets: int = 1,
    num_layers: int = 1,
    contiguous: bool = True,
) -> Probe:
    """A model with random parameters, put to one batch of windows; options that have their default are not given."""
    options = {"n_targets": n_targets, "num_layers": num_layers}
    given = {name: value for name, value in options.items() if value > 1}
    weights = parameters(draw, F, hidden, horizon * n_targets, num_layers)
    x = draw.normal(B, L, F, contiguous=contiguous)
    return build("LSTMForecaster", F, hidden, horizon, parameters=weights, then=(Step("$0", (x,)),), **given)


def telling(draw: Draw, **sizes: Any) -> Probe:
    """A model and a batch, drawn until some of the LSTM's outputs and some of the forecasts are negative."""
    while True:
        probe = forecast(draw, **sizes)
        made, asked = probe.steps
        model = OfTorch(*made.args, **made.kwargs).double()
        model.load_state_dict(made.parameters or {})
        with torch.no_grad():
            seen = model.read(asked.args[0])
            if (seen < 0).any() and (model.head(seen) < 0).any():
                return probe


@exercise.case(0.5, public=True)
def one_unit_by_hand(draw: Draw) -> Probe:
    """One window of two steps, one feature, one hidden unit, one step to forecast."""
    return forecast(draw, B=1, L=2, F=1, hidden=1, horizon=1)


@exercise.case(0.5, public=True)
def two_targets(draw: Draw) -> Probe:
    """Two windows, two steps to forecast, two targets in each."""
    return forecast(draw, B=2, L=3, F=2, hidden=2, horizon=2, n_targets=2)


@exercise.case(0.5, public=True, gradients=True)
def gradients_of_a_small_model(draw: Draw) -> Probe:
    """Gradients of the forecast with respect to the window and every parameter."""
    return forecast(draw, B=2, L=3, F=2, hidden=2, horizon=2)


@exercise.case(0.75)
def sizes_all_different(draw: Draw) -> Probe:
    """Every size different, one layer."""
    return telling(draw, B=3, L=6, F=4, hidden=5, horizon=2, n_targets=7)


@exercise.case(0.75)
def two_layers(draw: Draw) -> Probe:
    """Two layers: the forecast is made from the upper one."""
    return telling(draw, B=3, L=6, F=2, hidden=5, horizon=4, num_layers=2)


@exercise.case(0.25)
def one_step_to_forecast(draw: Draw) -> Probe:
    """A horizon of one step and one target keep their axes."""
    return telling(draw, B=3, L=5, F=2, hidden=4, horizon=1)


@exercise.case(0.25)
def a_batch_of_one(draw: Draw) -> Probe:
    """A batch of one keeps its batch axis."""
    return telling(draw, B=1, L=5, F=2, hidden=4, horizon=3)


@exercise.case(0.25)
def sizes_all_equal(draw: Draw) -> Probe:
    """Every size equal, so that exchanged axes raise nothing."""
    return telling(draw, B=3, L=3, F=3, hidden=3, horizon=3, n_targets=3, num_layers=3)


@exercise.case(0.25)
def a_window_of_one_step(draw: Draw) -> Probe:
    """A window of a single step."""
    return telling(draw, B=3, L=1, F=2, hidden=4, horizon=3)


@exercise.case(0.25)
def inputs_that_are_not_contiguous(draw: Draw) -> Probe:
    """A batch that is a view of a transposed tensor."""
    return telling(draw, B=3, L=5, F=2, hidden=4, horizon=3, contiguous=False)


@exercise.case(0.25)
def called_twice(draw: Draw) -> Probe:
    """Each further call starts from a state of zeros again: nothing is carried over from the one before."""
    probe = telling(draw, B=3, L=5, F=2, hidden=4, horizon=3)
    made, first = probe.steps
    later = [Step("$0", (draw.normal(3, 4, 2),), keep=True) for _ in range(2)]
    return Probe((made, Step("$0", first.args, keep=True), *later))


@exercise.case(0.25, dtype="float32")
def single_precision(draw: Draw) -> Probe:
    """A float32 model on float32 windows."""
    return telling(draw, B=3, L=5, F=2, hidden=4, horizon=3, n_targets=2)


@exercise.case(0.25, no_grad=True)
def without_recording_gradients(draw: Draw) -> Probe:
    """Inside torch.no_grad()."""
    return telling(draw, B=3, L=5, F=2, hidden=4, horizon=3, n_targets=2)


@exercise.case(0.75, gradients=True)
def gradients_of_everything(draw: Draw) -> Probe:
    """Gradients with respect to the windows and every parameter, with two layers and two targets."""
    return telling(draw, B=3, L=5, F=2, hidden=4, horizon=3, n_targets=2, num_layers=2)


@exercise.case(0.25, watch="everything")
def arguments_stay_as_they_are(draw: Draw) -> Probe:
    """The call leaves the windows and the parameters unchanged; it changes nothing else either, and gives the same when repeated."""
    return telling(draw, B=3, L=5, F=2, hidden=4, horizon=3)


# Wrong implementations: torch's modules, with one piece replaced.


@exercise.mistake(
    "LSTMForecaster",
    "batch_first=True is missing, so the LSTM takes the batch for the time: out[:, -1] is then not the end of the"
    " window. Nothing raises, since the shapes fit.",
    "batch_first=True がないため、LSTM がバッチを時間とみなしています。out[:, -1] はウィンドウの最後になりません。"
    "形状は合うので、エラーも出ません。",
)
class batch_taken_for_time(OfTorch):
    batch_first = False

    def read(self, x: Tensor) -> Tensor:
        out: Tensor = self.lstm(x)[0]
        return out[:, -1]


@exercise.mistake(
    "LSTMForecaster",
    "batch_first=True is missing, so the LSTM takes the batch for the time, and its last state has one row for each"
    " step of the window instead of one for each window.",
    "batch_first=True がないため、LSTM がバッチを時間とみなしています。最後の状態の行が、ウィンドウごとではなく、"
    "ウィンドウの時刻ごとになっています。",
)
class state_of_each_step_for_each_window(OfTorch):
    batch_first = False


@exercise.mistake(
    "LSTMForecaster",
    "The output of the first step is used, which has seen nothing of the rest of the window. Use the last step: out[:,"
    " -1].",
    "最初の時刻の出力を使っています。ウィンドウの残りをまったく見ていません。最後の時刻 out[:, -1] を使います。",
)
class first_step_used(OfTorch):
    def read(self, x: Tensor) -> Tensor:
        out: Tensor = self.lstm(x)[0]
        return out[:, 0]


@exercise.mistake(
    "LSTMForecaster",
    "h_n[0] is the last state of the lowest layer. The forecast is made from the top layer, h_n[-1].",
    "h_n[0] は一番下の層の最後の状態です。予測には一番上の層 h_n[-1] を使います。",
)
class lowest_layer_used(OfTorch):
    def read(self, x: Tensor) -> Tensor:
        h_n: Tensor = self.lstm(x)[1][0]
        return h_n[0]


@exercise.mistake(
    "LSTMForecaster",
    "The head is given the cell state c. It is given the output h, the first of the LSTM's two states.",
    "線形層にセル状態 c を渡しています。渡すのは出力 h、つまり LSTM の 2 つの状態のうちの 1 つ目です。",
)
class cell_state_used(OfTorch):
    def read(self, x: Tensor) -> Tensor:
        c_n: Tensor = self.lstm(x)[1][1]
        return c_n[-1]


@exercise.mistake(
    "LSTMForecaster",
    "The outputs of all steps are averaged. Use that of the last step.",
    "すべての時刻の出力を平均しています。最後の時刻の出力を使います。",
)
class outputs_averaged(OfTorch):
    def read(self, x: Tensor) -> Tensor:
        out: Tensor = self.lstm(x)[0]
        return out.mean(1)


@exercise.mistake(
    "LSTMForecaster",
    "A ReLU after the head cuts off every negative forecast. A temperature, or a scaled price, can be negative: leave"
    " the head linear.",
    "線形層の後に ReLU があるため、負の予測がすべて 0 になります。気温や正規化した価格は負にもなるので、"
    "線形のまま出力します。",
)
class relu_after_the_head(OfTorch):
    def arrange(self, flat: Tensor) -> Tensor:
        return super().arrange(torch.relu(flat))


@exercise.mistake(
    "LSTMForecaster",
    "A tanh after the head keeps every forecast between -1 and 1. Leave the head linear.",
    "線形層の後に tanh があるため、予測が -1 から 1 の間に限られています。線形のまま出力します。",
)
class tanh_after_the_head(OfTorch):
    def arrange(self, flat: Tensor) -> Tensor:
        return super().arrange(torch.tanh(flat))


@exercise.mistake(
    "LSTMForecaster",
    "There is a ReLU between the LSTM and the head, which throws away every negative output. Give the output to the"
    " head as it is.",
    "LSTM と線形層の間に ReLU があり、負の出力が捨てられています。出力をそのまま線形層に渡します。",
)
class relu_before_the_head(OfTorch):
    def read(self, x: Tensor) -> Tensor:
        return torch.relu(super().read(x))


@exercise.mistake(
    "LSTMForecaster",
    "The head's outputs are read target by target: reshape to [B, n_targets, H] and exchanged axes. They come step by"
    " step, all targets of the first step first: reshape to [B, H, n_targets].",
    "線形層の出力をターゲットごとに並んでいるとみなし、[B, n_targets, H] にしてから軸を入れ替えています。"
    "出力は時刻ごとに、最初の時刻の全ターゲットから並べます。[B, H, n_targets] に変形します。",
)
class target_by_target(OfTorch):
    def arrange(self, flat: Tensor) -> Tensor:
        return flat.view(len(flat), *self.shape[::-1]).transpose(1, 2)


@exercise.mistake(
    "LSTMForecaster",
    "The result has the shape [B, n_targets, H]. It is [B, H, n_targets]: time before features, as everywhere in this"
    " chapter.",
    "結果の形状が [B, n_targets, H] になっています。この章のほかの配列と同じく、時間が先の [B, H, n_targets] です。",
)
class targets_before_steps(OfTorch):
    def arrange(self, flat: Tensor) -> Tensor:
        return super().arrange(flat).transpose(1, 2)


@exercise.mistake(
    "LSTMForecaster",
    "The outputs are reshaped to [B, n_targets, H]. Reshape to [B, H, n_targets]: time before features, as everywhere in"
    " this chapter.",
    "線形層の出力を [B, n_targets, H] に変形しています。この章のほかの配列と同じく、時間が先の [B, H, n_targets] に"
    "変形します。",
)
class reshaped_to_targets_first(OfTorch):
    def arrange(self, flat: Tensor) -> Tensor:
        return flat.view(len(flat), *self.shape[::-1])


@exercise.mistake(
    "LSTMForecaster",
    "The result has two axes, [B, H * n_targets]. Reshape it to [B, H, n_targets].",
    "結果の軸が [B, H * n_targets] の 2 つになっています。[B, H, n_targets] に変形します。",
)
class left_flat(OfTorch):
    def arrange(self, flat: Tensor) -> Tensor:
        return flat


@exercise.mistake(
    "LSTMForecaster",
    "With a single target its axis is missing. The result always has three axes.",
    "ターゲットが 1 つのとき、その軸がありません。結果は常に 3 つの軸を持ちます。",
)
class single_target_without_axis(OfTorch):
    def arrange(self, flat: Tensor) -> Tensor:
        return super().arrange(flat).squeeze(2)


@exercise.mistake(
    "LSTMForecaster",
    "Axes of size 1 are lost, as squeeze() does, also that of a batch of one. The result always has three axes.",
    "squeeze() を使ったときのように、サイズ 1 の軸が失われています。サイズ 1 のバッチの軸もです。"
    "結果は常に 3 つの軸を持ちます。",
)
class axes_of_size_one_lost(OfTorch):
    def arrange(self, flat: Tensor) -> Tensor:
        return super().arrange(flat).squeeze()


@exercise.mistake(
    "LSTMForecaster",
    "num_layers is not passed on: the LSTM always has one layer.",
    "num_layers が渡されておらず、LSTM がいつも 1 層です。",
)
class always_one_layer(OfTorch):
    def __init__(self, n_features: int, hidden: int, horizon: int, n_targets: int = 1, num_layers: int = 1) -> None:
        super().__init__(n_features, hidden, horizon, n_targets)


@exercise.mistake(
    "LSTMForecaster",
    "n_targets is not used: the head has only one output for each step. It has horizon * n_targets.",
    "n_targets が使われておらず、線形層の出力が 1 ステップに 1 つしかありません。horizon * n_targets 個にします。",
)
class always_one_target(OfTorch):
    def __init__(self, n_features: int, hidden: int, horizon: int, n_targets: int = 1, num_layers: int = 1) -> None:
        super().__init__(n_features, hidden, horizon, 1, num_layers)


@exercise.mistake(
    "LSTMForecaster",
    "The state of the first call is carried over to the second. Windows are independent of each other: call the LSTM"
    " without a state, which means zeros.",
    "1 回目の呼び出しの状態が 2 回目に引き継がれています。ウィンドウどうしは独立です。状態を渡さずに LSTM を呼べば、"
    "ゼロから始まります。",
)
class state_carried_over(OfTorch):
    state: Any = None

    def read(self, x: Tensor) -> Tensor:
        out, self.state = self.lstm(x, self.state)
        last: Tensor = out[:, -1]
        return last


@exercise.mistake(
    "LSTMForecaster",
    "The LSTM is cut off from the graph, so it never learns. Do not use detach() or torch.no_grad() in forward.",
    "LSTM が計算グラフから切り離されているため、まったく学習しません。forward の中で detach() や torch.no_grad() を"
    "使わないでください。",
)
class lstm_cut_off(OfTorch):
    def read(self, x: Tensor) -> Tensor:
        return super().read(x).detach()
