"""Reference of ch2.lstm_cell: one step of torch's LSTM (Hochreiter and Schmidhuber 1997, with forget gates)."""

from typing import Any

import torch
from torch import Tensor

from autograder.drawing import Draw
from autograder.exercise import NO_RNN, Exercise, Probe, Step, call

exercise = Exercise(
    title="One step of an LSTM",
    title_ja="LSTM の 1 ステップ",
    position=2,
    points=7,
    difficulty=2,
    minutes=15,
    forbidden=NO_RNN,
)

State = tuple[Tensor, Tensor]


@exercise.oracle("h_new", "c_new")
def lstm_cell(
    x: Tensor,
    state: State | None,
    weight_ih: Tensor,
    weight_hh: Tensor,
    bias_ih: Tensor | None = None,
    bias_hh: Tensor | None = None,
) -> State:
    """Gate by gate, each from its own rows of the stacked weights."""
    H = weight_hh.shape[1]
    h, c = state if state is not None else (x.new_zeros(len(x), H), x.new_zeros(len(x), H))

    def before_activation(block: int) -> Tensor:
        rows = slice(block * H, (block + 1) * H)
        a = x @ weight_ih[rows].T + h @ weight_hh[rows].T
        for bias in (bias_ih, bias_hh):
            a = a if bias is None else a + bias[rows]
        return a

    i, f, o = (torch.sigmoid(before_activation(block)) for block in (0, 1, 3))
    g = torch.tanh(before_activation(2))
    c_new = f * c + i * g
    return o * torch.tanh(c_new), c_new


@exercise.twin("lstm_cell")
def lstm_cell_of_torch(x: Tensor, state: State | None, *weights: Tensor | None) -> State:
    """torch.nn.LSTMCell with these weights."""
    W_ih, W_hh, *biases = weights
    assert W_ih is not None and W_hh is not None
    h, c = state if state is not None else (x.new_zeros(len(x), W_hh.shape[1]),) * 2
    b_ih, b_hh = [x.new_zeros(len(W_ih)) if bias is None else bias for bias in (*biases, None, None)][:2]
    return torch.lstm_cell(x, (h, c), W_ih, W_hh, b_ih, b_hh)


def weights(draw: Draw, I: int, H: int) -> list[Tensor]:
    """weight_ih ``[4H, I]``, weight_hh ``[4H, H]``, bias_ih and bias_hh ``[4H]``."""
    return [draw.normal(4 * H, I), draw.normal(4 * H, H), draw.normal(4 * H), draw.normal(4 * H)]


def step(draw: Draw, B: int, I: int, H: int, contiguous: bool = True) -> Probe:
    """One step of a batch of `B`, with a random state and both biases."""
    x = draw.normal(B, I, contiguous=contiguous)
    state = draw.normal(B, H, contiguous=contiguous), draw.normal(B, H, contiguous=contiguous)
    return call("lstm_cell", x, state, *weights(draw, I, H))


def saturated_step(draw: Draw) -> Probe:
    """One step of a batch of four: a row with inputs and a row with cell states so large that their exponential
    overflows."""
    x, h, c = draw.normal(4, 4), draw.normal(4, 5), draw.normal(4, 5)
    x[1] *= 1e4
    c[2] *= 1e4
    return call("lstm_cell", x, (h, c), *weights(draw, 4, 5))


@exercise.case(0.5, public=True)
def one_step_by_hand(draw: Draw) -> Probe:
    """One sample, one feature, one hidden unit: small enough to check with a pocket calculator."""
    return step(draw, B=1, I=1, H=1)


@exercise.case(0.5, public=True)
def one_step_of_a_batch(draw: Draw) -> Probe:
    """A batch of two, with three features and two hidden units."""
    return step(draw, B=2, I=3, H=2)


@exercise.case(0.5, public=True, gradients=True)
def gradients_of_a_batch(draw: Draw) -> Probe:
    """Gradients flow from h_new and from c_new back to every argument."""
    return step(draw, B=2, I=3, H=2)


