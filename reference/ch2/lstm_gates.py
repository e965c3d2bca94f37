"""Reference of ch2.lstm_gates: the input, forget and output gates and the candidate of torch's LSTM."""

from typing import Any

import torch
from torch import Tensor

from autograder.drawing import Draw
from autograder.exercise import NO_RNN, Exercise, Probe, Step, call

exercise = Exercise(
    title="The gates of an LSTM",
    title_ja="LSTM のゲート",
    position=1,
    points=5,
    difficulty=2,
    minutes=15,
    forbidden=NO_RNN,
)

Gates = tuple[Tensor, Tensor, Tensor, Tensor]


@exercise.oracle("i", "f", "g", "o")
def lstm_gates(
    x: Tensor,
    h: Tensor,
    weight_ih: Tensor,
    weight_hh: Tensor,
    bias_ih: Tensor | None = None,
    bias_hh: Tensor | None = None,
) -> Gates:
    """Gate by gate, each from its own rows of the stacked weights; the sigmoid by the tanh, which never overflows."""
    H = weight_hh.shape[1]

    def before_activation(block: int) -> Tensor:
        rows = slice(block * H, (block + 1) * H)
        a = x @ weight_ih[rows].T + h @ weight_hh[rows].T
        for bias in (bias_ih, bias_hh):
            a = a if bias is None else a + bias[rows]
        return a

    i, f, o = (0.5 + 0.5 * torch.tanh(before_activation(block) / 2) for block in (0, 1, 3))
    return i, f, torch.tanh(before_activation(2)), o


@exercise.twin("lstm_gates")
def lstm_gates_of_torch(x: Tensor, h: Tensor, W_ih: Tensor, W_hh: Tensor, *biases: Tensor | None) -> Gates:
    """torch.nn.LSTMCell, asked for one gate at a time: the other parts are forced to 0 or 1, so that the gate
    is all that is left in the new state."""
    H = W_hh.shape[1]
    zeros = x.new_zeros(4 * H)
    b_ih, b_hh = [zeros if bias is None else bias for bias in (*biases, None, None)][:2]

    def cell(c: float, **forced: float) -> tuple[Tensor, Tensor]:
        free = torch.tensor([[gate not in forced] for gate in "ifgo"]).expand(4, H).reshape(-1).to(x)
        push = torch.tensor([[forced.get(gate, 0)] for gate in "ifgo"]).expand(4, H).reshape(-1).to(x)
        state = h, torch.full_like(h, c)
        parts = (W_ih * free[:, None], W_hh * free[:, None], b_ih * free + push, b_hh * free)
        return torch.lstm_cell(x, state, *parts)

    far = 1000.0
    i = cell(0, g=far)[1]  # c_new = f * 0 + i * 1
    f = cell(1, i=-far)[1]  # c_new = f * 1 + 0 * g
    g = cell(0, i=far)[1]  # c_new = f * 0 + 1 * g
    o = cell(far, i=-far, f=far)[0]  # h_new = o * tanh(1000)
    return i, f, g, o


def arguments(draw: Draw, B: int, I: int, H: int, contiguous: bool = True) -> list[Tensor]:
    """x ``[B, I]``, h ``[B, H]``, weight_ih ``[4H, I]``, weight_hh ``[4H, H]`` and biases."""
    x = draw.normal(B, I, contiguous=contiguous)
    h = draw.normal(B, H, contiguous=contiguous)
    return [x, h, draw.normal(4 * H, I), draw.normal(4 * H, H), draw.normal(4 * H), draw.normal(4 * H)]


def saturating(draw: Draw) -> list[Tensor]:
    """As `arguments`, with two rows of x so large that the exponential of what the gates are made from overflows."""
    x, *others = arguments(draw, B=4, I=4, H=5)
    x[1:3] *= 1e4
    return [x, *others]


@exercise.case(0.25, public=True)
def gates_by_hand(draw: Draw) -> Probe:
    """One sample, one feature, one hidden unit: small enough to check with a pocket calculator."""
    return call("lstm_gates", *arguments(draw, B=1, I=1, H=1))


@exercise.case(0.5, public=True)
def gates_of_a_batch(draw: Draw) -> Probe:
    """A batch of two, with three features and two hidden units."""
    return call("lstm_gates", *arguments(draw, B=2, I=3, H=2))


@exercise.case(0.5, public=True, gradients=True)
def gradients_of_a_batch(draw: Draw) -> Probe:
    """Gradients flow from each of the four results back to every argument."""
    return call("lstm_gates", *arguments(draw, B=2, I=3, H=2))


