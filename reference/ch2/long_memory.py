"""Reference of ch2.long_memory: remembering the first symbol over many steps, which a forget bias of log T makes possible
(Gers, Schmidhuber and Cummins 2000; Jozefowicz, Zaremba and Sutskever 2015; Tallec and Ollivier 2018)."""

import math
from collections.abc import Callable
from typing import Any

import torch
from torch import Tensor, nn

from autograder.drawing import Draw
from autograder.exercise import Callback, Earlier, Exercise, Goal, Probe, Run, Step, build, call

exercise = Exercise(
    title="A memory that lasts",
    title_ja="長く続く記憶",
    position=12,
    points=8,
    difficulty=4,
    minutes=45,
    # An optimiser divides by small numbers, which makes rounding errors grow from step to step.
    tolerance={"float64": 1e-7, "float32": 3e-3},
)

#: The first symbol is one of 4; the noise behind it is drawn from 6 others.
SYMBOLS, NOISE, HIDDEN = 4, 6, 32
#: A tensor that is made from a Python number is float32 unless somebody says otherwise; nobody has to.
SINGLE = 1e-5
#: torch.nn.utils.clip_grad_norm_ divides by the norm plus 1e-6; somebody who divides by the norm itself is right as well.
CLIPPED = 2e-6


@exercise.oracle("the share")
def retention(bias: float, steps: int) -> float:
    """One factor a step."""
    left = 1.0
    for _ in range(steps):
        left *= 1 / (1 + math.exp(-bias))
    return left


@exercise.twin("retention")
def retention_by_logarithm(bias: float, steps: int) -> float:
    """By the logarithm of the sigmoid."""
    return math.exp(steps * float(nn.functional.logsigmoid(torch.tensor(bias, dtype=torch.float64))))


@exercise.oracle()
def init_forget_bias(lstm: nn.LSTM, steps: int) -> None:
    """Written into the vectors, block by block."""
    filled(lstm, {"bias_ih": math.log(steps), "bias_hh": 0.0})


def filled(lstm: nn.LSTM, values: dict[str, float], block: int = 1, layers: int | None = None) -> None:
    """Fill one block of the biases of the first `layers` layers with these values."""
    H = lstm.hidden_size
    with torch.no_grad():
        for layer in range(lstm.num_layers if layers is None else layers):
            for name, value in values.items():
                getattr(lstm, f"{name}_l{layer}")[block * H : (block + 1) * H] = value


@exercise.oracle("logits")
class Recall(nn.Module):
    """Embedding, LSTM, and a linear layer on its last state."""

    def __init__(self, vocab_size: int, n_classes: int, hidden_size: int, steps: int) -> None:
        super().__init__()
        self.embed = nn.Embedding(vocab_size, hidden_size)
        self.lstm = nn.LSTM(hidden_size, hidden_size, batch_first=True)
        self.head = nn.Linear(hidden_size, n_classes)
        init_forget_bias(self.lstm, steps)

    def forward(self, ids: Tensor) -> Tensor:
        """Step by step, and h_n instead of the last output."""
        state = None
        for t in range(ids.shape[1]):
            _, state = self.lstm(self.embed.weight[ids[:, t : t + 1]], state)
        assert state is not None
        h_n: Tensor = state[0][-1]
        return h_n @ self.head.weight.T + self.head.bias


@exercise.twin("Recall")
class RecallByCell(Recall):
    """torch's cell in place of its layer."""

    def forward(self, ids: Tensor) -> Tensor:
        weights = [getattr(self.lstm, f"{name}_l0") for name in ("weight_ih", "weight_hh", "bias_ih", "bias_hh")]
        h = c = self.embed.weight.new_zeros(len(ids), self.lstm.hidden_size)
        for ids_t in ids.T:
            h, c = torch.lstm_cell(self.embed(ids_t), (h, c), *weights)
        logits: Tensor = self.head(h)
        return logits


@exercise.oracle("losses")
def train(model: nn.Module, x: Tensor, y: Tensor, epochs: int, batch_size: int, lr: float = 0.01) -> list[float]:
    """Adam over the batches in their order."""
    return trained(model, x, y, epochs, batch_size, lr)


