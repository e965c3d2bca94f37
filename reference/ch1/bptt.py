"""Reference of ch1.bptt: back-propagation through time (Werbos 1990), by hand."""

from collections.abc import Callable

import torch
from torch import Tensor

from autograder.drawing import Draw
from autograder.exercise import NO_AUTOGRAD, NO_RNN, Exercise, Probe, call

exercise = Exercise(
    title="Back-propagation through time",
    title_ja="BPTT（時間方向の逆伝播）",
    position=5,
    points=9,
    difficulty=4,
    minutes=40,
    forbidden=(*NO_RNN, *NO_AUTOGRAD),
)

Gradients = tuple[Tensor, ...]


def differentiated(forward: Callable[..., Tensor], d_output: Tensor, *inputs: Tensor) -> Gradients:
    """The gradients of what `forward` returns, weighted with `d_output`, with respect to its five inputs."""
    with torch.enable_grad():
        leaves = [tensor.detach().clone().requires_grad_() for tensor in inputs]
        return torch.autograd.grad(forward(*leaves), leaves, d_output)


@exercise.oracle("d_x", "d_h0", "d_weight_ih", "d_weight_hh", "d_bias")
def bptt(d_output: Tensor, x: Tensor, h0: Tensor, weight_ih: Tensor, weight_hh: Tensor, bias: Tensor) -> Gradients:
    """By automatic differentiation of the unrolled network."""

    def forward(x: Tensor, h: Tensor, W_ih: Tensor, W_hh: Tensor, b: Tensor) -> Tensor:
        states = []
        for x_t in x.unbind(1):
            h = torch.tanh(torch.einsum("bi,ki->bk", x_t, W_ih) + torch.einsum("bh,kh->bk", h, W_hh) + b)
            states.append(h)
        return torch.stack(states, 1)

    return differentiated(forward, d_output, x, h0, weight_ih, weight_hh, bias)


@exercise.twin("bptt")
def bptt_of_torch(d_output: Tensor, x: Tensor, h0: Tensor, W_ih: Tensor, W_hh: Tensor, b: Tensor) -> Gradients:
    """torch.nn.RNN with these weights and a second bias of zeros, differentiated."""

    def forward(x: Tensor, h0: Tensor, W_ih: Tensor, W_hh: Tensor, b: Tensor) -> Tensor:
        weights = (W_ih, W_hh, b, torch.zeros_like(b))
        return torch.rnn_tanh(x, h0.unsqueeze(0), weights, True, 1, 0.0, False, False, True)[0]

    return differentiated(forward, d_output, x, h0, W_ih, W_hh, b)


def arguments(draw: Draw, B: int, T: int, I: int, H: int, contiguous: bool = True) -> list[Tensor]:
    """d_output ``[B, T, H]``, x ``[B, T, I]``, h0 ``[B, H]``, weight_ih ``[H, I]``, weight_hh ``[H, H]``, bias ``[H]``."""
    d_output = draw.normal(B, T, H, contiguous=contiguous)
    x = draw.normal(B, T, I, contiguous=contiguous)
    h0 = draw.normal(B, H, contiguous=contiguous)
    return [d_output, x, h0, draw.normal(H, I), draw.normal(H, H), draw.normal(H)]


def loss_at(draw: Draw, step: int, B: int, T: int, I: int, H: int) -> Probe:
    """A loss that looks at the state of one step only."""
    d_output, *given = arguments(draw, B, T, I, H)
    only = torch.zeros_like(d_output)
    only[:, step] = d_output[:, step]
    return call("bptt", only, *given)


@exercise.case(0.5, public=True)
def two_steps_by_hand(draw: Draw) -> Probe:
    """One sample, two steps, one feature, one hidden unit: small enough to check with a pocket calculator."""
    return call("bptt", *arguments(draw, B=1, T=2, I=1, H=1))


@exercise.case(0.75, public=True)
def a_batch_of_sequences(draw: Draw) -> Probe:
    """Two samples of three steps, with a loss at every step."""
    return call("bptt", *arguments(draw, B=2, T=3, I=1, H=2))


@exercise.case(0.5, public=True)
def a_loss_at_the_last_step(draw: Draw) -> Probe:
    """d_output is zero but at the last step: earlier steps get a gradient all the same, through the states."""
    return loss_at(draw, -1, B=1, T=3, I=1, H=2)


@exercise.case(1.75)
def sizes_all_different(draw: Draw) -> Probe:
    """A loss at every step, with every size different."""
    return call("bptt", *arguments(draw, B=3, T=6, I=4, H=5))


