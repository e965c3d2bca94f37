"""Reference of ch1.clip_grad_norm: gradients clipped by their global norm (Pascanu, Mikolov and Bengio 2013)."""

import math

import torch
from torch import Tensor

from autograder.drawing import Draw
from autograder.exercise import Exercise, Probe, Step, call

exercise = Exercise(
    title="Gradient clipping",
    title_ja="勾配クリッピング",
    position=7,
    points=5,
    difficulty=2,
    minutes=20,
    forbidden=(
        "torch.nn.utils.clip_grad_norm_",
        "torch.nn.utils.clip_grad_norm",
        "torch.nn.utils.clip_grad_value_",
        "torch.nn.utils.clip_grads_with_norm_",
        "torch.nn.utils.get_total_norm",
        "torch.nn.utils.clip_grad.clip_grad_norm_",
        "torch.nn.utils.clip_grad.clip_grad_norm",
        "torch.nn.utils.clip_grad.clip_grad_value_",
        "torch.nn.utils.clip_grad.clip_grads_with_norm_",
        "torch.nn.utils.clip_grad.get_total_norm",
    ),
)

Grads = list[Tensor | None]


def present(grads: Grads) -> list[Tensor]:
    """Those that are not None."""
    return [grad for grad in grads if grad is not None]


@exercise.oracle("total_norm")
def clip_grad_norm(grads: Grads, max_norm: float, eps: float = 1e-6) -> Tensor:
    """All numbers in one long vector, measured, multiplied, and written back."""
    given = present(grads)
    if not given:
        return torch.tensor(0.0)
    vector = torch.cat([grad.reshape(-1) for grad in given])
    total = torch.dot(vector, vector).sqrt()
    ratio = max_norm / (float(total) + eps)
    if not ratio >= 1:
        vector = vector * ratio
    for grad, part in zip(given, torch.split(vector, [grad.numel() for grad in given]), strict=True):
        grad.copy_(part.reshape(grad.shape))
    return total


@exercise.twin("clip_grad_norm")
def clip_grad_norm_of_torch(grads: Grads, max_norm: float, eps: float = 1e-6) -> Tensor:
    """torch.nn.utils.clip_grad_norm_, which knows no other eps: for that, the arguments are scaled down and up."""
    given = present(grads)
    scale = 1e-6 / eps
    parameters = [torch.nn.Parameter(torch.empty_like(grad)) for grad in given]
    for parameter, grad in zip(parameters, given, strict=True):
        parameter.grad = grad.mul_(scale)
    total = torch.nn.utils.clip_grad_norm_(parameters, max_norm * scale)
    for grad in given:
        grad.div_(scale)
    return total / scale


def gradients(draw: Draw, norm: float | None, *shapes: tuple[int, ...], contiguous: bool = True) -> Grads:
    """Tensors of these shapes with this global norm; with None, as they are drawn."""
    drawn = [draw.normal(*shape, contiguous=contiguous) for shape in shapes]
    if norm is None:
        return [*drawn]
    total = torch.cat([tensor.reshape(-1) for tensor in drawn]).norm()
    return [tensor * (norm / total) for tensor in drawn]


SHAPES = (5, 3), (5, 5), (5,)


@exercise.case(0.25, public=True, watch="inputs")
def two_numbers_by_hand(draw: Draw) -> Probe:
    """One gradient of two numbers, far above the limit: small enough to check with a pocket calculator."""
    return call("clip_grad_norm", [draw.normal(2, scale=4)], 1.0)


@exercise.case(0.5, public=True, watch="inputs")
def a_weight_and_a_bias(draw: Draw) -> Probe:
    """Two gradients share one norm and are scaled by one factor."""
    return call("clip_grad_norm", [draw.normal(2, 3, scale=4), draw.normal(2, scale=4)], 1.0)


