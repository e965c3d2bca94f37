"""Reference of ch1.hello_rnn: a character model with a vanilla RNN, its training and its generation (Elman 1990)."""

import math
from typing import Any

import torch
from torch import Tensor, nn

from autograder.drawing import Draw
from autograder.exercise import NO_RNN, Earlier, Exercise, Goal, Probe, Run, Step, build

exercise = Exercise(
    title="An RNN that learns hello",
    title_ja="hello を学習する RNN",
    position=11,
    points=8,
    difficulty=3,
    minutes=40,
    forbidden=NO_RNN,
    # An optimiser divides by small numbers, which makes rounding errors grow from step to step.
    tolerance={"float64": 1e-8, "float32": 1e-3},
)

#: Texts that cannot be learned without a memory: some character has two different successors.
TEXTS = ("mississippi", "abcabd", "totonou", "tatami", "committee", "assesses", "succession", "tomorrow")


@exercise.oracle("logits", "h")
class CharRNN(nn.Module):
    """Character by character, with a column of weight_ih in place of a product with a one-hot vector."""

    def __init__(self, vocab_size: int, hidden_size: int) -> None:
        super().__init__()
        k = 1 / math.sqrt(hidden_size)

        def uniform(*shape: int) -> nn.Parameter:
            return nn.Parameter(torch.empty(*shape).uniform_(-k, k))

        self.weight_ih, self.weight_hh = uniform(hidden_size, vocab_size), uniform(hidden_size, hidden_size)
        self.bias = uniform(hidden_size)
        self.weight_out, self.bias_out = uniform(vocab_size, hidden_size), uniform(vocab_size)

    def forward(self, ids: Tensor, h: Tensor | None = None) -> tuple[Tensor, Tensor]:
        """logits ``[B, T, V]`` and the last state ``[B, H]``."""
        state = self.bias.new_zeros(len(ids), len(self.bias)) if h is None else h
        logits = []
        for id_t in ids.unbind(1):
            state = torch.tanh(self.weight_ih.T[id_t] + state @ self.weight_hh.T + self.bias)
            logits.append(state @ self.weight_out.T + self.bias_out)
        return torch.stack(logits, 1), state


def mean_loss(model: nn.Module, x: Tensor, y: Tensor) -> Tensor:
    """Mean cross-entropy over all characters."""
    logits: Tensor = model(x)[0]
    return -logits.log_softmax(-1).gather(-1, y[..., None]).mean()


@exercise.oracle("losses")
def train(model: nn.Module, x: Tensor, y: Tensor, steps: int, lr: float = 0.01) -> list[float]:
    """Adam, with the norm clipped to 1."""
    return trained(model, x, y, steps, lr)


def trained(
    model: nn.Module,
    x: Tensor,
    y: Tensor,
    steps: int,
    lr: float,
    *,
    clear: bool = True,
    clip: str = "before",
    wrong_loss: Any = None,
    make: Any = torch.optim.Adam,
) -> list[float]:
    """The training, with what a mistake changes of it."""
    optimiser = make(model.parameters(), lr=lr)
    losses = []
    for _ in range(steps):
        loss = (wrong_loss or mean_loss)(model, x, y)
        if clear:
            optimiser.zero_grad()
        loss.backward()
        if clip == "before":
            nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimiser.step()
        if clip == "after":
            nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        losses.append(float(loss.detach()))
    return losses


@exercise.oracle("ids")
def generate(model: nn.Module, first: int, n: int) -> list[int]:
    """One character at a time, the state carried on."""
    ids, h = [], None
    previous = torch.tensor([[first]], device=next(model.parameters()).device)
    for _ in range(n):
        logits, h = model(previous, h)
        previous = logits.argmax(-1)
        ids.append(int(previous))
    return ids


@exercise.twin("CharRNN")
class CharRNNOfTorch(CharRNN):
    """torch's own cell, fed with one-hot vectors."""

    def forward(self, ids: Tensor, h: Tensor | None = None) -> tuple[Tensor, Tensor]:
        x = nn.functional.one_hot(ids, self.weight_ih.shape[1]).to(self.bias.dtype)
        state, states = self.bias.new_zeros(len(ids), len(self.bias)) if h is None else h, []
        for t in range(ids.shape[1]):
            nothing = torch.zeros_like(self.bias)
            state = torch.rnn_tanh_cell(x[:, t], state, self.weight_ih, self.weight_hh, self.bias, nothing)
            states.append(state)
        return nn.functional.linear(torch.stack(states, 1), self.weight_out, self.bias_out), state


