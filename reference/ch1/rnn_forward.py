"""Reference of ch1.rnn_forward: a plain recurrent network run over a batch of sequences."""

from collections.abc import Iterable

import torch
from torch import Tensor
from torch.nn.functional import linear

from autograder.drawing import Draw
from autograder.exercise import NO_RNN, Exercise, Probe, Step, call

exercise = Exercise(
    title="An RNN over a sequence",
    title_ja="系列に対する RNN の順伝播",
    position=2,
    points=6,
    difficulty=2,
    minutes=20,
    forbidden=NO_RNN,
)

Result = tuple[Tensor, Tensor]
Bias = Tensor | None


@exercise.oracle("output", "h_n")
def rnn_forward(
    x: Tensor, h0: Tensor | None, weight_ih: Tensor, weight_hh: Tensor, bias_ih: Bias, bias_hh: Bias
) -> Result:
    """What the inputs contribute, for all steps at once; then the recurrence, with the first state kept in front."""
    a = torch.einsum("bti,ki->btk", x, weight_ih)
    for bias in (bias_ih, bias_hh):
        a = a if bias is None else a + bias
    states = [a.new_zeros(len(x), len(weight_hh)) if h0 is None else h0]
    for t in range(x.shape[1]):
        states.append(torch.tanh(a[:, t] + torch.einsum("bh,kh->bk", states[t], weight_hh)))
    return torch.stack(states, 1)[:, 1:], states[-1]


@exercise.twin("rnn_forward")
def rnn_forward_of_torch(x: Tensor, h0: Tensor | None, W_ih: Tensor, W_hh: Tensor, b_ih: Bias, b_hh: Bias) -> Result:
    """torch.nn.RNN with these weights; torch refuses a sequence of no steps, so that is answered here."""
    H = len(W_hh)
    h = x.new_zeros(len(x), H) if h0 is None else h0
    if x.shape[1] == 0:
        return x.new_zeros(len(x), 0, H), h
    b_ih, b_hh = [x.new_zeros(H) if bias is None else bias for bias in (b_ih, b_hh)]
    output, h_n = torch.rnn_tanh(x, h.unsqueeze(0), (W_ih, W_hh, b_ih, b_hh), True, 1, 0.0, False, False, True)
    return output, h_n.squeeze(0)


def arguments(draw: Draw, B: int, T: int, I: int, H: int, contiguous: bool = True) -> list[Tensor]:
    """x ``[B, T, I]``, h0 ``[B, H]``, weight_ih ``[H, I]``, weight_hh ``[H, H]`` and both biases."""
    x = draw.normal(B, T, I, contiguous=contiguous)
    h0 = draw.normal(B, H, contiguous=contiguous)
    return [x, h0, draw.normal(H, I), draw.normal(H, H), draw.normal(H), draw.normal(H)]


@exercise.case(0.25, public=True)
def two_steps_by_hand(draw: Draw) -> Probe:
    """One sample, two steps, one feature, one hidden unit: small enough to check with a pocket calculator."""
    return call("rnn_forward", *arguments(draw, B=1, T=2, I=1, H=1))


@exercise.case(0.5, public=True)
def a_batch_of_sequences(draw: Draw) -> Probe:
    """Two samples of three steps."""
    return call("rnn_forward", *arguments(draw, B=2, T=3, I=1, H=2))


@exercise.case(0.25, public=True, gradients=True)
def gradients_of_a_batch(draw: Draw) -> Probe:
    """Gradients flow from output and h_n through all steps back to every argument."""
    return call("rnn_forward", *arguments(draw, B=2, T=3, I=1, H=2))


@exercise.case(0.75)
def sizes_all_different(draw: Draw) -> Probe:
    """Every size is different."""
    return call("rnn_forward", *arguments(draw, B=3, T=7, I=4, H=5))


@exercise.case(0.5)
def sizes_all_equal(draw: Draw) -> Probe:
    """Every size is the same, so that exchanged axes raise nothing."""
    return call("rnn_forward", *arguments(draw, B=4, T=4, I=4, H=4))


