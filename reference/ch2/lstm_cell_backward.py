"""Reference of ch2.lstm_cell_backward: the gradients of one LSTM step, by hand."""

from collections.abc import Callable, Mapping
from typing import Any

import torch
from torch import Tensor

from autograder.drawing import Draw
from autograder.exercise import NO_AUTOGRAD, NO_RNN, Exercise, Probe, call

exercise = Exercise(
    title="Back through one step of an LSTM",
    title_ja="LSTM 1 ステップの逆伝播",
    position=4,
    points=9,
    difficulty=4,
    minutes=45,
    forbidden=NO_RNN + NO_AUTOGRAD,
)

Gradients = tuple[Tensor, ...]


@exercise.oracle("d_x", "d_h_prev", "d_c_prev", "d_weight_ih", "d_weight_hh", "d_bias")
def lstm_cell_backward(
    d_h: Tensor,
    d_c: Tensor,
    x: Tensor,
    h_prev: Tensor,
    c_prev: Tensor,
    weight_ih: Tensor,
    weight_hh: Tensor,
    bias: Tensor,
) -> Gradients:
    """What autograd says of torch's own cell."""
    with torch.enable_grad():
        inputs = [value.detach().requires_grad_() for value in (x, h_prev, c_prev, weight_ih, weight_hh, bias)]
        v, h, c, W_ih, W_hh, b = inputs
        results = torch.lstm_cell(v, (h, c), W_ih, W_hh, b, torch.zeros_like(b))
        return torch.autograd.grad(results, inputs, (d_h, d_c))


@exercise.twin("lstm_cell_backward")
def lstm_cell_backward_by_differences(d_h: Tensor, d_c: Tensor, *inputs: Tensor) -> Gradients:
    """Entry by entry: how the step changes when one number does. The change is a tiny imaginary one, so that nothing is
    lost to cancellation."""

    def weighed(x: Tensor, h: Tensor, c: Tensor, W_ih: Tensor, W_hh: Tensor, b: Tensor) -> Tensor:
        i, f, g, o = (x @ W_ih.T + h @ W_hh.T + b).chunk(4, -1)
        i, f, o = ((1 + torch.tanh(gate / 2)) / 2 for gate in (i, f, o))  # torch's complex sigmoid overflows
        c_new = f * c + i * torch.tanh(g)
        return (d_h * o * torch.tanh(c_new) + d_c * c_new).sum()

    gradients = []
    values = [value.to(torch.complex128) for value in inputs]
    for position, value in enumerate(inputs):
        gradient = torch.zeros_like(value, memory_format=torch.contiguous_format)
        for entry in range(value.numel()):
            changed = values[position].clone(memory_format=torch.contiguous_format)
            changed.view(-1)[entry] += 1e-30j
            args = [*values[:position], changed, *values[position + 1 :]]
            gradient.view(-1)[entry] = weighed(*args).imag / 1e-30
        gradients.append(gradient)
    return tuple(gradients)


def arguments(draw: Draw, B: int, I: int, H: int, contiguous: bool = True) -> list[Tensor]:
    """d_h, d_c, x, h_prev, c_prev, weight_ih ``[4H, I]``, weight_hh ``[4H, H]`` and bias ``[4H]``."""
    d_h, d_c, h_prev, c_prev = (draw.normal(B, H, contiguous=contiguous) for _ in range(4))
    x = draw.normal(B, I, contiguous=contiguous)
    return [d_h, d_c, x, h_prev, c_prev, draw.normal(4 * H, I), draw.normal(4 * H, H), draw.normal(4 * H)]


@exercise.case(0.5, public=True)
def one_step_by_hand(draw: Draw) -> Probe:
    """One sample, one feature, one hidden unit: small enough to check with a pocket calculator."""
    return call("lstm_cell_backward", *arguments(draw, B=1, I=1, H=1))


@exercise.case(0.75, public=True)
def one_step_of_a_batch(draw: Draw) -> Probe:
    """A batch of two, with three features and two hidden units."""
    return call("lstm_cell_backward", *arguments(draw, B=2, I=3, H=2))


@exercise.case(0.5, public=True)
def nothing_comes_through_the_cell_state(draw: Draw) -> Probe:
    """The last step of a sequence: d_c is zero and d_h is not."""
    d_h, d_c, *others = arguments(draw, B=2, I=2, H=2)
    return call("lstm_cell_backward", d_h, torch.zeros_like(d_c), *others)