@exercise.twin("train")
def train_by_hand(model: nn.Module, x: Tensor, y: Tensor, steps: int, lr: float = 0.01) -> list[float]:
    """Kingma and Ba's formulas (2015), written out."""
    parameters = list(model.parameters())
    first, second = ([torch.zeros_like(p) for p in parameters] for _ in range(2))
    losses = []
    for step in range(1, steps + 1):
        loss = nn.functional.cross_entropy(model(x)[0].flatten(0, 1), y.flatten())
        gradients = torch.autograd.grad(loss, parameters)
        norm = torch.sqrt(torch.stack([(g**2).sum() for g in gradients]).sum())
        scale = torch.clamp(1 / (norm + 1e-6), max=1.0)
        for p, g, m, v in zip(parameters, gradients, first, second, strict=True):
            m.mul_(0.9).add_(0.1 * scale * g)
            v.mul_(0.999).add_(0.001 * (scale * g) ** 2)
            with torch.no_grad():
                p.sub_(lr * (m / (1 - 0.9**step)) / (torch.sqrt(v / (1 - 0.999**step)) + 1e-8))
        losses.append(float(loss.detach()))
    return losses


@exercise.twin("generate")
def generate_from_the_start(model: nn.Module, first: int, n: int) -> list[int]:
    """Everything read again for each character."""
    ids = [first]
    for _ in range(n):
        ids.append(int(model(torch.tensor([ids]))[0][0, -1].argmax()))
    return ids[1:]


def parameters(draw: Draw, V: int, H: int, scale: float = 1.0) -> dict[str, Tensor]:
    """weight_ih ``[H, V]``, weight_hh ``[H, H]``, bias ``[H]``, weight_out ``[V, H]``, bias_out ``[V]``."""
    return {
        "weight_ih": draw.normal(H, V),
        "weight_hh": draw.normal(H, H),
        "bias": draw.normal(H),
        "weight_out": draw.normal(V, H, scale=scale),
        "bias_out": draw.normal(V),
    }


def read(draw: Draw, B: int, T: int, V: int, H: int, state: bool = False) -> Probe:
    """A batch of ids, read by a model with random parameters."""
    ids = draw.integers(0, V, B, T)
    args = (ids, draw.normal(B, H)) if state else (ids,)
    return build("CharRNN", V, H, parameters=parameters(draw, V, H), then=(Step("$0", args),))


def learn(draw: Draw, T: int, V: int, H: int, steps: int, B: int = 1, **options: float) -> Probe:
    """Some steps of training from random parameters, which are so wrong that the gradient is long enough to be clipped,
    and what the model says afterwards."""
    ids = draw.integers(0, V, B, T + 1)
    x, y = ids[:, :-1].contiguous(), ids[:, 1:].contiguous()
    return build(
        "CharRNN",
        V,
        H,
        parameters=parameters(draw, V, H, scale=4.0),
        then=(Step("train", (Earlier(0), x, y, steps), options, keep=True), Step("$0", (x,))),
    )


