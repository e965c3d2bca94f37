"""Reference of ch1.grad_norms: how large the gradient is that reaches each state of a recurrent network."""

import math
from collections.abc import Callable

import torch
from torch import Tensor

from autograder.drawing import Draw
from autograder.exercise import NO_RNN, Exercise, Probe, call

exercise = Exercise(
    title="Vanishing and exploding gradients",
    title_ja="勾配消失と勾配爆発の測定",
    position=6,
    points=5,
    difficulty=3,
    minutes=25,
    forbidden=NO_RNN,
)


def states_of(x: Tensor, h0: Tensor, W_ih: Tensor, W_hh: Tensor, b: Tensor) -> list[Tensor]:
    """h0 and the state after each step."""
    states = [h0]
    for t in range(x.shape[1]):
        states.append(torch.tanh(x[:, t] @ W_ih.T + states[t] @ W_hh.T + b))
    return states


@exercise.oracle("norms")
def hidden_grad_norms(x: Tensor, h0: Tensor, weight_ih: Tensor, weight_hh: Tensor, bias: Tensor, v: Tensor) -> Tensor:
    """From the last state back, with the Jacobian of every step and every sample written out as a matrix."""
    gradient, norms = v, [v.square().sum().sqrt()]
    for h in reversed(states_of(x, h0, weight_ih, weight_hh, bias)[2:]):
        jacobian = (1 - h.square())[:, :, None] * weight_hh
        gradient = torch.einsum("bk,bkj->bj", gradient, jacobian)
        norms.insert(0, gradient.square().sum().sqrt())
    return torch.stack(norms)


@exercise.twin("hidden_grad_norms")
def norms_by_running_on(x: Tensor, h0: Tensor, W_ih: Tensor, W_hh: Tensor, b: Tensor, v: Tensor) -> Tensor:
    """Run on from each state on its own, and let torch differentiate the end with respect to the start."""
    norms = []
    for t, h in enumerate(states_of(x, h0, W_ih, W_hh, b)[1:], 1):
        start = h.detach().requires_grad_()
        end = states_of(x[:, t:], start, W_ih, W_hh, b)[-1]
        norms.append(torch.autograd.grad((v * end).sum(), start)[0].norm())
    return torch.stack(norms)


def arguments(draw: Draw, B: int, T: int, I: int, H: int, contiguous: bool = True) -> list[Tensor]:
    """x ``[B, T, I]``, h0 ``[B, H]``, weight_ih ``[H, I]``, weight_hh ``[H, H]``, bias ``[H]`` and v ``[B, H]``."""
    x = draw.normal(B, T, I, contiguous=contiguous)
    h0 = draw.normal(B, H, contiguous=contiguous)
    weights = draw.normal(H, I), draw.normal(H, H), draw.normal(H)
    return [x, h0, *weights, draw.normal(B, H, contiguous=contiguous)]


def linear(draw: Draw, alpha: float, B: int, T: int, H: int, scale: float = 1) -> Probe:
    """All states are zero, where tanh has slope 1, and weight_hh is `alpha` times an orthogonal matrix: each step back
    multiplies the norm by `alpha`. v is drawn with `scale`."""
    x, h0, W_ih, W_hh, b, v = arguments(draw, B, T, 3, H)
    weights = W_ih, alpha * torch.linalg.qr(W_hh)[0], torch.zeros_like(b)
    return call("hidden_grad_norms", torch.zeros_like(x), torch.zeros_like(h0), *weights, v * scale)


@exercise.case(0.25, public=True)
def two_steps_by_hand(draw: Draw) -> Probe:
    """One sample, two steps, one feature, one hidden unit: small enough to check with a pocket calculator."""
    return call("hidden_grad_norms", *arguments(draw, B=1, T=2, I=1, H=1))


@exercise.case(0.5, public=True)
def a_batch_of_two(draw: Draw) -> Probe:
    """Two samples of three steps: there is one norm for each step, over both samples."""
    return call("hidden_grad_norms", *arguments(draw, B=2, T=3, I=1, H=2))


@exercise.case(0.25, public=True)
def the_norm_of_v(draw: Draw) -> Probe:
    """With T = 1 there is one norm, that of v."""
    return call("hidden_grad_norms", *arguments(draw, B=2, T=1, I=1, H=2))