@exercise.case(1)
def sizes_all_equal(draw: Draw) -> Probe:
    """Every size is the same, so that exchanged axes raise nothing."""
    return call("bptt", *arguments(draw, B=4, T=4, I=4, H=4))


@exercise.case(0.5)
def a_single_step(draw: Draw) -> Probe:
    """A sequence of one step, where nothing flows between steps."""
    return call("bptt", *arguments(draw, B=3, T=1, I=4, H=5))


@exercise.case(0.75)
def a_long_sequence(draw: Draw) -> Probe:
    """Forty steps, with an orthogonal weight_hh that neither shrinks nor stretches what it is multiplied with."""
    d_output, x, h0, W_ih, W_hh, b = arguments(draw, B=2, T=40, I=3, H=4)
    return call("bptt", d_output, x, h0, W_ih / 4, torch.linalg.qr(W_hh)[0], b / 4)


@exercise.case(0.75)
def a_loss_at_the_last_step_only(draw: Draw) -> Probe:
    """d_output is zero but at the last of six steps."""
    return loss_at(draw, -1, B=3, T=6, I=4, H=5)


@exercise.case(0.25)
def a_loss_at_the_first_step_only(draw: Draw) -> Probe:
    """d_output is zero but at the first step: inputs of later steps get a gradient of zero."""
    return loss_at(draw, 0, B=3, T=4, I=2, H=5)


@exercise.case(0.5)
def a_batch_of_one(draw: Draw) -> Probe:
    """A batch of one keeps its batch axis."""
    return call("bptt", *arguments(draw, B=1, T=5, I=4, H=3))


@exercise.case(0.25)
def inputs_that_are_not_contiguous(draw: Draw) -> Probe:
    """Inputs that are views of a transposed tensor, as x is when it comes with time first."""
    return call("bptt", *arguments(draw, B=3, T=6, I=4, H=5, contiguous=False))


@exercise.case(0.5, dtype="float32")
def single_precision(draw: Draw) -> Probe:
    """float32 in, float32 out."""
    return call("bptt", *arguments(draw, B=3, T=6, I=4, H=5))


@exercise.case(0.25, no_grad=True)
def without_recording_gradients(draw: Draw) -> Probe:
    """Inside torch.no_grad(), where nothing but your own formulas can give a gradient."""
    return call("bptt", *arguments(draw, B=2, T=5, I=4, H=3))


@exercise.case(0.75, watch="everything")
def arguments_stay_as_they_are(draw: Draw) -> Probe:
    """The call leaves its arguments, also d_output, unchanged; it changes nothing else either, and gives the same when repeated."""
    return call("bptt", *arguments(draw, B=3, T=6, I=4, H=5))


# Gradients of the gradients are not asked. Wrong implementations: the loop with one line changed.


def states_of(x: Tensor, h: Tensor, W_ih: Tensor, W_hh: Tensor, b: Tensor) -> list[Tensor]:
    """h0 and the state after each step."""
    states = [h]
    for t in range(x.shape[1]):
        states.append(torch.tanh(x[:, t] @ W_ih.T + states[t] @ W_hh.T + b))
    return states


def backward(d_h: Tensor, x: Tensor, h_prev: Tensor, h: Tensor, W_ih: Tensor, W_hh: Tensor) -> Gradients:
    """The gradients of one step."""
    d_a = d_h * (1 - h * h)
    return d_a @ W_ih, d_a @ W_hh, d_a.T @ x, d_a.T @ h_prev, d_a.sum(0)


#: What reaches state t, of its own gradient, the one carried back from step t + 1, t and T.
Reaching = Callable[[Tensor, Tensor, int, int], Tensor]


def loop(
    d_output: Tensor,
    *forward: Tensor,
    reaching: Reaching = lambda own, carried, t, T: own + carried,
    old: Callable[[int], int] = lambda t: t,
    ascending: bool = False,
    weights: slice = slice(None),
    append: bool = False,
) -> Gradients:
    """The right loop, but for what is changed.

    `old`: the number of the state before step t. `weights`: the steps, first to last, that add to the gradients of the
    weights. `append`: the gradients of x are appended as they are made.
    """
    x, h0, W_ih, W_hh, _ = forward
    states, T = states_of(*forward), x.shape[1]
    carried = torch.zeros_like(h0)
    found: dict[int, Gradients] = {}
    for t in range(T) if ascending else reversed(range(T)):
        d_h = reaching(d_output[:, t], carried, t, T)
        found[t] = backward(d_h, x[:, t], states[old(t)], states[t + 1], W_ih, W_hh)
        carried = found[t][1]
    d_x = torch.stack([found[t][0] for t in (found if append else sorted(found))], 1)
    counted = [found[t] for t in sorted(found)[weights]]
    d_W_ih, d_W_hh, d_b = (torch.stack([step[k] for step in counted]).sum(0) for k in (2, 3, 4))
    return d_x, carried, d_W_ih, d_W_hh, d_b