@exercise.case(0.25, public=True, watch="inputs")
def below_the_limit(draw: Draw) -> Probe:
    """Gradients whose norm is below max_norm stay as they are."""
    return call("clip_grad_norm", [draw.normal(2, 2, scale=0.1), draw.normal(2, scale=0.1)], 1.0)


@exercise.case(0.75, watch="everything")
def three_gradients_above_the_limit(draw: Draw) -> Probe:
    """Three gradients of different shapes with a norm of about 10. Nothing else changes, and the same call gives the same again."""
    return call("clip_grad_norm", gradients(draw, draw.number(9, 11), *SHAPES), 1.0)


@exercise.case(0.5, watch="inputs")
def three_gradients_below_the_limit(draw: Draw) -> Probe:
    """Three gradients with a norm between 0.2 and 0.8, and a limit of 1: nothing changes."""
    return call("clip_grad_norm", gradients(draw, draw.number(0.2, 0.8), *SHAPES), 1.0)


@exercise.case(0.25, watch="inputs")
def a_single_gradient(draw: Draw) -> Probe:
    """A list of one gradient."""
    return call("clip_grad_norm", gradients(draw, draw.number(4, 6), (4, 3)), 1.0)


@exercise.case(0.5, no_grad=True, watch="inputs")
def parameters_without_a_gradient(draw: Draw) -> Probe:
    """Inside torch.no_grad(), with None among the gradients, for parameters that took no part in the loss: it stays there."""
    first, second, third = gradients(draw, draw.number(4, 6), *SHAPES)
    return call("clip_grad_norm", max_norm=1.0, grads=[None, first, None, second, third])


@exercise.case(0.25, watch="inputs")
def gradients_of_zero(draw: Draw) -> Probe:
    """Gradients of zeros stay zero, and the norm is 0."""
    return call("clip_grad_norm", [torch.zeros(4, 3).double(), torch.zeros(4).double()], draw.number(0.5, 2))


@exercise.case(0.25, watch="inputs")
def another_limit(draw: Draw) -> Probe:
    """A limit of about 5, with a norm above it and two of the gradients below it."""
    return call("clip_grad_norm", gradients(draw, draw.number(7, 8), *SHAPES, (2, 4)), draw.number(4.5, 5.5))


@exercise.case(0.25, watch="inputs")
def another_eps(draw: Draw) -> Probe:
    """With eps=0.5 the factor is visibly smaller than the limit over the norm, also where the norm is just below the limit."""
    norms = draw.number(2, 4), draw.number(0.7, 0.9)
    steps = [Step("clip_grad_norm", (gradients(draw, norm, *SHAPES), 1.0), {"eps": 0.5}, keep=True) for norm in norms]
    return Probe(tuple(steps))


@exercise.case(0.25, watch="inputs")
def no_gradients_at_all(draw: Draw) -> Probe:
    """An empty list, and one of nothing but None: the norm is a tensor of 0."""
    return Probe(tuple(Step("clip_grad_norm", (grads, 1.0), keep=True) for grads in ([], [None, None])))


@exercise.case(0.5, watch="inputs")
def a_gradient_that_is_nan(draw: Draw) -> Probe:
    """One NaN: the norm is NaN, and so is every gradient afterwards, so that nobody can miss it."""
    first, second, third = present(gradients(draw, draw.number(0.2, 0.8), *SHAPES))
    second[1, 2] = torch.nan
    return call("clip_grad_norm", [first, second, third], 1.0)


@exercise.case(0.25, watch="inputs")
def gradients_that_are_not_contiguous(draw: Draw) -> Probe:
    """Gradients that are views of a transposed tensor."""
    return call("clip_grad_norm", gradients(draw, None, (5, 3), (4, 6), contiguous=False), 1.0)


@exercise.case(0.25, dtype="float32", watch="inputs")
def single_precision(draw: Draw) -> Probe:
    """float32 gradients, of which the last is a single number without an axis."""
    return call("clip_grad_norm", [draw.normal(5, 3), draw.normal(5), draw.normal()], 1.0)


