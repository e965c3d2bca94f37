"""Reference of ch1.rnn_cell_backward: the gradients of one recurrent step, worked out by hand."""

import torch
from torch import Tensor

from autograder.drawing import Draw
from autograder.exercise import NO_AUTOGRAD, NO_RNN, Exercise, Probe, call

exercise = Exercise(
    title="One step of an RNN, backwards",
    title_ja="RNN の 1 ステップの逆伝播",
    position=4,
    points=7,
    difficulty=3,
    minutes=30,
    forbidden=(*NO_RNN, *NO_AUTOGRAD),
)

Gradients = tuple[Tensor, ...]


@exercise.oracle("d_x", "d_h_prev", "d_weight_ih", "d_weight_hh", "d_bias")
def rnn_cell_backward(
    d_h: Tensor, x: Tensor, h_prev: Tensor, weight_ih: Tensor, weight_hh: Tensor, bias: Tensor
) -> Gradients:
    """By automatic differentiation of the step."""
    with torch.enable_grad():
        leaves = [tensor.detach().clone().requires_grad_() for tensor in (x, h_prev, weight_ih, weight_hh, bias)]
        x, h_prev, weight_ih, weight_hh, bias = leaves
        a = torch.einsum("bi,ki->bk", x, weight_ih) + torch.einsum("bh,kh->bk", h_prev, weight_hh) + bias
        return torch.autograd.grad(torch.tanh(a), leaves, d_h)


@exercise.twin("rnn_cell_backward")
def backward_sample_by_sample(
    d_h: Tensor, x: Tensor, h_prev: Tensor, W_ih: Tensor, W_hh: Tensor, b: Tensor
) -> Gradients:
    """Each sample as columns, as in a textbook, with tanh' as 1 / cosh squared; weight gradients are added up."""
    d_W_ih, d_W_hh, d_b = torch.zeros_like(W_ih), torch.zeros_like(W_hh), torch.zeros_like(b)
    d_x, d_h_prev = [], []
    for d, column, h in zip(d_h, x, h_prev, strict=True):
        d_a = d / torch.cosh(W_ih.mv(column) + W_hh.mv(h) + b) ** 2
        d_x.append(W_ih.T.mv(d_a))
        d_h_prev.append(W_hh.T.mv(d_a))
        d_W_ih, d_W_hh, d_b = d_W_ih + torch.outer(d_a, column), d_W_hh + torch.outer(d_a, h), d_b + d_a
    return torch.stack(d_x), torch.stack(d_h_prev), d_W_ih, d_W_hh, d_b


def arguments(draw: Draw, B: int, I: int, H: int, contiguous: bool = True) -> list[Tensor]:
    """d_h ``[B, H]``, x ``[B, I]``, h_prev ``[B, H]``, weight_ih ``[H, I]``, weight_hh ``[H, H]``, bias."""
    d_h = draw.normal(B, H, contiguous=contiguous)
    x = draw.normal(B, I, contiguous=contiguous)
    h_prev = draw.normal(B, H, contiguous=contiguous)
    return [d_h, x, h_prev, draw.normal(H, I), draw.normal(H, H), draw.normal(H)]


@exercise.case(0.5, public=True)
def one_number_each_by_hand(draw: Draw) -> Probe:
    """One sample, one feature, one hidden unit: small enough to check with a pocket calculator."""
    return call("rnn_cell_backward", *arguments(draw, B=1, I=1, H=1))


@exercise.case(0.5, public=True)
def a_single_sample(draw: Draw) -> Probe:
    """One sample with three features and two hidden units: nothing to add up over the batch yet."""
    return call("rnn_cell_backward", *arguments(draw, B=1, I=3, H=2))


@exercise.case(0.75, public=True)
def a_batch_of_two(draw: Draw) -> Probe:
    """Two samples: the gradients of the weights and the bias are sums over the batch."""
    return call("rnn_cell_backward", *arguments(draw, B=2, I=3, H=2))


@exercise.case(1.25)
def sizes_all_different(draw: Draw) -> Probe:
    """Every size is different."""
    return call("rnn_cell_backward", *arguments(draw, B=3, I=4, H=5))


@exercise.case(1)
def sizes_all_equal(draw: Draw) -> Probe:
    """Every size is the same, so that a wrong transpose raises nothing."""
    return call("rnn_cell_backward", *arguments(draw, B=4, I=4, H=4))


@exercise.case(0.25)
def a_batch_of_one(draw: Draw) -> Probe:
    """A batch of one."""
    return call("rnn_cell_backward", *arguments(draw, B=1, I=4, H=5))