def trained(
    model: nn.Module,
    x: Tensor,
    y: Tensor,
    epochs: int,
    batch_size: int,
    lr: float,
    *,
    clear: str = "before backward",
    clip: bool = True,
    reduction: str = "mean",
    batches: Callable[[int, int], list[slice]] | None = None,
) -> list[float]:
    """The training, with what a mistake changes of it."""
    optimiser = torch.optim.Adam(model.parameters(), lr=lr)
    losses = []
    for _ in range(epochs):
        if clear == "once an epoch":
            optimiser.zero_grad()
        for rows in (batches or in_order)(len(x), batch_size):
            logits = model(x[rows])
            loss = nn.functional.cross_entropy(logits, y[rows], reduction=reduction)
            if clear == "before backward":
                optimiser.zero_grad()
            loss.backward()
            if clip:
                nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimiser.step()
            if clear == "after the update":
                optimiser.zero_grad()
            losses.append(loss.item())
    return losses


def in_order(n: int, batch_size: int) -> list[slice]:
    """The rows of each batch; the last one may be smaller."""
    return [slice(begin, min(begin + batch_size, n)) for begin in range(0, n, batch_size)]


@exercise.twin("train")
def train_by_hand(
    model: nn.Module, x: Tensor, y: Tensor, epochs: int, batch_size: int, lr: float = 0.01
) -> list[float]:
    """Kingma and Ba's formulas (2015), written out."""
    parameters = list(model.parameters())
    first, second = ([torch.zeros_like(p) for p in parameters] for _ in range(2))
    losses: list[float] = []
    for some_x, some_y in zip(x.split(batch_size) * epochs, y.split(batch_size) * epochs, strict=True):
        loss = -model(some_x).log_softmax(-1)[torch.arange(len(some_y)), some_y].mean()
        gradients = torch.autograd.grad(loss, parameters)
        norm = torch.sqrt(torch.stack([(g**2).sum() for g in gradients]).sum())
        step = len(losses) + 1
        for p, g, m, v in zip(parameters, gradients, first, second, strict=True):
            g = g * torch.clamp(1 / (norm + 1e-6), max=1.0)
            m.mul_(0.9).add_(0.1 * g)
            v.mul_(0.999).add_(0.001 * g**2)
            with torch.no_grad():
                p.sub_(lr * (m / (1 - 0.9**step)) / (torch.sqrt(v / (1 - 0.999**step)) + 1e-8))
        losses.append(float(loss.detach()))
    return losses


def lstm(draw: Draw, I: int, H: int, layers: int) -> Callback:
    """A torch.nn.LSTM with random parameters."""
    parameters: dict[str, Tensor] = {}
    for layer in range(layers):
        parameters |= {
            f"weight_ih_l{layer}": draw.normal(4 * H, H if layer else I),
            f"weight_hh_l{layer}": draw.normal(4 * H, H),
            f"bias_ih_l{layer}": draw.normal(4 * H),
            f"bias_hh_l{layer}": draw.normal(4 * H),
        }
    return Callback("lstm", parameters)


def given(draw: Draw, V: int, C: int, H: int, *then: Step, scale: float = 1.0) -> Probe:
    """A model with random parameters, and what is done with it."""
    parameters = {
        "embed.weight": draw.normal(V, H),
        "lstm.weight_ih_l0": draw.normal(4 * H, H),
        "lstm.weight_hh_l0": draw.normal(4 * H, H),
        "lstm.bias_ih_l0": draw.normal(4 * H),
        "lstm.bias_hh_l0": draw.normal(4 * H),
        "head.weight": draw.normal(C, H, scale=scale),
        "head.bias": draw.normal(C),
    }
    return build("Recall", V, C, H, 10, parameters=parameters, then=then)


def learn(draw: Draw, n: int, T: int, epochs: int, batch_size: int, **options: float) -> Probe:
    """A few updates from random parameters, which are so wrong that the gradient is long enough to be clipped."""
    x, y = draw.integers(0, 5, n, T), torch.arange(n) % 3
    return given(
        draw,
        5,
        3,
        4,
        Step("train", (Earlier(0), x, y, epochs, batch_size), options, keep=True),
        Step("$0", (x,)),
        scale=10.0,
    )