# Left out: gradients of gradients, and gradients of different dtypes in one list.
# Wrong implementations: the oracle's computation with one line changed.


def global_norm(grads: Grads) -> Tensor:
    """The right norm."""
    given = present(grads)
    return torch.cat([grad.reshape(-1) for grad in given]).norm() if given else torch.tensor(0.0)


def factor(total: Tensor, max_norm: float, eps: float) -> Tensor:
    """The right factor."""
    return (max_norm / (total + eps)).clamp(max=1)


def scaled(grads: Grads, by: Tensor) -> None:
    """Multiply every gradient, in place."""
    for grad in present(grads):
        grad.mul_(by)


@exercise.mistake(
    "clip_grad_norm",
    "Every tensor is clipped by its own norm, which changes the direction of the gradient as a whole. There is one norm over"
    " all tensors together, and one factor.",
    "テンソルごとのノルムで別々にクリッピングしているため、勾配全体の向きが変わります。ノルムは全テンソルで 1 つ、"
    "係数も 1 つです。",
)
def each_tensor_by_its_own_norm(grads: Grads, max_norm: float, eps: float = 1e-6) -> Tensor:
    total = global_norm(grads)
    for grad in present(grads):
        grad.mul_(factor(grad.norm(), max_norm, eps))
    return total


@exercise.mistake(
    "clip_grad_norm",
    "Every entry is clamped to the range from -max_norm to max_norm, which changes the direction of the gradient. Scale all"
    " of them by one factor.",
    "各要素を -max_norm から max_norm の範囲に収めているため、勾配の向きが変わります。すべてに同じ係数を掛けます。",
)
def entries_clamped(grads: Grads, max_norm: float, eps: float = 1e-6) -> Tensor:
    total = global_norm(grads)
    for grad in present(grads):
        grad.clamp_(-max_norm, max_norm)
    return total


@exercise.mistake(
    "clip_grad_norm",
    "Gradients below the limit are made larger. The factor is never more than 1.",
    "上限より小さい勾配を大きくしています。係数が 1 を超えることはありません。",
)
def always_scaled_to_the_limit(grads: Grads, max_norm: float, eps: float = 1e-6) -> Tensor:
    total = global_norm(grads)
    scaled(grads, max_norm / (total + eps))
    return total


@exercise.mistake(
    "clip_grad_norm",
    "The root is missing: the sum of the squares is taken for the norm.",
    "平方根が抜けていて、2 乗の和をノルムとしています。",
)
def norm_without_a_root(grads: Grads, max_norm: float, eps: float = 1e-6) -> Tensor:
    total = global_norm(grads) ** 2
    scaled(grads, factor(total, max_norm, eps))
    return total


@exercise.mistake(
    "clip_grad_norm",
    "The norms of the tensors are added. Norms do not add up, their squares do: take the root of the sum of all squares.",
    "各テンソルのノルムを足しています。足せるのはノルムではなく 2 乗です。すべての 2 乗の和の平方根を取ります。",
)
def norms_added(grads: Grads, max_norm: float, eps: float = 1e-6) -> Tensor:
    total = sum((grad.norm() for grad in present(grads)), torch.tensor(0.0))
    scaled(grads, factor(total, max_norm, eps))
    return total


@exercise.mistake(
    "clip_grad_norm",
    "The largest of the tensors' norms is taken. The norm is that of all tensors together.",
    "各テンソルのノルムの最大値を使っています。必要なのは、全テンソルをまとめたノルムです。",
)
def largest_norm(grads: Grads, max_norm: float, eps: float = 1e-6) -> Tensor:
    total = torch.stack([grad.norm() for grad in present(grads)]).max() if present(grads) else torch.tensor(0.0)
    scaled(grads, factor(total, max_norm, eps))
    return total