@exercise.case(0.5)
def sizes_all_different(draw: Draw) -> Probe:
    """Every size is different."""
    return call("lstm_gates", *arguments(draw, B=3, I=4, H=5))


@exercise.case(0.25)
def sizes_all_equal(draw: Draw) -> Probe:
    """Every size is four, which is also the number of blocks."""
    return call("lstm_gates", *arguments(draw, B=4, I=4, H=4))


@exercise.case(0.25)
def square_weights(draw: Draw) -> Probe:
    """As many features as stacked gate rows: weight_ih is square and a missing transpose raises nothing."""
    return call("lstm_gates", *arguments(draw, B=3, I=8, H=2))


@exercise.case(0.25)
def a_single_hidden_unit(draw: Draw) -> Probe:
    """One hidden unit."""
    return call("lstm_gates", *arguments(draw, B=3, I=4, H=1))


@exercise.case(0.25)
def a_batch_of_one(draw: Draw) -> Probe:
    """A batch of one keeps its batch axis."""
    return call("lstm_gates", *arguments(draw, B=1, I=4, H=5))


@exercise.case(0.25)
def hidden_state_of_zeros(draw: Draw) -> Probe:
    """The first step of a sequence, from a hidden state of zeros."""
    x, h, *weights = arguments(draw, B=3, I=4, H=5)
    return call("lstm_gates", x, torch.zeros_like(h), *weights)


@exercise.case(0.25)
def biases_left_out(draw: Draw) -> Probe:
    """Without biases, then with bias_ih only, then with bias_hh only."""
    *given, b_ih, b_hh = arguments(draw, B=3, I=4, H=5)
    choices: list[tuple[Tensor | None, ...]] = [(), (b_ih,), (None, b_hh)]
    return Probe(tuple(Step("lstm_gates", (*given, *biases), keep=True) for biases in choices))


@exercise.case(0.25)
def inputs_that_are_not_contiguous(draw: Draw) -> Probe:
    """Inputs that are views of a transposed tensor."""
    return call("lstm_gates", *arguments(draw, B=3, I=4, H=5, contiguous=False))


@exercise.case(0.25, dtype="float32")
def single_precision(draw: Draw) -> Probe:
    """float32 in, float32 out, with biases and then without."""
    given = arguments(draw, B=3, I=4, H=5)
    return Probe((Step("lstm_gates", tuple(given), keep=True), Step("lstm_gates", tuple(given[:4]), keep=True)))


@exercise.case(0.25, no_grad=True)
def without_recording_gradients(draw: Draw) -> Probe:
    """Inside torch.no_grad(), with large inputs in some rows, so that gates saturate at 0 or 1 without NaN."""
    return call("lstm_gates", *saturating(draw))


@exercise.case(0.5, gradients=True)
def gradients_of_everything(draw: Draw) -> Probe:
    """Gradients of i, f, g and o with respect to every argument."""
    return call("lstm_gates", *arguments(draw, B=3, I=4, H=5))


@exercise.case(0.25)
def saturated_gates(draw: Draw) -> Probe:
    """Large inputs in some rows, so that gates saturate."""
    return call("lstm_gates", *saturating(draw))


@exercise.case(0.25, watch="everything")
def arguments_stay_as_they_are(draw: Draw) -> Probe:
    """The call leaves its arguments unchanged; it changes nothing else either, and gives the same when repeated."""
    return call("lstm_gates", *arguments(draw, B=3, I=4, H=5))


# Wrong implementations: the oracle on changed arguments, or its computation with one line changed.


def stacked(x: Tensor, h: Tensor, W_ih: Tensor, W_hh: Tensor, *biases: Tensor | None) -> Tensor:
    """All four parts before their activation, ``[B, 4H]``."""
    a = x @ W_ih.T + h @ W_hh.T
    for bias in biases:
        a = a if bias is None else a + bias
    return a


def activated(i: Tensor, f: Tensor, g: Tensor, o: Tensor) -> Gates:
    """Each part through its activation."""
    return torch.sigmoid(i), torch.sigmoid(f), torch.tanh(g), torch.sigmoid(o)


def in_order(order: str, *args: Any) -> Gates:
    """The gates, reading the blocks of the stacked weights in this order."""
    block = dict(zip(order, stacked(*args).chunk(4, -1), strict=True))
    return activated(block["i"], block["f"], block["g"], block["o"])


@exercise.mistake(
    "lstm_gates",
    "The blocks are read in the order i, f, o, g. torch stacks i, f, g, o: g is the third block and o the fourth.",
    "ブロックを i, f, o, g の順に読んでいます。torch の順序は i, f, g, o で、3 番目が g、4 番目が o です。",
)
def blocks_read_as_i_f_o_g(*args: Any) -> Gates:
    return in_order("ifog", *args)