@exercise.case(1.5)
def sizes_all_different(draw: Draw) -> Probe:
    """One step with every size different."""
    return call("lstm_cell_backward", *arguments(draw, B=3, I=4, H=5))


@exercise.case(0.5)
def sizes_all_equal(draw: Draw) -> Probe:
    """Every size is four, which is also the number of blocks."""
    return call("lstm_cell_backward", *arguments(draw, B=4, I=4, H=4))


@exercise.case(0.5)
def square_weights(draw: Draw) -> Probe:
    """As many features as stacked gate rows, so that weight_ih is square and its transpose fits as well."""
    return call("lstm_cell_backward", *arguments(draw, B=3, I=8, H=2))


@exercise.case(0.5)
def a_single_hidden_unit(draw: Draw) -> Probe:
    """One hidden unit."""
    return call("lstm_cell_backward", *arguments(draw, B=3, I=4, H=1))


@exercise.case(0.5)
def a_batch_of_one(draw: Draw) -> Probe:
    """A batch of one: there is nothing to sum over."""
    return call("lstm_cell_backward", *arguments(draw, B=1, I=4, H=5))


@exercise.case(0.75)
def gradient_of_h_only(draw: Draw) -> Probe:
    """d_c is zero: everything comes through h_new."""
    d_h, d_c, *others = arguments(draw, B=3, I=4, H=5)
    return call("lstm_cell_backward", d_h, torch.zeros_like(d_c), *others)


@exercise.case(0.75)
def gradient_of_c_only(draw: Draw) -> Probe:
    """d_h is zero: everything comes through c_new."""
    d_h, *others = arguments(draw, B=3, I=4, H=5)
    return call("lstm_cell_backward", torch.zeros_like(d_h), *others)


@exercise.case(0.25)
def zero_state(draw: Draw) -> Probe:
    """The first step of a sequence: h_prev and c_prev are zero."""
    d_h, d_c, x, h_prev, c_prev, *weights = arguments(draw, B=3, I=4, H=5)
    state = torch.zeros_like(h_prev), torch.zeros_like(c_prev)
    return call("lstm_cell_backward", d_h, d_c, x, *state, *weights)


@exercise.case(0.5)
def inputs_that_are_not_contiguous(draw: Draw) -> Probe:
    """Inputs that are views of a transposed tensor."""
    return call("lstm_cell_backward", *arguments(draw, B=3, I=4, H=5, contiguous=False))


@exercise.case(0.5, dtype="float32")
def single_precision(draw: Draw) -> Probe:
    """float32 in, float32 out."""
    return call("lstm_cell_backward", *arguments(draw, B=3, I=4, H=5))


@exercise.case(0.5, no_grad=True)
def saturated_gates(draw: Draw) -> Probe:
    """Inside torch.no_grad(), with large inputs and cell states in some rows, so that gates saturate without NaN."""
    d_h, d_c, x, h_prev, c_prev, *weights = arguments(draw, B=4, I=4, H=5)
    x[1] *= 1e4
    c_prev[2] *= 1e4
    return call("lstm_cell_backward", d_h, d_c, x, h_prev, c_prev, *weights)


@exercise.case(0.5, watch="everything")
def arguments_stay_as_they_are(draw: Draw) -> Probe:
    """The call leaves its arguments, d_h and d_c among them, unchanged; it changes nothing else either, and gives the same when repeated."""
    return call("lstm_cell_backward", *arguments(draw, B=3, I=4, H=5))


# Wrong implementations: the way back with one formula changed, or the oracle with its arguments or results changed.

Values = Mapping[str, Tensor]
Formula = Callable[[Values], Tensor]