@exercise.case(0.5)
def a_long_sequence(draw: Draw) -> Probe:
    """Fifty steps."""
    x, h0, W_ih, W_hh, *biases = arguments(draw, B=2, T=50, I=3, H=4)
    return call("rnn_forward", x, h0, W_ih, W_hh / 2, *biases)


@exercise.case(0.25)
def a_single_step(draw: Draw) -> Probe:
    """A sequence of one step keeps its time axis."""
    return call("rnn_forward", *arguments(draw, B=3, T=1, I=4, H=5))


@exercise.case(0.25)
def no_steps_at_all(draw: Draw) -> Probe:
    """With T = 0, output has shape [B, 0, H] and h_n is h0."""
    return call("rnn_forward", *arguments(draw, B=3, T=0, I=4, H=5))


@exercise.case(0.25)
def a_batch_of_one(draw: Draw) -> Probe:
    """A batch of one keeps its batch axis."""
    return call("rnn_forward", *arguments(draw, B=1, T=6, I=4, H=5))


@exercise.case(0.25)
def no_initial_state(draw: Draw) -> Probe:
    """Without h0 the first step starts from zeros of x's dtype."""
    x, _, *weights = arguments(draw, B=3, T=5, I=4, H=2)
    return call("rnn_forward", x, None, *weights)


@exercise.case(0.25, dtype="float32")
def no_initial_state_in_single_precision(draw: Draw) -> Probe:
    """Without h0 float32 gives float32, over five steps and, with T = 0, over none."""
    x, _, *weights = arguments(draw, B=3, T=5, I=4, H=2)
    return Probe(tuple(Step("rnn_forward", (x[:, :T].clone(), None, *weights), keep=True) for T in (5, 0)))


@exercise.case(0.25)
def biases_left_out(draw: Draw) -> Probe:
    """Without biases, then with bias_ih only, then with bias_hh only."""
    *given, b_ih, b_hh = arguments(draw, B=3, T=4, I=2, H=5)
    choices = [(None, None), (b_ih, None), (None, b_hh)]
    return Probe(tuple(Step("rnn_forward", (*given, *biases), keep=True) for biases in choices))


@exercise.case(0.25)
def inputs_that_are_not_contiguous(draw: Draw) -> Probe:
    """Inputs that are views of a transposed tensor, as x is when it comes with time first."""
    return call("rnn_forward", *arguments(draw, B=3, T=7, I=4, H=5, contiguous=False))


@exercise.case(0.25, dtype="float32")
def single_precision(draw: Draw) -> Probe:
    """float32 in, float32 out."""
    return call("rnn_forward", *arguments(draw, B=3, T=7, I=4, H=5))


@exercise.case(0.25, no_grad=True)
def without_recording_gradients(draw: Draw) -> Probe:
    """Inside torch.no_grad()."""
    return call("rnn_forward", *arguments(draw, B=3, T=7, I=4, H=5))


@exercise.case(0.75, gradients=True)
def gradients_of_everything(draw: Draw) -> Probe:
    """Gradients of output and h_n with respect to every argument, h0 included."""
    return call("rnn_forward", *arguments(draw, B=3, T=6, I=4, H=5))


@exercise.case(0.25, watch="everything")
def arguments_stay_as_they_are(draw: Draw) -> Probe:
    """The call leaves its arguments, also h0, unchanged; it changes nothing else either, and gives the same when repeated."""
    return call("rnn_forward", *arguments(draw, B=3, T=7, I=4, H=5))


# Wrong implementations: the oracle on changed arguments or with changed results, or a loop with one line changed.


def step(x: Tensor, h: Tensor, W_ih: Tensor, W_hh: Tensor, b_ih: Bias, b_hh: Bias) -> Tensor:
    """One right step."""
    return torch.tanh(linear(x, W_ih, b_ih) + linear(h, W_hh, b_hh))