@exercise.mistake(
    "lstm_gates",
    "Input gate and forget gate are exchanged: the first block, and the first result, is the input gate; the"
    " forget gate is the second.",
    "入力ゲートと忘却ゲートが入れ替わっています。ブロックも返り値も、1 番目が入力ゲート、2 番目が忘却ゲートです。",
)
def input_and_forget_gates_exchanged(*args: Any) -> Gates:
    return in_order("figo", *args)


@exercise.mistake(
    "lstm_gates",
    "The blocks are read in the order i, g, f, o, as TensorFlow 1 stacked them. torch stacks i, f, g, o.",
    "ブロックを i, g, f, o の順に読んでいます。これは TensorFlow 1 の順序です。torch の順序は i, f, g, o です。",
)
def blocks_read_as_i_g_f_o(*args: Any) -> Gates:
    return in_order("igfo", *args)


@exercise.mistake(
    "lstm_gates",
    "The blocks are read in the order f, i, o, g. torch stacks i, f, g, o.",
    "ブロックを f, i, o, g の順に読んでいます。torch の順序は i, f, g, o です。",
)
def blocks_read_as_f_i_o_g(*args: Any) -> Gates:
    return in_order("fiog", *args)


@exercise.mistake(
    "lstm_gates",
    "The last two results are exchanged: return (i, f, g, o), the candidate before the output gate.",
    "最後の 2 つの返り値が逆です。(i, f, g, o) の順に、候補 g を出力ゲート o より先に返します。",
)
def returns_o_before_g(*args: Any) -> Gates:
    i, f, g, o = lstm_gates(*args)
    return i, f, o, g


@exercise.mistake(
    "lstm_gates",
    "The candidate g goes through a sigmoid. Only the gates i, f, o do; g takes tanh.",
    "候補 g にシグモイドを使っています。シグモイドはゲート i, f, o だけで、g には tanh を使います。",
)
def sigmoid_on_the_candidate(*args: Any) -> Gates:
    i, f, g, o = stacked(*args).chunk(4, -1)
    return torch.sigmoid(i), torch.sigmoid(f), torch.sigmoid(g), torch.sigmoid(o)


@exercise.mistake(
    "lstm_gates",
    "All four parts go through tanh. A gate is a factor between 0 and 1, so i, f and o take a sigmoid.",
    "4 つの部分すべてに tanh を使っています。ゲートは 0 と 1 の間の係数なので、i, f, o にはシグモイドを使います。",
)
def tanh_on_the_gates(*args: Any) -> Gates:
    i, f, g, o = stacked(*args).chunk(4, -1)
    return torch.tanh(i), torch.tanh(f), torch.tanh(g), torch.tanh(o)


@exercise.mistake(
    "lstm_gates",
    "The results are the sums before their activation. Apply the sigmoid (i, f, o) and tanh (g) here.",
    "活性化関数を適用する前の値が返されています。i, f, o にはシグモイド、g には tanh をこの関数の中で適用します。",
)
def activations_missing(*args: Any) -> Gates:
    i, f, g, o = stacked(*args).chunk(4, -1)
    return i, f, g, o


@exercise.mistake(
    "lstm_gates",
    "The stacked values are split as [B, H, 4], which deals them out to the gates in turn. Each gate has H"
    " neighbouring columns of its own.",
    "積まれた値を [B, H, 4] に分けたため、値が 4 つのゲートへ 1 つずつ順に配られています。各ゲートは連続する "
    "H 列です。",
)
def split_as_if_interleaved(*args: Any) -> Gates:
    a = stacked(*args)
    i, f, g, o = a.reshape(len(a), -1, 4).unbind(-1)
    return activated(i, f, g, o)


@exercise.mistake(
    "lstm_gates",
    "The stacked values are split along the batch (dimension 0). The four parts lie side by side in the last"
    " dimension.",
    "積まれた値をバッチの次元（dim=0）で分けています。4 つの部分は最後の次元に並んでいます。",
)
def split_along_the_batch(*args: Any) -> Gates:
    i, f, g, o = stacked(*args).chunk(4, 0)
    return activated(i, f, g, o)


@exercise.mistake(
    "lstm_gates",
    "weight_ih is multiplied without its transpose. It has shape [4H, I] and fits x of shape [B, I] only"
    " after transposing.",
    "weight_ih を転置せずに掛けています。形状は [4H, I] なので、形状 [B, I] の x には転置してから掛けます。",
)
def weight_ih_not_transposed(x: Tensor, h: Tensor, W_ih: Tensor, W_hh: Tensor, *biases: Any) -> Gates:
    i, f, g, o = (x @ W_ih + stacked(torch.zeros_like(x), h, W_ih, W_hh, *biases)).chunk(4, -1)
    return activated(i, f, g, o)