@exercise.case(0.25)
def a_single_hidden_unit(draw: Draw) -> Probe:
    """One hidden unit."""
    return call("rnn_cell_backward", *arguments(draw, B=3, I=4, H=1))


@exercise.case(0.25)
def nothing_arrives_from_above(draw: Draw) -> Probe:
    """With d_h of zeros, every gradient is zero."""
    d_h, *given = arguments(draw, B=3, I=4, H=5)
    return call("rnn_cell_backward", torch.zeros_like(d_h), *given)


@exercise.case(0.5)
def saturated_units(draw: Draw) -> Probe:
    """Large inputs: most units lie close to -1 or 1 and let almost no gradient through; one sample's are huge."""
    d_h, x, *others = arguments(draw, B=3, I=4, H=5)
    return call("rnn_cell_backward", d_h, x * torch.tensor([[5], [5], [5000]]), *others)


@exercise.case(0.5)
def inputs_that_are_not_contiguous(draw: Draw) -> Probe:
    """Inputs that are views of a transposed tensor."""
    return call("rnn_cell_backward", *arguments(draw, B=3, I=4, H=5, contiguous=False))


@exercise.case(0.5, dtype="float32")
def single_precision(draw: Draw) -> Probe:
    """float32 in, float32 out."""
    return call("rnn_cell_backward", *arguments(draw, B=3, I=4, H=5))


@exercise.case(0.25, no_grad=True)
def without_recording_gradients(draw: Draw) -> Probe:
    """Inside torch.no_grad(), where nothing but your own formulas can give a gradient."""
    return call("rnn_cell_backward", *arguments(draw, B=2, I=4, H=3))


@exercise.case(0.5, watch="everything")
def arguments_stay_as_they_are(draw: Draw) -> Probe:
    """The call leaves its arguments, also d_h, unchanged; it changes nothing else either, and gives the same when repeated."""
    return call("rnn_cell_backward", *arguments(draw, B=3, I=4, H=5))


# Gradients of the gradients are not asked. Wrong implementations: the same steps with one of them changed.


def before_activation(x: Tensor, h_prev: Tensor, W_ih: Tensor, W_hh: Tensor, b: Tensor) -> Tensor:
    """a."""
    return x @ W_ih.T + h_prev @ W_hh.T + b


def through_tanh(d_h: Tensor, *forward: Tensor) -> Tensor:
    """The gradient of a."""
    return d_h * (1 - torch.tanh(before_activation(*forward)) ** 2)


def through_the_sum(d_a: Tensor, x: Tensor, h_prev: Tensor, W_ih: Tensor, W_hh: Tensor, b: Tensor) -> Gradients:
    """From the gradient of a to all five."""
    return d_a @ W_ih, d_a @ W_hh, d_a.T @ x, d_a.T @ h_prev, d_a.sum(0)


@exercise.mistake(
    "rnn_cell_backward",
    "The derivative of tanh is missing. Before anything else, multiply d_h by 1 - h^2, where h is the new state.",
    "tanh の微分が抜けています。最初に、d_h に 1 - h^2 を掛けます（h は新しい状態です）。",
)
def derivative_of_tanh_missing(d_h: Tensor, *forward: Tensor) -> Gradients:
    return through_the_sum(d_h, *forward)


@exercise.mistake(
    "rnn_cell_backward",
    "The derivative of tanh is computed as 1 - a^2, from the sum before the activation. It is 1 - tanh(a)^2.",
    "tanh の微分を、活性化前の和 a を使って 1 - a^2 と計算しています。正しくは 1 - tanh(a)^2 です。",
)
def derivative_from_the_sum_before_tanh(d_h: Tensor, *forward: Tensor) -> Gradients:
    return through_the_sum(d_h * (1 - before_activation(*forward) ** 2), *forward)


@exercise.mistake(
    "rnn_cell_backward",
    "tanh is applied twice: h is already tanh(a), so the derivative is 1 - h^2, not 1 - tanh(h)^2.",
    "tanh を 2 回適用しています。h はすでに tanh(a) なので、微分は 1 - tanh(h)^2 ではなく 1 - h^2 です。",
)
def tanh_applied_twice(d_h: Tensor, *forward: Tensor) -> Gradients:
    h = torch.tanh(before_activation(*forward))
    return through_the_sum(d_h * (1 - torch.tanh(h) ** 2), *forward)