def write(draw: Draw, V: int, H: int, n: int) -> Probe:
    """Characters that a model with random parameters generates: several, and not those of a model without a memory."""
    while True:
        given, first = parameters(draw, V, H, scale=2.0), int(draw.integers(0, V, 1))
        model = CharRNN(V, H).double()
        model.load_state_dict(given)
        ids = generate(model, first, n)
        if len(set(ids)) > 2 and ids[: n // 2] != generates_without_the_state(model, first, n // 2):
            return build("CharRNN", V, H, parameters=given, then=(Step("generate", (Earlier(0), first, n)),))


def learn_a_text(text: str, letters: list[str], steps: int = 300, hidden: int = 16) -> Run:
    """A new model is trained on the text, and then reads and writes it."""
    ids = torch.tensor([[letters.index(letter) for letter in text]])
    V, T = len(letters), len(text) - 1
    x, y = ids[:, :-1].contiguous(), ids[:, 1:].contiguous()
    train_step = Step("train", (Earlier(0), x, y, steps))
    probe = build(
        "CharRNN",
        V,
        hidden,
        parameters=None,
        then=(train_step, Step("$0", (x,), keep=True), Step("generate", (Earlier(0), int(ids[0, 0]), T))),
    )
    like = (torch.zeros(1, T, V), torch.zeros(1, hidden)), [0] * T
    return Run(probe, like, {"next": y, "text": y[0].tolist()})


@exercise.case(0.5, public=True)
def two_characters_by_hand(draw: Draw) -> Probe:
    """Two characters, read by a model with one hidden unit: small enough to check with a pocket calculator."""
    return read(draw, B=1, T=2, V=2, H=1)


@exercise.case(0.5, public=True)
def three_steps_of_training(draw: Draw) -> Probe:
    """The losses of three steps of training, and what the model says afterwards."""
    return learn(draw, T=4, V=3, H=2, steps=3)


@exercise.case(0.5, public=True)
def six_characters(draw: Draw) -> Probe:
    """Six characters that a given model generates."""
    return write(draw, V=4, H=3, n=6)


@exercise.goals(
    Goal(
        "hello_is_learned",
        0.5,
        "cross_entropy",
        "After 300 steps on hello, the mean cross-entropy is at most 0.05; without a memory it stays above 0.34.",
        of=("0.0",),
        against="next",
        at_most=0.05,
    ),
    public=True,
    cpu_seconds=20,
)
def hello(draw: Draw) -> Run:
    """A new model is trained on hello."""
    return learn_a_text("hello", sorted(set("hello")))


@exercise.case(0.5)
def a_batch(draw: Draw) -> Probe:
    """Logits and the last state of a batch of sequences, every size different."""
    return read(draw, B=2, T=5, V=4, H=3)


@exercise.case(0.5)
def reading_goes_on_from_a_state(draw: Draw) -> Probe:
    """Reading goes on from a state that is given."""
    return read(draw, B=2, T=3, V=4, H=5, state=True)


@exercise.case(0.5, gradients=True)
def gradients_of_the_parameters(draw: Draw) -> Probe:
    """Gradients flow back through time to every parameter, and to the state that was given."""
    return read(draw, B=2, T=4, V=3, H=4, state=True)


@exercise.case(1, watch="everything")
def eight_steps_of_training(draw: Draw) -> Probe:
    """Eight steps of training on a batch of two with another learning rate: the losses, and what the model says afterwards."""
    return learn(draw, T=7, V=5, H=6, steps=8, B=2, lr=0.03)


@exercise.case(0.75, watch="everything")
def many_characters(draw: Draw) -> Probe:
    """Thirty characters that a given model generates. Nothing else changes, and the same call gives the same again."""
    return write(draw, V=9, H=8, n=30)


@exercise.case(0.25, watch="everything")
def arguments_stay_as_they_are(draw: Draw) -> Probe:
    """Reading leaves the ids and the state unchanged; it changes nothing else either, and gives the same when repeated."""
    return read(draw, B=2, T=3, V=4, H=3, state=True)


@exercise.goals(
    Goal(
        "a_text_is_learned",
        1.5,
        "cross_entropy",
        "After 300 steps on a text that needs a memory, the mean cross-entropy is at most 0.05.",
        of=("0.0",),
        against="next",
        at_most=0.05,
    ),
    Goal(
        "the_text_is_written",
        1,
        "right_entries",
        "Given its first character, the trained model writes the text to its end.",
        of=("1",),
        against="text",
        at_least=1,
    ),
    cpu_seconds=20,
)
def a_text(draw: Draw) -> Run:
    """A new model is trained on a text with characters that have several successors."""
    text = TEXTS[int(draw.integers(0, len(TEXTS), 1))]
    letters = sorted(set(text))
    order = torch.argsort(draw.normal(len(letters)))
    return learn_a_text(text, [letters[i] for i in order])


# Ways to miss the point, and wrong implementations.


@exercise.mistake(
    "CharRNN",
    "Every character is read from a state of zeros: pass the new state on to the next one. Without a memory, the best"
    " mean loss on hello is 0.3466, because l is followed by l and by o.",
    "どの文字もゼロの状態から読んでいます。新しい状態を次の文字へ渡しましょう。記憶がないと、l の次が l の場合と o の場合を区別できず、"
    "hello での平均損失は 0.3466 より下がりません。",
)
class StateNotPassedOn(CharRNN):
    def forward(self, ids: Tensor, h: Tensor | None = None) -> tuple[Tensor, Tensor]:
        read_alone = [
            super(StateNotPassedOn, self).forward(id_t[:, None], h if t == 0 else None)
            for t, id_t in enumerate(ids.unbind(1))
        ]
        return torch.cat([logits for logits, _ in read_alone], 1), read_alone[-1][1]


@exercise.mistake(
    "CharRNN",
    "Every character is read from the first state: the new state never takes the place of the old one. Without a memory, the"
    " best mean loss on hello is 0.3466, because l is followed by l and by o.",
    "どの文字も最初の状態から読んでいます。新しい状態で古い状態を置き換えましょう。記憶がないと、l の次が l の場合と o の場合を区別できず、"
    "hello での平均損失は 0.3466 より下がりません。",
)
class EveryCharacterFromTheFirstState(CharRNN):
    def forward(self, ids: Tensor, h: Tensor | None = None) -> tuple[Tensor, Tensor]:
        read_alone = [super(EveryCharacterFromTheFirstState, self).forward(id_t[:, None], h) for id_t in ids.unbind(1)]
        return torch.cat([logits for logits, _ in read_alone], 1), read_alone[-1][1]


@exercise.mistake(
    "CharRNN",
    "The state that is given is not used: start from h, and from zeros only where h is None.",
    "渡された状態 h が使われていません。h が None のときだけゼロから始めます。",
)
class GivenStateIgnored(CharRNN):
    def forward(self, ids: Tensor, h: Tensor | None = None) -> tuple[Tensor, Tensor]:
        return super().forward(ids)


@exercise.mistake(
    "CharRNN",
    "forward returns probabilities. Return logits: cross-entropy takes the softmax itself, and twice is once too often.",
    "forward が確率を返しています。ロジットを返しましょう。softmax は交差エントロピーの中で計算されるので、2 回掛けることになります。",
)
class SoftmaxInForward(CharRNN):
    def forward(self, ids: Tensor, h: Tensor | None = None) -> tuple[Tensor, Tensor]:
        logits, state = super().forward(ids, h)
        return logits.softmax(-1), state


@exercise.mistake(
    "CharRNN",
    "The logits are made from the state before the character was read. Read x_t first, then predict from h_t.",
    "文字を読む前の状態からロジットを計算しています。先に x_t を読み、h_t から予測します。",
)
class LogitsFromTheOldState(CharRNN):
    def forward(self, ids: Tensor, h: Tensor | None = None) -> tuple[Tensor, Tensor]:
        logits, state = super().forward(ids, h)
        start = self.bias.new_zeros(len(ids), len(self.bias)) if h is None else h
        first = (start @ self.weight_out.T + self.bias_out)[:, None]
        return torch.cat([first, logits[:, :-1]], 1), state


@exercise.mistake(
    "train",
    "Gradients are not cleared between steps, so they add up. Call optimizer.zero_grad() in every step.",
    "勾配がステップごとに消去されず、足し合わされています。毎ステップ optimizer.zero_grad() を呼びましょう。",
)
def gradients_not_cleared(model: nn.Module, x: Tensor, y: Tensor, steps: int, lr: float = 0.01) -> list[float]:
    return trained(model, x, y, steps, lr, clear=False)


@exercise.mistake(
    "train",
    "A softmax is taken before the cross-entropy, which takes one itself: pass it the logits.",
    "交差エントロピーの前に softmax を掛けています。交差エントロピーの中で softmax が計算されるので、ロジットを渡します。",
)
def softmax_before_cross_entropy(model: nn.Module, x: Tensor, y: Tensor, steps: int, lr: float = 0.01) -> list[float]:
    def loss(model: nn.Module, x: Tensor, y: Tensor) -> Tensor:
        return nn.functional.cross_entropy(model(x)[0].softmax(-1).flatten(0, 1), y.flatten())

    return trained(model, x, y, steps, lr, wrong_loss=loss)


@exercise.mistake(
    "train",
    "The losses are added up. Take the mean over all characters, so that the step does not grow with the text.",
    "損失を合計しています。テキストの長さで更新の大きさが変わらないように、全文字の平均を取ります。",
)
def sum_for_mean(model: nn.Module, x: Tensor, y: Tensor, steps: int, lr: float = 0.01) -> list[float]:
    return trained(model, x, y, steps, lr, wrong_loss=lambda m, x, y: mean_loss(m, x, y) * y.numel())


@exercise.mistake(
    "train",
    "The losses of the positions are added up. Take the mean over all characters, so that the step does not grow with the"
    " text.",
    "各位置の損失を合計しています。テキストの長さで更新の大きさが変わらないように、全文字の平均を取ります。",
)
def losses_of_the_positions_added_up(
    model: nn.Module, x: Tensor, y: Tensor, steps: int, lr: float = 0.01
) -> list[float]:
    return trained(model, x, y, steps, lr, wrong_loss=lambda m, x, y: mean_loss(m, x, y) * y.shape[1])


@exercise.mistake(
    "train",
    "The gradient is not clipped when the optimizer uses it. Clip its norm to 1 between backward() and step().",
    "オプティマイザが使う時点で、勾配がクリッピングされていません。backward() と step() の間で、ノルムを 1 までに"
    "抑えます。",
)
def clipped_after_the_step(model: nn.Module, x: Tensor, y: Tensor, steps: int, lr: float = 0.01) -> list[float]:
    return trained(model, x, y, steps, lr, clip="after")


@exercise.mistake(
    "train",
    "The model learns to repeat the character that it has just read: the targets are y, not x.",
    "読んだ文字をそのまま答えるように学習しています。ターゲットは x ではなく y です。",
)
def learns_to_repeat(model: nn.Module, x: Tensor, y: Tensor, steps: int, lr: float = 0.01) -> list[float]:
    return trained(model, x, x, steps, lr)


@exercise.mistake(
    "train",
    "This is plain gradient descent. The exercise asks for Adam, with its usual settings: torch.optim.Adam.",
    "通常の勾配降下法になっています。この演習では torch.optim.Adam を既定の設定で使います。",
)
def plain_gradient_descent(model: nn.Module, x: Tensor, y: Tensor, steps: int, lr: float = 0.01) -> list[float]:
    return trained(model, x, y, steps, lr, make=torch.optim.SGD)


@exercise.mistake(
    "train",
    "The optimizer is made anew in every step, so Adam forgets its averages. Make it once, before the loop.",
    "オプティマイザをステップごとに作り直しているため、Adam の移動平均が失われます。ループの前に 1 回だけ作りましょう。",
)
def optimiser_made_anew(model: nn.Module, x: Tensor, y: Tensor, steps: int, lr: float = 0.01) -> list[float]:
    return [loss for _ in range(steps) for loss in trained(model, x, y, 1, lr)]


@exercise.mistake(
    "train",
    "The learning rate that is given is not used.",
    "引数で渡された学習率が使われていません。",
)
def learning_rate_ignored(model: nn.Module, x: Tensor, y: Tensor, steps: int, lr: float = 0.01) -> list[float]:
    return trained(model, x, y, steps, 0.01)


@exercise.mistake(
    "train",
    "The learning rate that is given is not used: without lr=lr, Adam takes torch's own, 0.001.",
    "引数で渡された学習率が使われていません。lr=lr を渡さないと、Adam の学習率は torch の既定値 0.001 になります。",
)
def learning_rate_of_torch(model: nn.Module, x: Tensor, y: Tensor, steps: int, lr: float = 0.01) -> list[float]:
    return trained(model, x, y, steps, 0.001)


@exercise.mistake(
    "generate",
    "Every character is generated from a state of zeros. Carry the state on, as in training.",
    "1 文字ごとにゼロの状態から生成しています。学習のときと同じように、状態を引き継ぎましょう。",
)
def generates_without_the_state(model: nn.Module, first: int, n: int) -> list[int]:
    ids = [first]
    for _ in range(n):
        ids.append(int(model(torch.tensor([[ids[-1]]]))[0].argmax()))
    return ids[1:]


@exercise.mistake(
    "generate",
    "The first character is part of the result, and the last one is missing. Return the n characters that follow it.",
    "結果が最初の文字から始まり、最後の文字が足りません。最初の文字に続く n 個の文字を返します。",
)
def begins_with_the_first(model: nn.Module, first: int, n: int) -> list[int]:
    return [first, *generate(model, first, n)[:-1]]


@exercise.shortcut("CharRNN")
class ATableOfPairs(CharRNN):
    """What follows a character depends on that character alone."""

    def forward(self, ids: Tensor, h: Tensor | None = None) -> tuple[Tensor, Tensor]:
        logits, _ = super().forward(ids.reshape(-1, 1))
        return logits.reshape(*ids.shape, -1), self.bias.new_zeros(len(ids), len(self.bias))