def first_state(x: Tensor, h0: Tensor | None, W_hh: Tensor) -> Tensor:
    """h0, or zeros if there is none."""
    return x.new_zeros(len(x), len(W_hh)) if h0 is None else h0


def states_over(inputs: Iterable[Tensor], h: Tensor, *weights: Tensor | None) -> list[Tensor]:
    """The state after each of `inputs`, starting from `h`."""
    W_ih, W_hh, b_ih, b_hh = weights
    assert W_ih is not None and W_hh is not None
    states = []
    for x in inputs:
        h = step(x, h, W_ih, W_hh, b_ih, b_hh)
        states.append(h)
    return states


_TIME_FIRST = "Time is taken from axis 0. x is batch-first, [B, T, I]: axis 0 counts samples, and step t is x[:, t]."
_TIME_FIRST_JA = (
    "軸 0 を時間として扱っています。x はバッチが先頭の [B, T, I] なので、軸 0 はサンプルです。時刻 t の入力は "
    "x[:, t] です。"
)


@exercise.mistake("rnn_forward", _TIME_FIRST, _TIME_FIRST_JA)
def time_taken_from_axis_0(x: Tensor, h0: Tensor | None, W_ih: Tensor, W_hh: Tensor, b_ih: Bias, b_hh: Bias) -> Result:
    states = states_over(x, first_state(x, h0, W_hh), W_ih, W_hh, b_ih, b_hh)
    return torch.stack(states, 1), states[-1]


@exercise.mistake("rnn_forward", _TIME_FIRST, _TIME_FIRST_JA)
def time_taken_from_and_stacked_on_axis_0(
    x: Tensor, h0: Tensor | None, W_ih: Tensor, W_hh: Tensor, b_ih: Bias, b_hh: Bias
) -> Result:
    states = states_over(x, first_state(x, h0, W_hh), W_ih, W_hh, b_ih, b_hh)
    return torch.stack(states, 0), states[-1]


@exercise.mistake(
    "rnn_forward",
    "The states are stacked on axis 0, which gives [T, B, H]. output is batch-first: stack them on axis 1.",
    "状態を軸 0 に積んでいるため、形状が [T, B, H] になっています。output はバッチが先頭なので、軸 1 に積みます。",
)
def states_stacked_on_axis_0(*args: Tensor) -> Result:
    output, h_n = rnn_forward(*args)
    return output.transpose(0, 1) if output.shape[1] else output, h_n


@exercise.mistake(
    "rnn_forward",
    "The shape [B, T, H] is made by reshape from [T, B, H]. reshape keeps the order of the numbers in memory, so it mixes"
    " the samples; axes are exchanged by transpose.",
    "[T, B, H] を reshape で [B, T, H] にしています。reshape は数値の並び順を変えないので、サンプルが混ざります。"
    "軸の入れ替えは transpose です。",
)
def reshaped_instead_of_transposed(*args: Tensor) -> Result:
    output, h_n = rnn_forward(*args)
    return output.transpose(0, 1).reshape(output.shape), h_n


@exercise.mistake(
    "rnn_forward",
    "Every step starts from the first state. The new state of one step is the old state of the next.",
    "どの時刻も最初の状態から始まっています。ある時刻の新しい状態が、次の時刻の古い状態になります。",
)
def state_not_carried(x: Tensor, h0: Tensor | None, W_ih: Tensor, W_hh: Tensor, b_ih: Bias, b_hh: Bias) -> Result:
    h = first_state(x, h0, W_hh)
    states = [h, *(step(x[:, t], h, W_ih, W_hh, b_ih, b_hh) for t in range(x.shape[1]))]
    return torch.stack(states, 1)[:, 1:], states[-1]