@exercise.mistake(
    "rnn_cell_backward",
    "h (1 - h) is the derivative of a sigmoid. That of tanh is 1 - h^2.",
    "h (1 - h) はシグモイドの微分です。tanh の微分は 1 - h^2 です。",
)
def derivative_of_the_sigmoid(d_h: Tensor, *forward: Tensor) -> Gradients:
    h = torch.tanh(before_activation(*forward))
    return through_the_sum(d_h * h * (1 - h), *forward)


@exercise.mistake(
    "rnn_cell_backward",
    "The derivative of tanh is taken at the old state, 1 - h_prev^2. It belongs to the new state, which has to be computed"
    " first.",
    "tanh の微分を直前の状態で 1 - h_prev^2 と計算しています。使うのは新しい状態なので、先にそれを計算します。",
)
def derivative_at_the_old_state(d_h: Tensor, *forward: Tensor) -> Gradients:
    return through_the_sum(d_h * (1 - forward[1] ** 2), *forward)


@exercise.mistake(
    "rnn_cell_backward",
    "The new state is recomputed without the bias, so the derivative of tanh is taken at the wrong place.",
    "新しい状態をバイアスなしで計算し直しているため、tanh の微分の値が違います。",
)
def bias_left_out_of_the_forward_step(d_h: Tensor, *forward: Tensor) -> Gradients:
    return through_the_sum(through_tanh(d_h, *forward[:4], torch.zeros_like(forward[4])), *forward)


@exercise.mistake(
    "rnn_cell_backward",
    "d_h_prev uses the transpose of weight_hh. Forwards, h_prev is multiplied by the transpose; backwards, the gradient is"
    " multiplied by weight_hh itself. Being square, it raises no error.",
    "d_h_prev の計算で weight_hh を転置しています。順伝播で転置を掛けたのなら、逆伝播では weight_hh "
    "そのものを掛けます。正方行列なのでエラーにはなりません。",
)
def weight_hh_transposed(d_h: Tensor, *forward: Tensor) -> Gradients:
    d_a = through_tanh(d_h, *forward)
    d_x, _, *others = through_the_sum(d_a, *forward)
    return d_x, d_a @ forward[3].T, *others


@exercise.mistake(
    "rnn_cell_backward",
    "d_x uses the transpose of weight_ih. Forwards, x is multiplied by the transpose; backwards, the gradient is multiplied"
    " by weight_ih itself.",
    "d_x の計算で weight_ih を転置しています。順伝播で転置を掛けたのなら、逆伝播では weight_ih そのものを掛けます。",
)
def weight_ih_transposed(d_h: Tensor, *forward: Tensor) -> Gradients:
    d_a = through_tanh(d_h, *forward)
    return d_a @ forward[2].T, *through_the_sum(d_a, *forward)[1:]


@exercise.mistake(
    "rnn_cell_backward",
    "d_h_prev is made from d_h. On its way back the gradient passes the tanh first: use the gradient of a.",
    "d_h_prev を d_h から直接計算しています。勾配は先に tanh を通るので、a に関する勾配を使います。",
)
def d_h_prev_bypasses_tanh(d_h: Tensor, *forward: Tensor) -> Gradients:
    d_x, _, *others = through_the_sum(through_tanh(d_h, *forward), *forward)
    return d_x, d_h @ forward[3], *others


@exercise.mistake(
    "rnn_cell_backward",
    "The gradients of the weights and the bias are averaged over the batch. Sum them: if there is an average, it is part of"
    " the loss, and already in d_h.",
    "重みとバイアスの勾配をバッチで平均しています。ここでは和を取ります。平均は損失の側の計算で、d_h "
    "にすでに含まれています。",
)
def averaged_over_the_batch(d_h: Tensor, *forward: Tensor) -> Gradients:
    d_x, d_h_prev, *of_weights = through_the_sum(through_tanh(d_h, *forward), *forward)
    d_W_ih, d_W_hh, d_b = [gradient / len(d_h) for gradient in of_weights]
    return d_x, d_h_prev, d_W_ih, d_W_hh, d_b


@exercise.mistake(
    "rnn_cell_backward",
    "The bias gradient is averaged over the batch. Sum it, like the gradients of the weights.",
    "バイアスの勾配をバッチで平均しています。重みの勾配と同じく、和を取ります。",
)
def bias_gradient_averaged(d_h: Tensor, *forward: Tensor) -> Gradients:
    d_a = through_tanh(d_h, *forward)
    return *through_the_sum(d_a, *forward)[:4], d_a.mean(0)