@exercise.case(0.75)
def sizes_all_different(draw: Draw) -> Probe:
    """One step with every size different."""
    return step(draw, B=3, I=4, H=5)


@exercise.case(0.5)
def square_weights(draw: Draw) -> Probe:
    """As many features as stacked gate rows, so that weight_ih is square and a missing transpose raises nothing."""
    return step(draw, B=3, I=8, H=2)


@exercise.case(0.5)
def a_single_hidden_unit(draw: Draw) -> Probe:
    """One hidden unit."""
    return step(draw, B=3, I=4, H=1)


@exercise.case(0.25)
def a_batch_of_one(draw: Draw) -> Probe:
    """A batch of one keeps its batch axis."""
    return step(draw, B=1, I=4, H=5)


@exercise.case(0.25)
def zero_state(draw: Draw) -> Probe:
    """A state of zeros that is given."""
    zeros = torch.zeros(3, 5, dtype=torch.float64)
    return call("lstm_cell", draw.normal(3, 4), (zeros, zeros), *weights(draw, 4, 5))


@exercise.case(0.5)
def no_state(draw: Draw) -> Probe:
    """Without a state the step starts from zeros of x's dtype."""
    return call("lstm_cell", draw.normal(3, 4), None, *weights(draw, 4, 5))


@exercise.case(0.25)
def biases_left_out(draw: Draw) -> Probe:
    """Without biases, then with bias_ih only, then with bias_hh only."""
    x, state = draw.normal(3, 4), (draw.normal(3, 5), draw.normal(3, 5))
    W_ih, W_hh, b_ih, b_hh = weights(draw, 4, 5)
    choices: list[tuple[Tensor | None, ...]] = [(), (b_ih,), (None, b_hh)]
    return Probe(tuple(Step("lstm_cell", (x, state, W_ih, W_hh, *biases), keep=True) for biases in choices))


@exercise.case(0.25)
def inputs_that_are_not_contiguous(draw: Draw) -> Probe:
    """Inputs that are views of a transposed tensor."""
    return step(draw, B=3, I=4, H=5, contiguous=False)


@exercise.case(0.25, dtype="float32")
def single_precision(draw: Draw) -> Probe:
    """float32 in, float32 out; then without a state and without biases."""
    x, state, given = draw.normal(3, 4), (draw.normal(3, 5), draw.normal(3, 5)), weights(draw, 4, 5)
    return Probe(
        (Step("lstm_cell", (x, state, *given), keep=True), Step("lstm_cell", (x, None, *given[:2]), keep=True))
    )


@exercise.case(0.25, no_grad=True)
def without_recording_gradients(draw: Draw) -> Probe:
    """Inside torch.no_grad(), with large inputs and cell states in some rows, so that gates saturate without NaN."""
    return saturated_step(draw)


@exercise.case(1, gradients=True)
def gradients_of_everything(draw: Draw) -> Probe:
    """Gradients of h_new and c_new with respect to every argument."""
    return step(draw, B=3, I=4, H=5)


@exercise.case(0.25)
def saturated_gates(draw: Draw) -> Probe:
    """Large inputs in some rows, so that gates saturate."""
    return saturated_step(draw)


@exercise.case(0.5, watch="everything")
def arguments_stay_as_they_are(draw: Draw) -> Probe:
    """The call leaves its arguments unchanged; it changes nothing else either, and gives the same when repeated."""
    return step(draw, B=3, I=4, H=5)


# Wrong implementations: the oracle on weights that were changed first, or a step with one line changed.


def reordered(order: str, x: Tensor, state: State | None, *weights: Tensor | None) -> State:
    """The oracle, reading the blocks of the stacked weights in this order."""

    def rearranged(weight: Tensor | None) -> Tensor | None:
        if weight is None:
            return None
        block = dict(zip(order, weight.chunk(4), strict=True))
        return torch.cat([block[gate] for gate in "ifgo"])

    W_ih, W_hh, *biases = map(rearranged, weights)
    assert W_ih is not None and W_hh is not None
    return lstm_cell(x, state, W_ih, W_hh, *biases)