def back(*args: Tensor, order: str = "ifgo", **changed: Formula) -> Gradients:
    """The way back, formula by formula; those in `changed` take the place of the right ones, `order` that of i, f, g, o."""
    names = ("d_h", "d_c", "x", "h_prev", "c_prev", "W_ih", "W_hh", "b")
    v = dict(zip(names, args, strict=True))
    a = (v["x"] @ v["W_ih"].T + v["h_prev"] @ v["W_hh"].T + v["b"]).chunk(4, -1)
    v |= {"i": torch.sigmoid(a[0]), "f": torch.sigmoid(a[1]), "g": torch.tanh(a[2]), "o": torch.sigmoid(a[3])}
    v["c"] = v["f"] * v["c_prev"] + v["i"] * v["g"]
    v["tanh_c"] = torch.tanh(v["c"])
    formulas: dict[str, Formula] = {
        "D": lambda v: v["d_c"] + v["d_h"] * v["o"] * (1 - v["tanh_c"] ** 2),
        "d_i": lambda v: v["D"] * v["g"],
        "d_f": lambda v: v["D"] * v["c_prev"],
        "d_g": lambda v: v["D"] * v["i"],
        "d_o": lambda v: v["d_h"] * v["tanh_c"],
        "a_i": lambda v: v["d_i"] * v["i"] * (1 - v["i"]),
        "a_f": lambda v: v["d_f"] * v["f"] * (1 - v["f"]),
        "a_g": lambda v: v["d_g"] * (1 - v["g"] ** 2),
        "a_o": lambda v: v["d_o"] * v["o"] * (1 - v["o"]),
        "a": lambda v: torch.cat([v[f"a_{gate}"] for gate in order], -1),
        "d_x": lambda v: v["a"] @ v["W_ih"],
        "d_h_prev": lambda v: v["a"] @ v["W_hh"],
        "d_c_prev": lambda v: v["D"] * v["f"],
        "d_weight_ih": lambda v: v["a"].T @ v["x"],
        "d_weight_hh": lambda v: v["a"].T @ v["h_prev"],
        "d_bias": lambda v: v["a"].sum(0),
    }
    for name, formula in formulas.items():
        v[name] = changed.get(name, formula)(v)
    return tuple(v[name] for name in exercise.returns["lstm_cell_backward"])


@exercise.mistake(
    "lstm_cell_backward",
    "d_c is not used. The gradient of c_new has two parts: d_c, and what comes back through h_new.",
    "d_c が使われていません。c_new の勾配は、d_c と、h_new を通って戻ってくるものの和です。",
)
def incoming_d_c_dropped(*args: Tensor) -> Gradients:
    return back(*args, D=lambda v: v["d_h"] * v["o"] * (1 - v["tanh_c"] ** 2))


@exercise.mistake(
    "lstm_cell_backward",
    "d_h does not reach c_new. h_new = o * tanh(c_new) depends on c_new too, so add that path to d_c.",
    "d_h が c_new に届いていません。h_new = o * tanh(c_new) は c_new にも依存するので、その分を d_c に足します。",
)
def path_through_h_dropped(*args: Tensor) -> Gradients:
    return back(*args, D=lambda v: v["d_c"])


@exercise.mistake(
    "lstm_cell_backward",
    "The derivative of tanh(c_new) is missing on the way from h_new to c_new: it is 1 - tanh(c_new) ** 2.",
    "h_new から c_new へ戻るところで tanh(c_new) の微分が抜けています。1 - tanh(c_new) ** 2 を掛けます。",
)
def no_derivative_of_tanh_c(*args: Tensor) -> Gradients:
    return back(*args, D=lambda v: v["d_c"] + v["d_h"] * v["o"])


@exercise.mistake(
    "lstm_cell_backward",
    "The derivative of tanh is taken as 1 - c_new ** 2. It is 1 - tanh(c_new) ** 2: the square of the result of tanh.",
    "tanh の微分を 1 - c_new ** 2 としています。正しくは 1 - tanh(c_new) ** 2 で、2 乗するのは tanh の値です。",
)
def derivative_from_c_instead_of_tanh_c(*args: Tensor) -> Gradients:
    return back(*args, D=lambda v: v["d_c"] + v["d_h"] * v["o"] * (1 - v["c"] ** 2))


@exercise.mistake(
    "lstm_cell_backward",
    "The output gate is missing on the way from h_new to c_new: h_new = o * tanh(c_new).",
    "h_new から c_new へ戻るところで出力ゲート o が抜けています。h_new = o * tanh(c_new) です。",
)
def output_gate_dropped(*args: Tensor) -> Gradients:
    return back(*args, D=lambda v: v["d_c"] + v["d_h"] * (1 - v["tanh_c"] ** 2))


@exercise.mistake(
    "lstm_cell_backward",
    "The gradient of the output gate uses c_new. Since h_new = o * tanh(c_new), it is d_h * tanh(c_new).",
    "出力ゲートの勾配に c_new を使っています。h_new = o * tanh(c_new) なので、d_h * tanh(c_new) です。",
)
def output_gate_from_c_instead_of_tanh_c(*args: Tensor) -> Gradients:
    return back(*args, d_o=lambda v: v["d_h"] * v["c"])