@exercise.mistake(
    "rnn_cell_backward",
    "The gradients of the weights are transposed. A gradient has the shape of what it belongs to: weight_ih is [H, I].",
    "重みの勾配が転置になっています。勾配の形状は、もとの重みの形状と同じです（weight_ih は [H, I]）。",
)
def weight_gradients_transposed(d_h: Tensor, *forward: Tensor) -> Gradients:
    d_x, d_h_prev, d_W_ih, d_W_hh, d_b = through_the_sum(through_tanh(d_h, *forward), *forward)
    return d_x, d_h_prev, d_W_ih.T, d_W_hh.T, d_b


@exercise.mistake(
    "rnn_cell_backward",
    "The gradient of weight_hh is transposed. It is square, so the shape does not show it: its rows belong to the new state,"
    " its columns to the old one.",
    "weight_hh の勾配が転置になっています。正方行列なので形状では気づけません。行が新しい状態、列が古い状態に"
    "対応します。",
)
def weight_hh_gradient_transposed(d_h: Tensor, *forward: Tensor) -> Gradients:
    d_x, d_h_prev, d_W_ih, d_W_hh, d_b = through_the_sum(through_tanh(d_h, *forward), *forward)
    return d_x, d_h_prev, d_W_ih, d_W_hh.T, d_b


@exercise.mistake(
    "rnn_cell_backward",
    "d_weight_hh uses the new state. weight_hh was multiplied by the previous state, so its gradient uses h_prev.",
    "d_weight_hh に新しい状態を使っています。weight_hh に掛かっていたのは直前の状態なので、h_prev を使います。",
)
def weight_hh_gradient_with_the_new_state(d_h: Tensor, *forward: Tensor) -> Gradients:
    d_a = through_tanh(d_h, *forward)
    d_x, d_h_prev, d_W_ih, _, d_b = through_the_sum(d_a, *forward)
    return d_x, d_h_prev, d_W_ih, d_a.T @ torch.tanh(before_activation(*forward)), d_b


@exercise.mistake(
    "rnn_cell_backward",
    "The bias gradient still has the batch axis. All samples share the bias, so sum over the samples: shape [H].",
    "バイアスの勾配にバッチの軸が残っています。バイアスは全サンプルで共有されるので、サンプルについて和を取り、形状を "
    "[H] にします。",
)
def bias_gradient_not_summed(d_h: Tensor, *forward: Tensor) -> Gradients:
    d_a = through_tanh(d_h, *forward)
    return *through_the_sum(d_a, *forward)[:4], d_a


@exercise.mistake(
    "rnn_cell_backward",
    "The bias gradient is summed over the hidden units. Sum over the samples, axis 0: each unit has its own bias.",
    "バイアスの勾配を隠れユニットについて足しています。足すのはサンプル（軸 0）についてです。バイアスはユニットごとに"
    "あります。",
)
def bias_gradient_summed_over_the_units(d_h: Tensor, *forward: Tensor) -> Gradients:
    d_a = through_tanh(d_h, *forward)
    return *through_the_sum(d_a, *forward)[:4], d_a.sum(1)


@exercise.mistake(
    "rnn_cell_backward",
    "The bias gradient is made from d_h. The bias is added before the tanh, so sum the gradient of a.",
    "バイアスの勾配を d_h から計算しています。バイアスは tanh の前に足されるので、a に関する勾配の和を取ります。",
)
def bias_gradient_bypasses_tanh(d_h: Tensor, *forward: Tensor) -> Gradients:
    return *through_the_sum(through_tanh(d_h, *forward), *forward)[:4], d_h.sum(0)


@exercise.mistake(
    "rnn_cell_backward",
    "The gradients come back in another order. Return them in the order of the arguments: x, h_prev, weight_ih, weight_hh,"
    " bias.",
    "勾配を返す順序が違います。引数と同じ x, h_prev, weight_ih, weight_hh, bias の順に返します。",
)
def weight_gradients_first(d_h: Tensor, *forward: Tensor) -> Gradients:
    d_x, d_h_prev, *of_weights = through_the_sum(through_tanh(d_h, *forward), *forward)
    d_W_ih, d_W_hh, d_b = of_weights
    return d_W_ih, d_W_hh, d_b, d_x, d_h_prev


@exercise.mistake(
    "rnn_cell_backward",
    "d_h is overwritten, by an operation in place such as d_h *= .... The caller may still need it: make a new tensor.",
    "d_h *= ... のような in-place 演算で d_h を書き換えています。呼び出し側がまだ使うかもしれないので、"
    "新しいテンソルを作ります。",
)
def upstream_gradient_overwritten(d_h: Tensor, *forward: Tensor) -> Gradients:
    d_h *= 1 - torch.tanh(before_activation(*forward)) ** 2
    return through_the_sum(d_h, *forward)