@exercise.case(1)
def sizes_all_different(draw: Draw) -> Probe:
    """Random weights, with every size different."""
    return call("hidden_grad_norms", *arguments(draw, B=3, T=8, I=4, H=5))


@exercise.case(0.5)
def sizes_all_equal(draw: Draw) -> Probe:
    """Every size is the same, so that exchanged axes raise nothing."""
    return call("hidden_grad_norms", *arguments(draw, B=4, T=4, I=4, H=4))


@exercise.case(0.25)
def a_batch_of_one(draw: Draw) -> Probe:
    """A single sample."""
    return call("hidden_grad_norms", *arguments(draw, B=1, T=5, I=4, H=3))


@exercise.case(0.25)
def a_gradient_that_vanishes(draw: Draw) -> Probe:
    """All states are zero, and each step back halves the norm."""
    return linear(draw, 0.5, B=2, T=9, H=5)


@exercise.case(0.25)
def a_gradient_that_keeps_its_norm(draw: Draw) -> Probe:
    """All states are zero, and weight_hh is orthogonal."""
    return linear(draw, 1, B=2, T=9, H=5)


@exercise.case(0.25)
def a_gradient_that_explodes(draw: Draw) -> Probe:
    """All states are zero, and each step back multiplies the norm by 1.5."""
    return linear(draw, 1.5, B=2, T=30, H=5)


@exercise.case(0.5)
def a_hundred_steps(draw: Draw) -> Probe:
    """A gradient that is halved 99 times is not NaN; v is so large that it ends near 1."""
    return linear(draw, 0.5, B=2, T=100, H=4, scale=2.0**99)


@exercise.case(0.25)
def a_gradient_of_zero(draw: Draw) -> Probe:
    """With v of zeros, every norm is 0."""
    *given, v = arguments(draw, B=3, T=4, I=2, H=5)
    return call("hidden_grad_norms", *given, torch.zeros_like(v))


@exercise.case(0.25)
def inputs_that_are_not_contiguous(draw: Draw) -> Probe:
    """Inputs that are views of a transposed tensor."""
    return call("hidden_grad_norms", *arguments(draw, B=3, T=8, I=4, H=5, contiguous=False))


@exercise.case(0.25, dtype="float32")
def single_precision(draw: Draw) -> Probe:
    """float32 in, float32 out."""
    return call("hidden_grad_norms", *arguments(draw, B=3, T=6, I=4, H=5))


@exercise.case(0.25, watch="everything")
def arguments_stay_as_they_are(draw: Draw) -> Probe:
    """The call leaves its arguments, also v, unchanged; it changes nothing else either, and gives the same when repeated."""
    return call("hidden_grad_norms", *arguments(draw, B=3, T=8, I=4, H=5))


# Left out: torch.no_grad(), since automatic differentiation is one way to the answer.
# Wrong implementations: the recursion with one line changed, or other numbers made of the right gradients.


def slope(h: Tensor) -> Tensor:
    """The derivative of tanh, from its value."""
    return 1 - h * h


def going_back(
    back: Callable[[Tensor, Tensor, Tensor, Tensor], Tensor], x: Tensor, h0: Tensor, *others: Tensor
) -> list[Tensor]:
    """The gradient of each state, h0 first. `back` takes the gradient of a state, the state, the one before, weight_hh."""
    *weights, v = others
    states = states_of(x, h0, *weights)
    gradients = [v]
    for t in range(x.shape[1], 0, -1):
        gradients.insert(0, back(gradients[0], states[t], states[t - 1], weights[1]))
    return gradients


def right(gradient: Tensor, h: Tensor, h_prev: Tensor, W_hh: Tensor) -> Tensor:
    """The gradient of the state before."""
    return (gradient * slope(h)) @ W_hh


def norms_of(gradients: list[Tensor]) -> Tensor:
    """The norm of each."""
    return torch.stack([gradient.norm() for gradient in gradients])