def learn_again(draw: Draw, n: int, T: int, epochs: int, batch_size: int, **options: float) -> Probe:
    """As `learn`, of a model that somebody has gone backward through before, so that gradients lie there."""
    x, y = draw.integers(0, 5, n, T), torch.arange(n) % 3
    return given(
        draw,
        5,
        3,
        4,
        Step("$0", (x[:2],), tensor=True),
        Step("$1.sum"),
        Step("$2.backward"),
        Step("train", (Earlier(0), x, y, epochs, batch_size), options, keep=True),
        Step("$0", (x,)),
        scale=10.0,
    )


def recall(draw: Draw, n: int, steps: int, epochs: int, batch_size: int, fresh: int, **options: float) -> Run:
    """A new model is trained on n sequences, and answers for fresh ones."""

    def sequences(count: int) -> Tensor:
        first = draw.integers(0, SYMBOLS, count, 1)
        return torch.cat([first, draw.integers(SYMBOLS, SYMBOLS + NOISE, count, steps)], 1)

    x, unseen = sequences(n), sequences(fresh)
    probe = build(
        "Recall",
        SYMBOLS + NOISE,
        SYMBOLS,
        HIDDEN,
        steps,
        parameters=None,
        then=(Step("train", (Earlier(0), x, x[:, 0].clone(), epochs, batch_size), options), Step("$0", (unseen,))),
    )
    return Run(probe, (torch.zeros(fresh, SYMBOLS),), {"symbols": unseen[:, 0]})


@exercise.case(0.25, public=True, tolerance=SINGLE)
def retention_by_hand(draw: Draw) -> Probe:
    """What is left of the cell state after three steps: small enough to check with a pocket calculator."""
    return call("retention", draw.number(0, 2), 3)


@exercise.case(0.5, public=True, watch="inputs", tolerance=SINGLE)
def forget_bias_of_a_small_lstm(draw: Draw) -> Probe:
    """The biases of a small LSTM after the call; everything else stays as it was."""
    return call("init_forget_bias", lstm(draw, I=2, H=2, layers=1), 20)


@exercise.case(0.5, public=True)
def logits_of_a_small_model(draw: Draw) -> Probe:
    """The logits of a small model with given parameters."""
    return given(draw, 4, 2, 2, Step("$0", (draw.integers(0, 4, 2, 3),)))


@exercise.case(0.5, public=True)
def two_updates(draw: Draw) -> Probe:
    """The losses of two updates from given parameters, and the logits afterwards."""
    return learn(draw, n=3, T=3, epochs=1, batch_size=2)


@exercise.goals(
    Goal(
        "recalls_after_twenty_steps",
        0.25,
        "accuracy",
        "Trained on 256 sequences of 20 noise symbols, the model names the first symbol of 95 % of fresh ones.",
        against="symbols",
        at_least=0.95,
    ),
    public=True,
    cpu_seconds=20,
)
def twenty_steps(draw: Draw) -> Run:
    """Trained on 256 sequences of 20 noise symbols."""
    return recall(draw, n=256, steps=20, epochs=16, batch_size=16, fresh=100)


@exercise.case(0.5, watch="everything", tolerance=SINGLE)
def retention_over_many_steps(draw: Draw) -> Probe:
    """What is left after many steps. Nothing else changes, and the same call gives the same again."""
    return call("retention", draw.number(3, 5), int(draw.integers(30, 90, 1)))


@exercise.case(1, watch="everything", tolerance=SINGLE)
def forget_bias_of_every_layer(draw: Draw) -> Probe:
    """The biases of an LSTM with two layers, and another number of steps. Nothing else changes, and the same call gives the same again."""
    return call("init_forget_bias", lstm(draw, I=3, H=4, layers=2), int(draw.integers(30, 90, 1)))


@exercise.case(0.75, watch="everything")
def logits_of_a_batch(draw: Draw) -> Probe:
    """The logits of a batch, every size different. Nothing else changes, and the same call gives the same again."""
    return given(draw, 7, 3, 5, Step("$0", (draw.integers(0, 7, 4, 6),)))