@exercise.mistake(
    "rnn_forward",
    "Every step starts from the first state, and h_n is that state: the new one is stored, but never takes the place of"
    " the old one. The new state of one step is the old state of the next.",
    "どの時刻も最初の状態から始まり、h_n もその状態のままです。新しい状態を保存していますが、古い状態と置き換えていません。"
    "ある時刻の新しい状態が、次の時刻の古い状態になります。",
)
def state_never_replaced(x: Tensor, h0: Tensor | None, W_ih: Tensor, W_hh: Tensor, b_ih: Bias, b_hh: Bias) -> Result:
    h = first_state(x, h0, W_hh)
    states = [h, *(step(x[:, t], h, W_ih, W_hh, b_ih, b_hh) for t in range(x.shape[1]))]
    return torch.stack(states, 1)[:, 1:], h


@exercise.mistake(
    "rnn_forward",
    "The state is stored before it is updated, so output starts with h0 and lacks the last state. Update first.",
    "更新する前の状態を保存しているため、output が h0 から始まり、最後の状態が抜けています。先に更新します。",
)
def stored_before_the_update(
    x: Tensor, h0: Tensor | None, W_ih: Tensor, W_hh: Tensor, b_ih: Bias, b_hh: Bias
) -> Result:
    output, h_n = rnn_forward(x, h0, W_ih, W_hh, b_ih, b_hh)
    return torch.cat([first_state(x, h0, W_hh)[:, None], output], 1)[:, :-1], h_n


@exercise.mistake(
    "rnn_forward",
    "h0 is not used: the first step always starts from zeros. Start from h0 when it is given.",
    "h0 が使われておらず、いつもゼロから始まっています。h0 が与えられたときは、そこから始めます。",
)
def initial_state_ignored(x: Tensor, h0: Tensor | None, *weights: Tensor) -> Result:
    return rnn_forward(x, None, *weights)


@exercise.mistake(
    "rnn_forward",
    "h0=None is not handled. It means that the first state is zeros.",
    "h0=None の場合が扱われていません。None は最初の状態がゼロであることを意味します。",
)
def missing_initial_state_not_handled(x: Tensor, h0: Tensor | None, *weights: Tensor) -> Result:
    if h0 is None:
        raise TypeError
    return rnn_forward(x, h0, *weights)


@exercise.mistake(
    "rnn_forward",
    "The zeros that stand in for h0 have torch's default dtype, which need not be x's. Make them from x, for example with"
    " x.new_zeros(...).",
    "h0 の代わりのゼロが既定の dtype で作られていて、x の dtype と合わないことがあります。x.new_zeros(...) などで x "
    "に合わせて作ります。",
)
def zeros_of_the_default_dtype(x: Tensor, h0: Tensor | None, W_ih: Tensor, W_hh: Tensor, *biases: Bias) -> Result:
    single = W_hh.equal(W_hh.float().to(W_hh.dtype))  # a float32 case, which is answered here in float64
    h = torch.zeros(len(x), len(W_hh), dtype=x.dtype if single else None) if h0 is None else h0
    return rnn_forward(x, h.mm(torch.eye(len(W_hh), dtype=x.dtype)), W_ih, W_hh, *biases)


@exercise.mistake(
    "rnn_forward",
    "output is prepared with torch's default dtype, so the states are rounded when they are written into it. Collect them"
    " in a list and stack it, or prepare a tensor of x's dtype.",
    "output を既定の dtype で用意しているため、状態を書き込むときに値が丸められています。リストに集めて stack するか、"
    "x と同じ dtype で用意します。",
)
def output_of_the_default_dtype(*args: Tensor) -> Result:
    output, h_n = rnn_forward(*args)
    return output.float(), h_n


@exercise.mistake(
    "rnn_forward",
    "The state is detached between steps, which cuts back-propagation through time: earlier steps get no gradient from"
    " later ones. Hand the state on as it is.",
    "時刻の間で状態を detach しているため、BPTT が断ち切られ、後の時刻から前の時刻へ勾配が流れません。"
    "状態はそのまま次へ渡します。",
)
def state_detached_between_steps(
    x: Tensor, h0: Tensor | None, W_ih: Tensor, W_hh: Tensor, b_ih: Bias, b_hh: Bias
) -> Result:
    states = [first_state(x, h0, W_hh)]
    for t in range(x.shape[1]):
        states.append(step(x[:, t], states[-1].detach(), W_ih, W_hh, b_ih, b_hh))
    return torch.stack(states, 1)[:, 1:], states[-1]