@exercise.mistake(
    "lstm_cell_backward",
    "The gradient of the forget gate uses c_new. f multiplies the old cell state: d_f = (gradient of c_new) * c_prev.",
    "忘却ゲートの勾配に c_new を使っています。f が掛かるのは古いセル状態なので、（c_new の勾配）* c_prev です。",
)
def forget_gate_from_the_new_cell_state(*args: Tensor) -> Gradients:
    return back(*args, d_f=lambda v: v["D"] * v["c"])


@exercise.mistake(
    "lstm_cell_backward",
    "The gradients of i and g are exchanged: i * g has the derivative g with respect to i, and i with respect to g.",
    "i と g の勾配が逆です。i * g を i で微分すると g、g で微分すると i です。",
)
def input_gate_and_candidate_exchanged(*args: Tensor) -> Gradients:
    return back(*args, d_i=lambda v: v["D"] * v["i"], d_g=lambda v: v["D"] * v["g"])


@exercise.mistake(
    "lstm_cell_backward",
    "The derivatives of the activations are missing. Go back through each: s * (1 - s) for a gate s, 1 - g ** 2 for the"
    " candidate.",
    "活性化関数の微分が抜けています。ゲート s では s * (1 - s)、候補 g では 1 - g ** 2 を掛けます。",
)
def no_derivatives_of_the_activations(*args: Tensor) -> Gradients:
    raw: dict[str, Any] = {f"a_{gate}": (lambda v, gate=gate: v[f"d_{gate}"]) for gate in "ifgo"}
    return back(*args, **raw)


@exercise.mistake(
    "lstm_cell_backward",
    "The derivative of the sigmoid is missing for the three gates: multiply by s * (1 - s).",
    "3 つのゲートでシグモイドの微分が抜けています。s * (1 - s) を掛けます。",
)
def no_derivatives_of_the_gates(*args: Tensor) -> Gradients:
    raw: dict[str, Any] = {f"a_{gate}": (lambda v, gate=gate: v[f"d_{gate}"]) for gate in "ifo"}
    return back(*args, **raw)


@exercise.mistake(
    "lstm_cell_backward",
    "The derivative of tanh for the candidate is written as 1 - g. It is 1 - g ** 2.",
    "候補の tanh の微分を 1 - g としています。正しくは 1 - g ** 2 です。",
)
def derivative_of_the_candidate_not_squared(*args: Tensor) -> Gradients:
    return back(*args, a_g=lambda v: v["d_g"] * (1 - v["g"]))


@exercise.mistake(
    "lstm_cell_backward",
    "The candidate is differentiated like a gate, with g * (1 - g). It went through tanh: 1 - g ** 2.",
    "候補の微分をゲートと同じ g * (1 - g) としています。候補は tanh を通っているので 1 - g ** 2 です。",
)
def candidate_differentiated_as_a_gate(*args: Tensor) -> Gradients:
    return back(*args, a_g=lambda v: v["d_g"] * v["g"] * (1 - v["g"]))


@exercise.mistake(
    "lstm_cell_backward",
    "The four blocks are put together in the order i, f, o, g. The weights are stacked i, f, g, o.",
    "4 つのブロックを i, f, o, g の順に並べています。重みの順序は i, f, g, o です。",
)
def blocks_stacked_as_i_f_o_g(*args: Tensor) -> Gradients:
    return back(*args, order="ifog")


@exercise.mistake(
    "lstm_cell_backward",
    "The blocks are read in the order i, f, o, g, in the step itself too. The weights are stacked i, f, g, o: g is the third"
    " block and o the fourth.",
    "ステップの計算でも、ブロックを i, f, o, g の順に読んでいます。重みの順序は i, f, g, o で、3 番目が g、4 番目が o です。",
)
def blocks_read_as_i_f_o_g(d_h: Tensor, d_c: Tensor, x: Tensor, h: Tensor, c: Tensor, *weights: Tensor) -> Gradients:
    def exchanged(stacked: Tensor) -> Tensor:
        i, f, third, fourth = stacked.chunk(4)
        return torch.cat([i, f, fourth, third])

    *states, d_weight_ih, d_weight_hh, d_bias = back(d_h, d_c, x, h, c, *map(exchanged, weights))
    return *states, exchanged(d_weight_ih), exchanged(d_weight_hh), exchanged(d_bias)