@exercise.case(0.25, gradients=True)
def gradients_of_the_parameters(draw: Draw) -> Probe:
    """Gradients flow from the logits back to every parameter, over all steps."""
    return given(draw, 5, 3, 4, Step("$0", (draw.integers(0, 5, 2, 6),)))


@exercise.case(0.75, watch="everything", tolerance=CLIPPED)
def updates_of_two_epochs(draw: Draw) -> Probe:
    """The losses of all updates in two epochs with a last batch that is smaller, and the logits afterwards. Nothing else changes, and the same call gives the same again."""
    return learn(draw, n=8, T=4, epochs=2, batch_size=3, lr=0.02)


@exercise.case(0.25, tolerance=CLIPPED)
def gradients_that_lie_there_already(draw: Draw) -> Probe:
    """Updates of a model whose parameters hold gradients of an earlier backward(): they are cleared first."""
    return learn_again(draw, n=6, T=4, epochs=1, batch_size=2)


@exercise.goals(
    Goal(
        "recalls_after_forty_steps",
        2.5,
        "accuracy",
        "Trained on 1024 sequences of 40 noise symbols, the model names the first symbol of 70 % of fresh ones.",
        against="symbols",
        # Chance is 0.25, and torch's own biases end below 0.28. A bias of log T nearly always ends at 1. Now and then two of
        # the symbols stay merged for long, which leaves 0.75: no reason to miss.
        at_least=0.7,
    ),
    cpu_seconds=20,
)
def forty_steps(draw: Draw) -> Run:
    """Trained on 1024 sequences of 40 noise symbols."""
    return recall(draw, n=1024, steps=40, epochs=24, batch_size=32, fresh=500, lr=0.005)


# Ways to miss the point, and wrong implementations.


@exercise.shortcut("Recall")
class BiasesLeftToTorch(Recall):
    """The forget gate begins at one half."""

    def __init__(self, vocab_size: int, n_classes: int, hidden_size: int, steps: int) -> None:
        super().__init__(vocab_size, n_classes, hidden_size, steps)
        self.lstm.reset_parameters()


@exercise.mistake(
    "retention",
    "The share that is left is multiplied, not divided up: sigmoid(bias) once for every step, so a power.",
    "残る割合はステップごとに掛け合わされます。sigmoid(bias) にステップ数を掛けるのではなく、ステップ数乗します。",
)
def retention_times_steps(bias: float, steps: int) -> float:
    return retention(bias, 1) * steps


@exercise.mistake(
    "retention",
    "The bias goes through a sigmoid first: that is the value of the forget gate.",
    "バイアスはまずシグモイドを通ります。それが忘却ゲートの値です。",
)
def retention_without_sigmoid(bias: float, steps: int) -> float:
    return float(bias**steps)


@exercise.mistake(
    "retention",
    "One step too few: T steps multiply the cell state T times.",
    "1 ステップ足りません。T ステップでは、セル状態に忘却ゲートが T 回掛かります。",
)
def one_step_too_few(bias: float, steps: int) -> float:
    return retention(bias, steps - 1)


@exercise.mistake(
    "init_forget_bias",
    "The first block of the biases is that of the input gate. torch's order is i, f, g, o: f is the second block.",
    "先頭のブロックは入力ゲートのバイアスです。torch の順序は i, f, g, o なので、f は 2 番目のブロックです。",
)
def input_gate_for_forget_gate(lstm: nn.LSTM, steps: int) -> None:
    filled(lstm, {"bias_ih": math.log(steps), "bias_hh": 0.0}, block=0)


@exercise.mistake(
    "init_forget_bias",
    "Both biases are set, and torch adds them: the gate gets twice what it should. Set one, and the other to zero.",
    "両方のバイアスに値を入れています。torch は 2 つを足すので、2 倍になります。片方に入れ、もう片方は 0 にします。",
)
def both_biases_set(lstm: nn.LSTM, steps: int) -> None:
    filled(lstm, {"bias_ih": math.log(steps), "bias_hh": math.log(steps)})


@exercise.mistake(
    "init_forget_bias",
    "bias_hh keeps its random numbers, which are added to the forget gate too: set its block to zero.",
    "bias_hh に乱数が残っています。これも忘却ゲートに足されるので、該当するブロックを 0 にします。",
)
def second_bias_left(lstm: nn.LSTM, steps: int) -> None:
    filled(lstm, {"bias_ih": math.log(steps)})