@exercise.mistake(
    "hidden_grad_norms",
    "The gradient is multiplied by the transpose of weight_hh where weight_hh belongs (with samples in rows). Orthogonal and"
    " symmetric matrices hide this; others do not.",
    "勾配に weight_hh の転置を掛けています。サンプルが行に並ぶときは、weight_hh をそのまま掛けます。直交行列や対称行列"
    "では気づけません。",
)
def weight_hh_transposed(*args: Tensor) -> Tensor:
    return norms_of(going_back(lambda g, h, h_prev, W: (g * slope(h)) @ W.T, *args)[1:])


@exercise.mistake(
    "hidden_grad_norms",
    "The derivative of tanh is missing. Each step back multiplies by 1 - h^2 as well as by weight_hh.",
    "tanh の微分が抜けています。1 ステップさかのぼるごとに、weight_hh だけでなく 1 - h^2 も掛けます。",
)
def derivative_of_tanh_missing(*args: Tensor) -> Tensor:
    return norms_of(going_back(lambda g, h, h_prev, W: g @ W, *args)[1:])


@exercise.mistake(
    "hidden_grad_norms",
    "The derivative of tanh is taken at the earlier state of the two. The step from one state to the next ends with the"
    " tanh that made the later one.",
    "tanh の微分を、前の状態で計算しています。tanh から出てくるのは後の状態なので、後の状態を使います。",
)
def derivative_at_the_earlier_state(*args: Tensor) -> Tensor:
    return norms_of(going_back(lambda g, h, h_prev, W: (g * slope(h_prev)) @ W, *args)[1:])


@exercise.mistake(
    "hidden_grad_norms",
    "These are the norms for the sums before the tanh. Measure the gradient of the state, before it goes through the tanh.",
    "tanh を適用する前の和に関する勾配のノルムになっています。求めるのは状態に関する勾配で、tanh を通る前のものです。",
)
def gradient_of_the_sum_before_tanh(x: Tensor, h0: Tensor, *others: Tensor) -> Tensor:
    gradients = going_back(right, x, h0, *others)[1:]
    states = states_of(x, h0, *others[:-1])[1:]
    return norms_of([gradient * slope(h) for gradient, h in zip(gradients, states, strict=True)])


@exercise.mistake(
    "hidden_grad_norms",
    "The order is reversed. Going back in time finds the last step first; entry 0 belongs to the first step.",
    "順序が逆です。時間をさかのぼると最後の時刻から求まりますが、0 番目は最初の時刻のノルムです。",
)
def last_step_first(*args: Tensor) -> Tensor:
    return hidden_grad_norms(*args).flip(0)


@exercise.mistake(
    "hidden_grad_norms",
    "Entry t belongs to the state before step t, so that h0 is the first. It is the state after the step: the last entry is"
    " the norm of v.",
    "t 番目が、時刻 t のステップの前の状態のノルムになっています（先頭が h0 です）。ステップの後の状態を測ります。"
    "最後の値は v のノルムになります。",
)
def one_state_early(*args: Tensor) -> Tensor:
    return norms_of(going_back(right, *args)[:-1])


@exercise.mistake(
    "hidden_grad_norms",
    "There is an entry for h0 too. The states after the T steps count, so there are T entries.",
    "h0 の分まで含まれています。T 個のステップの後の状態だけなので、値は T 個です。",
)
def an_entry_for_h0_too(*args: Tensor) -> Tensor:
    return norms_of(going_back(right, *args))


@exercise.mistake(
    "hidden_grad_norms",
    "A norm is taken for each sample, and these are averaged. Take one norm over the whole [B, H] gradient.",
    "サンプルごとのノルムを平均しています。[B, H] の勾配全体で 1 つのノルムを計算します。",
)
def mean_of_the_samples_norms(*args: Tensor) -> Tensor:
    return torch.stack([gradient.norm(dim=1).mean() for gradient in going_back(right, *args)[1:]])


@exercise.mistake(
    "hidden_grad_norms",
    "A norm is taken for each sample, and these are added. Squares add up, norms do not: take one norm over the whole"
    " [B, H] gradient.",
    "サンプルごとのノルムを足しています。足せるのは 2 乗であってノルムではありません。[B, H] の勾配全体で 1 つの"
    "ノルムを計算します。",
)
def sum_of_the_samples_norms(*args: Tensor) -> Tensor:
    return torch.stack([gradient.norm(dim=1).sum() for gradient in going_back(right, *args)[1:]])