def gates(x: Tensor, state: State | None, *weights: Tensor | None) -> tuple[Tensor, ...]:
    """i, f, g, o and the old c."""
    W_ih, W_hh, *biases = weights
    assert W_ih is not None and W_hh is not None
    h, c = state if state is not None else (x.new_zeros(len(x), W_hh.shape[1]),) * 2
    a = x @ W_ih.T + h @ W_hh.T
    for bias in biases:
        a = a if bias is None else a + bias
    i, f, g, o = a.chunk(4, -1)
    return torch.sigmoid(i), torch.sigmoid(f), torch.tanh(g), torch.sigmoid(o), c


@exercise.mistake(
    "lstm_cell",
    "The blocks are read in the order i, f, o, g. torch stacks i, f, g, o: g is the third block and o the fourth.",
    "ブロックを i, f, o, g の順に読んでいます。torch の順序は i, f, g, o で、3 番目が g、4 番目が o です。",
)
def blocks_read_as_i_f_o_g(*args: Any) -> State:
    return reordered("ifog", *args)


@exercise.mistake(
    "lstm_cell",
    "Input gate and forget gate are exchanged: the first block is the input gate, the second the forget gate. (The"
    " update c_new = i * c + f * g gives the same values: the forget gate multiplies the old cell state.)",
    "入力ゲートと忘却ゲートが入れ替わっています。1 番目のブロックが入力ゲート、2 番目が忘却ゲートです。"
    "（c_new = i * c + f * g と書いても同じ値になります。古いセル状態に掛けるのは忘却ゲートです。）",
)
def input_and_forget_gates_exchanged(*args: Any) -> State:
    return reordered("figo", *args)


@exercise.mistake(
    "lstm_cell",
    "h_new misses a tanh: it is o * tanh(c_new), so that it stays between -1 and 1.",
    "h_new に tanh がありません。h_new = o * tanh(c_new) なので、値は -1 と 1 の間に収まります。",
)
def no_tanh_on_the_cell_state(*args: Any) -> State:
    i, f, g, o, c = gates(*args)
    return o * (f * c + i * g), f * c + i * g


@exercise.mistake(
    "lstm_cell",
    "h_new is made from the old cell state. Update c first, then h_new = o * tanh(c_new).",
    "h_new を古いセル状態から計算しています。先に c を更新し、それから h_new = o * tanh(c_new) とします。",
)
def hidden_state_from_the_old_cell_state(*args: Any) -> State:
    i, f, g, o, c = gates(*args)
    return o * torch.tanh(c), f * c + i * g


@exercise.mistake(
    "lstm_cell",
    "The two results are exchanged: return (h_new, c_new), as torch does.",
    "返り値の順序が逆です。torch と同じく (h_new, c_new) の順に返します。",
)
def returns_c_before_h(*args: Any) -> State:
    h_new, c_new = lstm_cell(*args)
    return c_new, h_new


@exercise.mistake(
    "lstm_cell",
    "The candidate is weighted with 1 - f. Input and forget gates are independent in an LSTM: c_new = f * c + i * g.",
    "候補 g に 1 - f を掛けています。LSTM の入力ゲートと忘却ゲートは独立です: c_new = f * c + i * g。",
)
def input_gate_is_one_minus_forget_gate(*args: Any) -> State:
    _, f, g, o, c = gates(*args)
    c_new = f * c + (1 - f) * g
    return o * torch.tanh(c_new), c_new


@exercise.mistake(
    "lstm_cell",
    "Something adds 1 to the forget gate before its sigmoid. TensorFlow 1 did; torch uses the biases that are given.",
    "忘却ゲートのシグモイドの前に 1 が足されています。TensorFlow 1 の流儀です。torch では与えられたバイアスだけを使います。",
)
def one_added_to_the_forget_gate(*args: Any) -> State:
    i, f, g, o, c = gates(*args)
    f = torch.sigmoid(torch.logit(f) + 1)
    return o * torch.tanh(f * c + i * g), f * c + i * g