@exercise.mistake(
    "init_forget_bias",
    "A bias of 1 is not enough for long spans: sigmoid(1) ** 60 is 7e-9. The bias is log(steps) here.",
    "長い系列では、バイアス 1 では足りません（sigmoid(1) の 60 乗は 7e-9 です）。ここでは log(steps) にします。",
)
def bias_of_one(lstm: nn.LSTM, steps: int) -> None:
    filled(lstm, {"bias_ih": 1.0, "bias_hh": 0.0})


@exercise.mistake(
    "init_forget_bias",
    "The biases of the other gates were changed, too: only the second block is the forget gate's.",
    "ほかのゲートのバイアスまで変わっています。忘却ゲートのバイアスは 2 番目のブロックだけです。",
)
def every_gate_changed(lstm: nn.LSTM, steps: int) -> None:
    for block in range(4):
        filled(lstm, {"bias_ih": math.log(steps), "bias_hh": 0.0}, block)


@exercise.mistake(
    "init_forget_bias",
    "The biases of the other gates were set to zero. Only the forget gate's block changes; all other entries stay as they are.",
    "ほかのゲートのバイアスが 0 になっています。変えるのは忘却ゲートのブロックだけで、ほかの要素はそのままにします。",
)
def other_gates_cleared(lstm: nn.LSTM, steps: int) -> None:
    for block in range(4):
        filled(lstm, {"bias_ih": math.log(steps) if block == 1 else 0.0, "bias_hh": 0.0}, block)


@exercise.mistake(
    "init_forget_bias",
    "Only the first layer was changed: an LSTM of several layers has biases for each.",
    "最初の層しか変わっていません。複数の層があるときは、どの層のバイアスも設定します。",
)
def first_layer_only(lstm: nn.LSTM, steps: int) -> None:
    filled(lstm, {"bias_ih": math.log(steps), "bias_hh": 0.0}, layers=1)


@exercise.mistake(
    "Recall",
    "The logits are made from the first output. The answer is asked after the last step.",
    "最初の出力からロジットを計算しています。答えるのは最後のステップの後です。",
)
class LogitsFromTheFirstOutput(Recall):
    def forward(self, ids: Tensor) -> Tensor:
        return super().forward(ids[:, :1])


@exercise.mistake(
    "Recall",
    "The logits are made from the mean of all outputs, which gives the network a way around its memory. Use the last one.",
    "全出力の平均からロジットを計算しています。これでは記憶がなくても答えられてしまいます。最後の出力を使います。",
)
class LogitsFromTheMean(Recall):
    def forward(self, ids: Tensor) -> Tensor:
        logits: Tensor = self.head(self.lstm(self.embed(ids))[0].mean(1))
        return logits


@exercise.mistake(
    "Recall",
    "The logits are made from the cell state c. What an LSTM shows is its hidden state h.",
    "セル状態 c からロジットを計算しています。LSTM が外に見せるのは隠れ状態 h です。",
)
class LogitsFromTheCellState(Recall):
    def forward(self, ids: Tensor) -> Tensor:
        logits: Tensor = self.head(self.lstm(self.embed(ids))[1][1][-1])
        return logits


@exercise.mistake(
    "Recall",
    "The state is cut off from the graph between steps, so no gradient reaches the first symbol: no detach().",
    "ステップの間で状態が計算グラフから切り離され、最初の記号に勾配が届きません。detach() は使いません。",
)
class StateDetached(Recall):
    def forward(self, ids: Tensor) -> Tensor:
        state: Any = None
        for t in range(ids.shape[1]):
            state = None if state is None else (state[0].detach(), state[1].detach())
            _, state = self.lstm(self.embed(ids[:, t : t + 1]), state)
        logits: Tensor = self.head(state[0][-1])
        return logits