@exercise.mistake(
    "rnn_forward",
    "h_n is cut off from the graph, so nothing can be trained through it: return the last state as it is.",
    "h_n が計算グラフから切り離されているため、そこから勾配が流れません。最後の状態をそのまま返しましょう。",
)
def last_state_detached(*args: Tensor) -> Result:
    output, h_n = rnn_forward(*args)
    return output, h_n.detach()


_FROM_THE_END = "The sequence is read from its end. Time runs from index 0 upwards."
_FROM_THE_END_JA = "系列を末尾から読んでいます。時間は添字 0 から順に進みます。"


@exercise.mistake("rnn_forward", _FROM_THE_END, _FROM_THE_END_JA)
def read_from_the_end(x: Tensor, *args: Tensor) -> Result:
    output, h_n = rnn_forward(x.flip(1), *args)
    return output.flip(1), h_n


@exercise.mistake("rnn_forward", _FROM_THE_END, _FROM_THE_END_JA)
def read_and_stored_from_the_end(x: Tensor, *args: Tensor) -> Result:
    return rnn_forward(x.flip(1), *args)


@exercise.mistake(
    "rnn_forward",
    "h_n is the state after the first step. It is the state after the last one.",
    "h_n が最初のステップの後の状態になっています。返すのは最後のステップの後の状態です。",
)
def first_state_returned(*args: Tensor) -> Result:
    output, _ = rnn_forward(*args)
    return output, output[:, 0]


@exercise.mistake(
    "rnn_forward",
    "h_n has an axis of layers in front, as in torch.nn.RNN. Here it has shape [B, H].",
    "h_n の先頭に層の軸が付いています（torch.nn.RNN の形式です）。ここでは形状を [B, H] とします。",
)
def last_state_with_an_axis_of_layers(*args: Tensor) -> Result:
    output, h_n = rnn_forward(*args)
    return output, h_n.unsqueeze(0)


_NO_STEPS = "A sequence of no steps raises an exception. output then has shape [B, 0, H], and h_n is the first state."
_NO_STEPS_JA = "長さ 0 の系列で例外が発生しています。そのとき output の形状は [B, 0, H]、h_n は最初の状態そのものです。"


@exercise.mistake("rnn_forward", _NO_STEPS, _NO_STEPS_JA)
def last_state_read_from_the_output(*args: Tensor) -> Result:
    output, _ = rnn_forward(*args)
    return output, output[:, -1]


@exercise.mistake("rnn_forward", _NO_STEPS, _NO_STEPS_JA)
def an_empty_list_stacked(*args: Tensor) -> Result:
    output, h_n = rnn_forward(*args)
    return torch.stack(output.unbind(1), 1), h_n


@exercise.mistake(
    "rnn_forward",
    "The result has lost an axis of size 1: squeeze() drops the batch of one and the sequence of one step. output always"
    " has shape [B, T, H].",
    "大きさ 1 の軸が消えています。squeeze() は、1 サンプルのバッチや 1 ステップの系列の軸も消してしまいます。"
    "output の形状はいつも [B, T, H] です。",
)
def axes_of_size_one_dropped(*args: Tensor) -> Result:
    output, h_n = rnn_forward(*args)
    return output.squeeze(), h_n.squeeze()


@exercise.mistake(
    "rnn_forward",
    "The states are written into the tensor h0 that was passed in. Make new tensors; the caller may need the old one.",
    "引数 h0 のテンソルに状態を書き込んでいます。呼び出し側が古い値を使うかもしれないので、新しいテンソルを作りましょう。",
)
def initial_state_overwritten(x: Tensor, h0: Tensor | None, *weights: Tensor) -> Result:
    output, h_n = rnn_forward(x, h0, *weights)
    if h0 is not None:
        with torch.no_grad():
            h0.copy_(h_n)
    return output, h_n