@exercise.mistake(
    "lstm_cell",
    "bias_hh is not used. torch keeps two bias vectors and adds both.",
    "bias_hh が使われていません。torch は 2 つのバイアスベクトルを持ち、両方を足します。",
)
def second_bias_ignored(x: Tensor, state: State | None, W_ih: Tensor, W_hh: Tensor, *biases: Any) -> State:
    return lstm_cell(x, state, W_ih, W_hh, *biases[:1])


@exercise.mistake(
    "lstm_cell",
    "The biases are handled only when both are given or both are None. Either may be None on its own, so look at each.",
    "バイアスが両方あるか両方 None の場合しか扱えていません。片方だけが None のこともあるので、別々に調べます。",
)
def biases_only_together(x: Tensor, state: State | None, W_ih: Tensor, W_hh: Tensor, *biases: Any) -> State:
    b_ih, b_hh = (*biases, None, None)[:2]
    if b_ih is None:
        return lstm_cell(x, state, W_ih, W_hh)
    return lstm_cell(x, state, W_ih, W_hh, b_ih + b_hh)


@exercise.mistake(
    "lstm_cell",
    "A bias is added only when the other is given as well. Either may be None on its own; the one that is given still"
    " counts, so look at each.",
    "バイアスが両方与えられたときだけ足しています。片方だけが None のこともあり、与えられたほうは足す必要があるので、別々に"
    "調べます。",
)
def single_bias_left_out(x: Tensor, state: State | None, W_ih: Tensor, W_hh: Tensor, *biases: Any) -> State:
    b_ih, b_hh = (*biases, None, None)[:2]
    if b_ih is None or b_hh is None:
        return lstm_cell(x, state, W_ih, W_hh)
    return lstm_cell(x, state, W_ih, W_hh, b_ih, b_hh)


@exercise.mistake(
    "lstm_cell",
    "The candidate g goes through a sigmoid. Only the gates i, f, o do; g takes tanh.",
    "候補 g にシグモイドを使っています。シグモイドはゲート i, f, o だけで、g には tanh を使います。",
)
def sigmoid_on_the_candidate(*args: Any) -> State:
    i, f, g, o, c = gates(*args)
    c_new = f * c + i * torch.sigmoid(torch.atanh(g))
    return o * torch.tanh(c_new), c_new


@exercise.mistake(
    "lstm_cell",
    "c_new is cut off from the graph, so no gradient reaches earlier steps through the cell state: no detach(), no .data.",
    "c_new が計算グラフから切り離されているため、セル状態を通って前の時刻へ勾配が流れません。detach() や .data を使わないでください。",
)
def cell_state_detached(*args: Any) -> State:
    h_new, c_new = lstm_cell(*args)
    return h_new, c_new.detach()


@exercise.mistake(
    "lstm_cell",
    "The new state is written into the tensors that were passed in. Make new tensors; the caller may need the old ones.",
    "新しい状態を引数のテンソルに書き込んでいます。呼び出し側が古い値を使うかもしれないので、新しいテンソルを作りましょう。",
)
def state_overwritten(x: Tensor, state: State | None, *weights: Any) -> State:
    h_new, c_new = lstm_cell(x, state, *weights)
    if state is not None:
        with torch.no_grad():
            state[0].copy_(h_new)
            state[1].copy_(c_new)
    return h_new, c_new


@exercise.mistake(
    "lstm_cell",
    "c *= ... or c += ... changes the cell state that the caller passed in. Write the new cell state into a new tensor.",
    "c *= ... や c += ... は、呼び出し側から受け取ったセル状態を書き換えます。新しいセル状態は新しいテンソルに入れましょう。",
)
def cell_state_updated_in_place(*args: Any) -> State:
    i, f, g, o, c = gates(*args)
    c *= f
    c += i * g
    return o * torch.tanh(c), c