@exercise.mistake(
    "train",
    "Gradients are not cleared between updates, so they add up. Call optimizer.zero_grad() before every backward().",
    "更新の間に勾配が消去されず、足し合わされています。backward() の前に毎回 optimizer.zero_grad() を呼びましょう。",
)
def gradients_not_cleared(
    model: nn.Module, x: Tensor, y: Tensor, epochs: int, batch_size: int, lr: float = 0.01
) -> list[float]:
    return trained(model, x, y, epochs, batch_size, lr, clear="never")


@exercise.mistake(
    "train",
    "The gradients are cleared once an epoch, so those of its batches add up. Call optimizer.zero_grad() before every"
    " backward().",
    "勾配がエポックごとに 1 回しか消去されず、バッチの勾配が足し合わされています。backward() の前に毎回"
    " optimizer.zero_grad() を呼びましょう。",
)
def gradients_cleared_once_an_epoch(
    model: nn.Module, x: Tensor, y: Tensor, epochs: int, batch_size: int, lr: float = 0.01
) -> list[float]:
    return trained(model, x, y, epochs, batch_size, lr, clear="once an epoch")


@exercise.mistake(
    "train",
    "The gradients are cleared after the update, so those that lie there when the training begins go into the first one. Call"
    " optimizer.zero_grad() before backward().",
    "勾配を更新のあとで消去しているため、訓練を始める前から残っている勾配が最初の更新に混ざります。optimizer.zero_grad() は"
    " backward() の前に呼びましょう。",
)
def gradients_cleared_too_late(
    model: nn.Module, x: Tensor, y: Tensor, epochs: int, batch_size: int, lr: float = 0.01
) -> list[float]:
    return trained(model, x, y, epochs, batch_size, lr, clear="after the update")


@exercise.mistake(
    "train",
    "The gradient is not clipped: the norm of all gradients together is brought down to 1 before the update.",
    "勾配がクリッピングされていません。更新の前に、全勾配のノルムを 1 以下にします。",
)
def not_clipped(model: nn.Module, x: Tensor, y: Tensor, epochs: int, batch_size: int, lr: float = 0.01) -> list[float]:
    return trained(model, x, y, epochs, batch_size, lr, clip=False)


@exercise.mistake(
    "train",
    "The losses of a batch are added up. Take their mean, so that a small batch does not count less.",
    "バッチの損失を合計しています。小さいバッチでも同じ大きさになるように、平均を取ります。",
)
def sum_for_mean(model: nn.Module, x: Tensor, y: Tensor, epochs: int, batch_size: int, lr: float = 0.01) -> list[float]:
    return trained(model, x, y, epochs, batch_size, lr, reduction="sum")


@exercise.mistake(
    "train",
    "The last batch is left out where it is smaller than the others. Every sequence is used in every epoch.",
    "最後の小さいバッチが使われていません。どのエポックでもすべての系列を使います。",
)
def last_batch_left_out(
    model: nn.Module, x: Tensor, y: Tensor, epochs: int, batch_size: int, lr: float = 0.01
) -> list[float]:
    def whole(n: int, size: int) -> list[slice]:
        return [rows for rows in in_order(n, size) if rows.stop - rows.start == size]

    return trained(model, x, y, epochs, batch_size, lr, batches=whole)


@exercise.mistake(
    "train",
    "One loss an epoch comes back. Return one for each update, in their order.",
    "エポックごとに 1 つの損失しか返っていません。更新ごとに 1 つずつ、順に返します。",
)
def one_loss_an_epoch(
    model: nn.Module, x: Tensor, y: Tensor, epochs: int, batch_size: int, lr: float = 0.01
) -> list[float]:
    losses = trained(model, x, y, epochs, batch_size, lr)
    return losses[len(losses) // epochs - 1 :: len(losses) // epochs]


@exercise.mistake(
    "train",
    "One number an epoch comes back, the mean of its losses. Return the loss of each update, in their order.",
    "エポックごとに 1 つ、損失の平均が返っています。更新ごとの損失を 1 つずつ、順に返します。",
)
def mean_loss_of_each_epoch(
    model: nn.Module, x: Tensor, y: Tensor, epochs: int, batch_size: int, lr: float = 0.01
) -> list[float]:
    losses = trained(model, x, y, epochs, batch_size, lr)
    updates = len(losses) // epochs
    return [sum(losses[k : k + updates]) / updates for k in range(0, len(losses), updates)]