@exercise.mistake(
    "lstm_cell_backward",
    "d_c_prev misses the forget gate: c_prev enters c_new as f * c_prev.",
    "d_c_prev に忘却ゲートが掛かっていません。c_prev は f * c_prev の形で c_new に入ります。",
)
def old_cell_state_without_the_forget_gate(*args: Tensor) -> Gradients:
    return back(*args, d_c_prev=lambda v: v["D"])


@exercise.mistake(
    "lstm_cell_backward",
    "d_c_prev is d_c * f. It needs the whole gradient of c_new, with what comes back through h_new.",
    "d_c_prev が d_c * f になっています。h_new を通って戻る分も含めた、c_new の勾配全体が必要です。",
)
def old_cell_state_from_d_c_only(*args: Tensor) -> Gradients:
    return back(*args, d_c_prev=lambda v: v["d_c"] * v["f"])


@exercise.mistake(
    "lstm_cell_backward",
    "The gradient of weight_hh uses h_new. The product that went into the gates was that with h_prev.",
    "weight_hh の勾配に h_new を使っています。ゲートの計算で掛けられたのは h_prev です。",
)
def recurrent_weights_from_the_new_state(*args: Tensor) -> Gradients:
    return back(*args, d_weight_hh=lambda v: v["a"].T @ (v["o"] * v["tanh_c"]))


@exercise.mistake(
    "lstm_cell_backward",
    "The gradients of the weights and of the bias are averaged over the batch. They are sums: whoever wants a mean divides"
    " the loss.",
    "重みとバイアスの勾配をバッチで平均しています。正しくは和です。平均が必要なら、損失の側で割ります。",
)
def averaged_over_the_batch(*args: Tensor) -> Gradients:
    *states, d_weight_ih, d_weight_hh, d_bias = back(*args)
    B = len(args[0])
    return *states, d_weight_ih / B, d_weight_hh / B, d_bias / B


@exercise.mistake(
    "lstm_cell_backward",
    "The gradient of the bias is averaged over the batch. It is a sum, like those of the weights: whoever wants a mean divides"
    " the loss.",
    "バイアスの勾配をバッチで平均しています。重みの勾配と同じく和を取ります。平均が必要なら、損失の側で割ります。",
)
def bias_averaged_over_the_batch(*args: Tensor) -> Gradients:
    return back(*args, d_bias=lambda v: v["a"].mean(0))


@exercise.mistake(
    "lstm_cell_backward",
    "d_bias has a row for each sample. The bias is shared by the whole batch: sum over the batch, which gives [4H].",
    "d_bias にサンプルごとの行があります。バイアスはバッチ全体で共有されるので、バッチ方向に和を取り [4H] にします。",
)
def bias_not_summed(*args: Tensor) -> Gradients:
    return back(*args, d_bias=lambda v: v["a"])


@exercise.mistake(
    "lstm_cell_backward",
    "The gradients of the weights are transposed. A gradient has the shape of what it belongs to: [4H, I] and [4H, H].",
    "重みの勾配が転置されています。勾配の形状はもとの重みと同じ [4H, I] と [4H, H] です。",
)
def weight_gradients_transposed(*args: Tensor) -> Gradients:
    return back(*args, d_weight_ih=lambda v: v["x"].T @ v["a"], d_weight_hh=lambda v: v["h_prev"].T @ v["a"])


@exercise.mistake(
    "lstm_cell_backward",
    "The results are in another order: d_h_prev comes before d_c_prev.",
    "返り値の順序が違います。d_h_prev を d_c_prev より先に返します。",
)
def gradients_of_the_state_exchanged(*args: Tensor) -> Gradients:
    d_x, d_h_prev, d_c_prev, *others = back(*args)
    return d_x, d_c_prev, d_h_prev, *others


@exercise.mistake(
    "lstm_cell_backward",
    "d_c += ... changes the tensor that the caller passed in. Write the sum into a new tensor.",
    "d_c += ... は、呼び出し側から受け取ったテンソルを書き換えます。和は新しいテンソルに入れましょう。",
)
def d_c_changed_in_place(*args: Tensor) -> Gradients:
    def add_in_place(v: Values) -> Tensor:
        d_c = v["d_c"]
        d_c += v["d_h"] * v["o"] * (1 - v["tanh_c"] ** 2)
        return d_c

    return back(*args, D=add_in_place)