@exercise.mistake(
    "bptt",
    "Nothing is carried from one step to the one before. A state has an effect on the loss of its own step and, through"
    " the next state, on all later ones: add what arrives from step t + 1 to d_output[:, t].",
    "時刻の間で勾配が受け渡されていません。状態は、その時刻の損失だけでなく、次の状態を通じて後のすべての損失に影響"
    "します。時刻 t + 1 から届く勾配を d_output[:, t] に足します。",
)
def nothing_carried_between_steps(*args: Tensor) -> Gradients:
    return loop(*args, reaching=lambda own, carried, t, T: own)


@exercise.mistake(
    "bptt",
    "Only the d_output of the last step is used. Every step has its own loss term: add d_output[:, t] at each of them.",
    "最後の時刻の d_output しか使われていません。各時刻に損失の項があるので、それぞれで d_output[:, t] を足します。",
)
def only_the_last_loss_used(*args: Tensor) -> Gradients:
    return loop(*args, reaching=lambda own, carried, t, T: own + carried if t == T - 1 else carried)


@exercise.mistake(
    "bptt",
    "The gradients of the weights are overwritten at each step, so only those of step 0 are left. The steps share the"
    " weights: add the gradients up.",
    "重みの勾配が各時刻で上書きされ、時刻 0 の分しか残っていません。重みは全時刻で共有されるので、足し合わせます。",
)
def weight_gradients_overwritten(*args: Tensor) -> Gradients:
    return loop(*args, weights=slice(1))


@exercise.mistake(
    "bptt",
    "The gradients of the weights come from the last step only. The steps share the weights: add the gradients up.",
    "重みの勾配が最後の時刻の分だけです。重みは全時刻で共有されるので、全時刻の勾配を足し合わせます。",
)
def weight_gradients_of_the_last_step(*args: Tensor) -> Gradients:
    return loop(*args, weights=slice(-1, None))


@exercise.mistake(
    "bptt",
    "The loop back runs from the first step to the last. Step t needs what arrives from step t + 1: go from T - 1 down"
    " to 0.",
    "逆伝播のループが最初の時刻から始まっています。時刻 t には時刻 t + 1 から届く勾配が必要なので、T - 1 から 0 "
    "へ進みます。",
)
def loop_runs_forwards(*args: Tensor) -> Gradients:
    return loop(*args, ascending=True)


@exercise.mistake(
    "bptt",
    "The loop back stops before step 0. range(T - 1, 0, -1) does not contain 0: the last number is -1, or use"
    " reversed(range(T)).",
    "逆伝播のループが時刻 0 の手前で終わっています。range(T - 1, 0, -1) は 0 を含みません。終端を -1 にするか、"
    "reversed(range(T)) を使います。",
)
def first_step_left_out(d_output: Tensor, x: Tensor, h0: Tensor, *weights: Tensor) -> Gradients:
    if x.shape[1] == 1:
        return torch.zeros_like(x), torch.zeros_like(h0), *(torch.zeros_like(weight) for weight in weights)
    state = states_of(x, h0, *weights)[1]
    d_x, *others = loop(d_output[:, 1:], x[:, 1:], state, *weights)
    return torch.cat([torch.zeros_like(x[:, :1]), d_x], 1), *others


@exercise.mistake(
    "bptt",
    "d_h0 is zero. What is left in the running gradient after step 0 is the gradient of h0.",
    "d_h0 がゼロのままです。時刻 0 の処理の後に残っている勾配が、h0 の勾配です。",
)
def no_gradient_for_h0(*args: Tensor) -> Gradients:
    d_x, d_h0, *others = bptt(*args)
    return d_x, torch.zeros_like(d_h0), *others


@exercise.mistake(
    "bptt",
    "d_h0 is the gradient that reaches the state after step 0, not the one before it. It has to go back through step 0 too.",
    "d_h0 が、時刻 0 の後の状態に届く勾配になっています。時刻 0 のステップもさかのぼる必要があります。",
)
def gradient_of_the_first_state_for_h0(d_output: Tensor, x: Tensor, h0: Tensor, *weights: Tensor) -> Gradients:
    d_x, _, *others = bptt(d_output, x, h0, *weights)
    carried = torch.zeros_like(h0)
    if x.shape[1] > 1:
        carried = bptt(d_output[:, 1:], x[:, 1:], states_of(x, h0, *weights)[1], *weights)[1]
    return d_x, d_output[:, 0] + carried, *others