@exercise.mistake(
    "hidden_grad_norms",
    "There is a norm for each sample. Take one for each step, over the whole [B, H] gradient: shape [T].",
    "サンプルごとにノルムがあります。時刻ごとに、[B, H] の勾配全体で 1 つ計算します。形状は [T] です。",
)
def a_norm_for_each_sample(*args: Tensor) -> Tensor:
    return torch.stack([gradient.norm(dim=1) for gradient in going_back(right, *args)[1:]])


@exercise.mistake(
    "hidden_grad_norms",
    "The root is missing: these are the squares of the norms.",
    "平方根が抜けています。ノルムの 2 乗になっています。",
)
def squares_of_the_norms(*args: Tensor) -> Tensor:
    return hidden_grad_norms(*args) ** 2


@exercise.mistake(
    "hidden_grad_norms",
    "The squares are averaged before the root. The norm is the root of their sum.",
    "平方根の前に 2 乗の平均を取っています。ノルムは 2 乗の和の平方根です。",
)
def root_of_the_mean_square(*args: Tensor) -> Tensor:
    return hidden_grad_norms(*args) / math.sqrt(args[-1].numel())


@exercise.mistake(
    "hidden_grad_norms",
    "The absolute values are added. The Frobenius norm is the root of the sum of squares.",
    "絶対値の和になっています。フロベニウスノルムは 2 乗の和の平方根です。",
)
def sums_of_absolute_values(*args: Tensor) -> Tensor:
    return torch.stack([gradient.abs().sum() for gradient in going_back(right, *args)[1:]])


@exercise.mistake(
    "hidden_grad_norms",
    "This is the spectral norm, which torch.linalg.norm(..., ord=2) gives for a matrix. Leave ord out for the Frobenius norm.",
    "行列のスペクトルノルムになっています。torch.linalg.norm に ord=2 を渡すと、行列ではスペクトルノルムになります。"
    "フロベニウスノルムでは ord を省略します。",
)
def spectral_norms(*args: Tensor) -> Tensor:
    return torch.stack([torch.linalg.norm(gradient, ord=2) for gradient in going_back(right, *args)[1:]])


@exercise.mistake(
    "hidden_grad_norms",
    "The loss adds up the states of all steps. Only the last state counts: L is the sum of v times h_T.",
    "損失が全時刻の状態の和になっています。使うのは最後の状態だけで、L は v と h_T の積の和です。",
)
def a_loss_at_every_step(*args: Tensor) -> Tensor:
    v = args[-1]
    return norms_of(going_back(lambda g, h, h_prev, W: (g * slope(h)) @ W + v, *args)[1:])


@exercise.mistake(
    "hidden_grad_norms",
    "v is not used: L is the sum of v times the last state, entry by entry.",
    "v が使われていません。L は、v と最後の状態の要素ごとの積の和です。",
)
def v_ignored(x: Tensor, h0: Tensor, W_ih: Tensor, W_hh: Tensor, b: Tensor, v: Tensor) -> Tensor:
    return hidden_grad_norms(x, h0, W_ih, W_hh, b, torch.ones_like(v))


@exercise.mistake(
    "hidden_grad_norms",
    "The norms are divided by the last one. Return them as they are.",
    "ノルムを最後の値で割っています。そのままの値を返します。",
)
def relative_to_the_last(*args: Tensor) -> Tensor:
    norms = hidden_grad_norms(*args)
    return norms / norms[-1]


@exercise.mistake(
    "hidden_grad_norms",
    "The forward pass starts from zeros. The states of all steps depend on h0.",
    "順伝播がゼロから始まっています。どの時刻の状態も h0 に依存します。",
)
def forward_pass_from_zeros(x: Tensor, h0: Tensor, *others: Tensor) -> Tensor:
    return hidden_grad_norms(x, torch.zeros_like(h0), *others)


@exercise.mistake(
    "hidden_grad_norms",
    "v is overwritten while going back. The caller may still need it: work on a new tensor.",
    "さかのぼる途中で v を書き換えています。呼び出し側がまだ使うかもしれないので、新しいテンソルで計算します。",
)
def v_overwritten(*args: Tensor) -> Tensor:
    norms = hidden_grad_norms(*args)
    args[-1].copy_(going_back(right, *args)[1])
    return norms