@exercise.mistake(
    "lstm_gates",
    "The two weights are exchanged: weight_ih (input to hidden) goes with x, weight_hh (hidden to hidden) with h.",
    "2 つの重みが入れ替わっています。weight_ih（入力から隠れ状態へ）は x に、"
    "weight_hh（隠れ状態から隠れ状態へ）は h に掛けます。",
)
def weights_exchanged(x: Tensor, h: Tensor, W_ih: Tensor, W_hh: Tensor, *biases: Any) -> Gates:
    i, f, g, o = stacked(x, h, W_hh, W_ih, *biases).chunk(4, -1)
    return activated(i, f, g, o)


@exercise.mistake(
    "lstm_gates",
    "bias_hh is not used. torch keeps two bias vectors and adds both.",
    "bias_hh が使われていません。torch は 2 つのバイアスベクトルを持ち、両方を足します。",
)
def second_bias_ignored(*args: Any) -> Gates:
    return lstm_gates(*args[:5])


@exercise.mistake(
    "lstm_gates",
    "The biases are handled only when both are given or both are None. Either may be None on its own, so look at each.",
    "バイアスが両方あるか両方 None の場合しか扱えていません。片方だけが None のこともあるので、別々に調べます。",
)
def biases_only_together(x: Tensor, h: Tensor, W_ih: Tensor, W_hh: Tensor, *biases: Any) -> Gates:
    b_ih, b_hh = (*biases, None, None)[:2]
    if b_ih is None:
        return lstm_gates(x, h, W_ih, W_hh)
    return lstm_gates(x, h, W_ih, W_hh, b_ih + b_hh)


@exercise.mistake(
    "lstm_gates",
    "A bias is added only when the other is given as well. Either may be None on its own; the one that is given still"
    " counts, so look at each.",
    "バイアスが両方与えられたときだけ足しています。片方だけが None のこともあり、与えられたほうは足す必要があるので、別々に"
    "調べます。",
)
def single_bias_left_out(x: Tensor, h: Tensor, W_ih: Tensor, W_hh: Tensor, *biases: Any) -> Gates:
    b_ih, b_hh = (*biases, None, None)[:2]
    if b_ih is None or b_hh is None:
        return lstm_gates(x, h, W_ih, W_hh)
    return lstm_gates(x, h, W_ih, W_hh, b_ih, b_hh)


@exercise.mistake(
    "lstm_gates",
    "The gates do not look at the previous hidden state: add the product of h and weight_hh.",
    "ゲートが直前の隠れ状態を見ていません。h と weight_hh の積を足しましょう。",
)
def hidden_state_ignored(x: Tensor, h: Tensor, *weights: Any) -> Gates:
    return lstm_gates(x, torch.zeros_like(h), *weights)


@exercise.mistake(
    "lstm_gates",
    "Something adds 1 to the forget gate before its sigmoid. TensorFlow 1 did; torch uses the biases that are given.",
    "忘却ゲートのシグモイドの前に 1 が足されています。TensorFlow 1 の流儀です。torch "
    "では与えられたバイアスだけを使います。",
)
def one_added_to_the_forget_gate(*args: Any) -> Gates:
    i, f, g, o = stacked(*args).chunk(4, -1)
    return activated(i, f + 1, g, o)


@exercise.mistake(
    "lstm_gates",
    "The results are cut off from the graph, so the gates cannot be trained: no detach(), .data or numpy.",
    "返り値が計算グラフから切り離されているため、ゲートを学習できません。detach() や .data、numpy "
    "を使わないでください。",
)
def results_detached(*args: Any) -> Gates:
    i, f, g, o = lstm_gates(*args)
    return i.detach(), f.detach(), g.detach(), o.detach()


@exercise.mistake(
    "lstm_gates",
    "bias_ih += bias_hh changes the tensor that the caller passed in. Write the sum into a new tensor.",
    "bias_ih += bias_hh は、呼び出し側から受け取ったテンソルを書き換えます。和は新しいテンソルに入れましょう。",
)
def second_bias_added_in_place(x: Tensor, h: Tensor, W_ih: Tensor, W_hh: Tensor, *biases: Any) -> Gates:
    b_ih, b_hh = (*biases, None, None)[:2]
    if b_ih is None or b_hh is None:
        return lstm_gates(x, h, W_ih, W_hh, b_ih, b_hh)
    b_ih += b_hh
    return lstm_gates(x, h, W_ih, W_hh, b_ih)