@exercise.mistake(
    "bptt",
    "The gradients of the weights are divided by T. The loss terms are added, not averaged, so the gradients are too.",
    "重みの勾配を T で割っています。損失の項は平均ではなく和なので、勾配も和になります。",
)
def averaged_over_time(d_output: Tensor, *forward: Tensor) -> Gradients:
    d_x, d_h0, *of_weights = bptt(d_output, *forward)
    d_W_ih, d_W_hh, d_b = [gradient / d_output.shape[1] for gradient in of_weights]
    return d_x, d_h0, d_W_ih, d_W_hh, d_b


@exercise.mistake(
    "bptt",
    "The gradients of the weights are divided by the size of the batch. They are sums over samples and steps.",
    "重みの勾配をバッチの大きさで割っています。サンプルと時刻についての和を取ります。",
)
def averaged_over_the_batch(d_output: Tensor, *forward: Tensor) -> Gradients:
    d_x, d_h0, *of_weights = bptt(d_output, *forward)
    d_W_ih, d_W_hh, d_b = [gradient / len(d_output) for gradient in of_weights]
    return d_x, d_h0, d_W_ih, d_W_hh, d_b


@exercise.mistake(
    "bptt",
    "The state after each step is used where the state before it belongs. weight_hh was multiplied by the old state.",
    "各ステップの前の状態を使うところで、後の状態を使っています。weight_hh に掛かっていたのは古い状態です。",
)
def new_state_for_the_old(*args: Tensor) -> Gradients:
    return loop(*args, old=lambda t: t + 1)


@exercise.mistake(
    "bptt",
    "h0 is used as the old state of every step. Only step 0 starts from it; keep the states of the forward pass.",
    "どの時刻でも h0 を直前の状態として使っています。h0 から始まるのは時刻 0 だけです。順伝播の状態を保存しておきます。",
)
def h0_for_every_old_state(*args: Tensor) -> Gradients:
    return loop(*args, old=lambda t: 0)


@exercise.mistake(
    "bptt",
    "The forward pass starts from zeros. The states of all steps depend on h0.",
    "順伝播がゼロから始まっています。どの時刻の状態も h0 に依存します。",
)
def forward_pass_from_zeros(d_output: Tensor, x: Tensor, h0: Tensor, *weights: Tensor) -> Gradients:
    return bptt(d_output, x, torch.zeros_like(h0), *weights)


@exercise.mistake(
    "bptt",
    "d_x is in reverse order: the loop makes its last step first. Write each gradient to its own place, or reverse the list.",
    "d_x の時間の順序が逆です。ループは最後の時刻から計算するので、それぞれの位置に書き込むか、リストを逆順にします。",
)
def d_x_in_reverse(*args: Tensor) -> Gradients:
    return loop(*args, append=True)


_ADDED_UP = (
    "The gradient that arrives from later steps is counted twice. What the step returns for its old state is the whole of"
    " it: it takes the place of the one before."
)
_ADDED_UP_JA = (
    "後の時刻から届く勾配を二重に数えています。ステップが古い状態に対して返す勾配がすべてなので、足し込まずに"
    "置き換えます。"
)


@exercise.mistake("bptt", _ADDED_UP, _ADDED_UP_JA)
def carried_gradient_added_up(d_output: Tensor, *forward: Tensor) -> Gradients:
    total = torch.zeros_like(forward[1])

    def reaching(own: Tensor, carried: Tensor, t: int, T: int) -> Tensor:
        nonlocal total
        total = total + carried
        return own + total

    d_x, d_h0, *others = loop(d_output, *forward, reaching=reaching)
    return d_x, total + d_h0, *others


@exercise.mistake("bptt", _ADDED_UP, _ADDED_UP_JA)
def carried_gradient_added_to_the_sum(d_output: Tensor, *forward: Tensor) -> Gradients:
    whole = torch.zeros_like(forward[1])

    def reaching(own: Tensor, carried: Tensor, t: int, T: int) -> Tensor:
        nonlocal whole
        whole = own + whole + carried
        return whole

    d_x, d_h0, *others = loop(d_output, *forward, reaching=reaching)
    return d_x, whole + d_h0, *others


@exercise.mistake(
    "bptt",
    "What is carried back is added to the tensor d_output itself, which the caller still needs. Keep it in a tensor of its"
    " own.",
    "さかのぼる勾配を引数 d_output そのものに足し込んでいます。呼び出し側がまだ使うので、別のテンソルに持ちます。",
)
def d_output_overwritten(d_output: Tensor, *forward: Tensor) -> Gradients:
    def reaching(own: Tensor, carried: Tensor, t: int, T: int) -> Tensor:
        own += carried
        return own

    return loop(d_output, *forward, reaching=reaching)