@exercise.mistake(
    "clip_grad_norm",
    "The squares are averaged instead of added. The norm is the root of their sum.",
    "2 乗の和ではなく平均を取っています。ノルムは 2 乗の和の平方根です。",
)
def root_of_the_mean_square(grads: Grads, max_norm: float, eps: float = 1e-6) -> Tensor:
    total = global_norm(grads) / math.sqrt(max(1, sum(grad.numel() for grad in present(grads))))
    scaled(grads, factor(total, max_norm, eps))
    return total


@exercise.mistake(
    "clip_grad_norm",
    "The absolute values are added. The norm is the root of the sum of the squares.",
    "絶対値の和をノルムとしています。ノルムは 2 乗の和の平方根です。",
)
def absolute_values_added(grads: Grads, max_norm: float, eps: float = 1e-6) -> Tensor:
    total = sum((grad.abs().sum() for grad in present(grads)), torch.tensor(0.0))
    scaled(grads, factor(total, max_norm, eps))
    return total


@exercise.mistake(
    "clip_grad_norm",
    "What comes back is the norm after clipping. Return the norm before: it tells whether gradients explode.",
    "クリッピング後のノルムを返しています。勾配が爆発していないかがわかるように、クリッピング前のノルムを返します。",
)
def norm_after_clipping_returned(grads: Grads, max_norm: float, eps: float = 1e-6) -> Tensor:
    clip_grad_norm(grads, max_norm, eps)
    return global_norm(grads)


@exercise.mistake(
    "clip_grad_norm",
    "What comes back is the factor. Return the norm before clipping.",
    "係数を返しています。返すのはクリッピング前のノルムです。",
)
def factor_returned(grads: Grads, max_norm: float, eps: float = 1e-6) -> Tensor:
    return factor(clip_grad_norm(grads, max_norm, eps), max_norm, eps)


@exercise.mistake(
    "clip_grad_norm",
    "The norm comes back as a Python number. Return a tensor without axes, as torch does: .item() would wait for the GPU at"
    " every step.",
    "ノルムを Python の数で返しています。torch と同じく、軸のないテンソルで返します。.item() を使うと、毎回 GPU の計算を"
    "待つことになります。",
)
def norm_as_a_python_number(grads: Grads, max_norm: float, eps: float = 1e-6) -> float:
    return float(clip_grad_norm(grads, max_norm, eps))


@exercise.mistake(
    "clip_grad_norm",
    "The gradients that were passed in do not change: grad * factor, or grad = grad * factor, makes a new tensor, even if it"
    " is put into the list. Multiply in place, with mul_ or *=.",
    "渡された勾配が変わっていません。grad * factor や grad = grad * factor は新しいテンソルを作ります（リストの要素を"
    "置き換えても同じです）。mul_ や *= で、その場で掛けます。",
)
def new_tensors_made(grads: Grads, max_norm: float, eps: float = 1e-6) -> Tensor:
    return clip_grad_norm([None if grad is None else grad.clone() for grad in grads], max_norm, eps)


@exercise.mistake(
    "clip_grad_norm",
    "eps is left out of the factor, which is max_norm / (norm + eps).",
    "係数に eps が入っていません。係数は max_norm / (ノルム + eps) です。",
)
def eps_left_out(grads: Grads, max_norm: float, eps: float = 1e-6) -> Tensor:
    return clip_grad_norm(grads, max_norm, 0.0 if global_norm(grads) else eps)


@exercise.mistake(
    "clip_grad_norm",
    "eps is always 1e-6: the argument is not used.",
    "eps がいつも 1e-6 で、引数が使われていません。",
)
def eps_ignored(grads: Grads, max_norm: float, eps: float = 1e-6) -> Tensor:
    return clip_grad_norm(grads, max_norm)


@exercise.mistake(
    "clip_grad_norm",
    "eps is added to the squares, under the root, so the norm that comes back is too large. Add it to the norm, in the"
    " factor only.",
    "eps を平方根の中で 2 乗の和に足しているため、返すノルムが大きくなっています。係数を計算するときにだけ、ノルムに"
    "足します。",
)
def eps_under_the_root(grads: Grads, max_norm: float, eps: float = 1e-6) -> Tensor:
    total = (global_norm(grads) ** 2 + eps).sqrt()
    scaled(grads, factor(total, max_norm, 0))
    return total


@exercise.mistake(
    "clip_grad_norm",
    "None in the list is not handled. A parameter that took no part in the loss has no gradient: skip it.",
    "リストの中の None が扱われていません。損失に関わらなかったパラメータには勾配がないので、飛ばします。",
)
def none_not_handled(grads: Grads, max_norm: float, eps: float = 1e-6) -> Tensor:
    if len(present(grads)) < len(grads):
        raise AttributeError
    return clip_grad_norm(grads, max_norm, eps)


_EMPTY = "An empty list raises an exception. Its norm is a tensor of 0."
_EMPTY_JA = "空のリストで例外が発生しています。そのときのノルムは値が 0 のテンソルです。"


@exercise.mistake("clip_grad_norm", _EMPTY, _EMPTY_JA)
def an_empty_list_stacked(grads: Grads, max_norm: float, eps: float = 1e-6) -> Tensor:
    if not present(grads):
        raise RuntimeError
    return clip_grad_norm(grads, max_norm, eps)


@exercise.mistake("clip_grad_norm", _EMPTY, _EMPTY_JA)
def root_of_the_number_zero(grads: Grads, max_norm: float, eps: float = 1e-6) -> Tensor:
    if not present(grads):
        raise TypeError  # torch.sqrt of the sum of nothing, an int
    return clip_grad_norm(grads, max_norm, eps)


@exercise.mistake(
    "clip_grad_norm",
    "With a NaN in it, the gradients stay as they are: no comparison with NaN is true, and min(1.0, nan) is 1.0. The factor"
    " has to be NaN too: torch.clamp hands NaN on.",
    "NaN があっても勾配がそのままです。NaN との比較は常に偽で、min(1.0, nan) は 1.0 になります。係数も NaN にならなければ"
    "なりません。torch.clamp は NaN をそのまま伝えます。",
)
def nan_leaves_the_gradients_alone(grads: Grads, max_norm: float, eps: float = 1e-6) -> Tensor:
    total = global_norm(grads)
    return total if total.isnan() else clip_grad_norm(grads, max_norm, eps)


@exercise.mistake(
    "clip_grad_norm",
    "The norm is compared with max_norm, and only larger ones are scaled. The factor min(1, max_norm / (norm + eps)) is below"
    " 1 as soon as norm + eps is above the limit. And no comparison with NaN is true, so NaN leaves the gradients as they are.",
    "ノルムを max_norm と比べ、それより大きいときだけ係数を掛けています。係数 min(1, max_norm / (ノルム + eps)) は、"
    "ノルム + eps が上限を超えた時点で 1 より小さくなります。また、NaN との比較は常に偽なので、NaN があっても勾配がそのまま"
    "になります。",
)
def scaled_only_above_the_limit(grads: Grads, max_norm: float, eps: float = 1e-6) -> Tensor:
    total = global_norm(grads)
    if total > max_norm:
        scaled(grads, max_norm / (total + eps))
    return total


@exercise.mistake(
    "clip_grad_norm",
    "NaN is left out of the norm, or replaced. It means that something went wrong, and should show: let it spread.",
    "NaN を除くか置き換えてノルムを計算しています。NaN は異常のしるしなので、隠さずにそのまま伝わるようにします。",
)
def nan_replaced(grads: Grads, max_norm: float, eps: float = 1e-6) -> Tensor:
    for grad in present(grads):
        grad.nan_to_num_(0.0)
    return clip_grad_norm(grads, max_norm, eps)
