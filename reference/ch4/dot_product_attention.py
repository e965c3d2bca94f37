"""Reference of ch4.dot_product_attention: scaled dot-product attention (Vaswani et al. 2017) with a mask."""

import math

import torch
from torch import Tensor
from torch.nn.functional import scaled_dot_product_attention

from autograder.drawing import Draw
from autograder.exercise import NO_ATTENTION, Exercise, Probe, call

exercise = Exercise(
    title="Scaled dot-product attention",
    title_ja="スケール化ドット積 Attention",
    position=2,
    points=8,
    difficulty=3,
    minutes=25,
    forbidden=NO_ATTENTION,
)

Result = tuple[Tensor, Tensor]
Mask = Tensor | None
Scale = float | None


@exercise.oracle("context", "weights")
def dot_product_attention(q: Tensor, k: Tensor, v: Tensor, mask: Mask = None, scale: Scale = None) -> Result:
    """With the softmax written out as exponentials of the allowed scores over their sum."""
    scale = q.shape[-1] ** -0.5 if scale is None else scale
    weights = normalised(torch.einsum("...id,...jd->...ij", q, k) * scale, mask)
    return torch.einsum("...ij,...jd->...id", weights, v), weights


def normalised(scores: Tensor, mask: Mask, dim: int = -1) -> Tensor:
    """Softmax along `dim` over the positions where `mask` is True; zeros where there is none."""
    allowed = torch.ones_like(scores, dtype=torch.bool) if mask is None else mask.expand_as(scores)
    top = scores.detach().masked_fill(~allowed, -math.inf).amax(dim, keepdim=True)
    below = torch.where(allowed, scores - torch.where(top.isfinite(), top, 0), 0)
    powers = torch.where(allowed, torch.exp(below), 0)
    total = powers.sum(dim, keepdim=True)
    return powers / torch.where(total > 0, total, 1)


@exercise.twin("dot_product_attention")
def attention_of_torch(q: Tensor, k: Tensor, v: Tensor, mask: Mask = None, scale: Scale = None) -> Result:
    """torch's own function; asked with the identity as values, it gives the weights."""
    identity = torch.eye(k.shape[-2]).to(k).expand(*k.shape[:-2], -1, -1)
    context = scaled_dot_product_attention(q, k, v, attn_mask=mask, scale=scale)
    return context, scaled_dot_product_attention(q, k, identity, attn_mask=mask, scale=scale)


def arguments(draw: Draw, *batch: int, Tq: int, Tk: int, d: int, dv: int) -> list[Tensor]:
    """q ``[..., Tq, d]``, k ``[..., Tk, d]`` and v ``[..., Tk, dv]``."""
    return [draw.normal(*batch, Tq, d), draw.normal(*batch, Tk, d), draw.normal(*batch, Tk, dv)]


def partial_mask(draw: Draw, *shape: int) -> Tensor:
    """Every query may attend to some keys and not to others, but for the second query of the first sample,
    which may attend to none. `shape` ends with queries and keys, and has at least one axis before."""
    mask = draw.coins(*shape)
    mask[..., 0], mask[..., 1] = True, False
    mask.flatten(0, -3)[0, 1] = False
    return mask


@exercise.case(0.25, public=True)
def one_query_by_hand(draw: Draw) -> Probe:
    """One query, two keys of size two, no batch: small enough to check with a pocket calculator."""
    return call("dot_product_attention", *arguments(draw, Tq=1, Tk=2, d=2, dv=1))


@exercise.case(0.5, public=True)
def two_queries_of_a_batch(draw: Draw) -> Probe:
    """A batch of two, with two queries and three keys in each sample."""
    return call("dot_product_attention", *arguments(draw, 2, Tq=2, Tk=3, d=2, dv=1))


@exercise.case(0.5, public=True)
def a_mask(draw: Draw) -> Probe:
    """With a mask; one query may attend to nothing."""
    given = arguments(draw, 1, Tq=2, Tk=3, d=2, dv=1)
    return call("dot_product_attention", *given, mask=partial_mask(draw, 1, 2, 3))


@exercise.case(0.5, public=True, gradients=True)
def gradients_of_a_batch(draw: Draw) -> Probe:
    """Gradients flow from context and from weights back to q, k and v."""
    return call("dot_product_attention", *arguments(draw, 2, Tq=2, Tk=3, d=2, dv=1))


@exercise.case(0.75)
def sizes_all_different(draw: Draw) -> Probe:
    """Every size is different."""
    return call("dot_product_attention", *arguments(draw, 2, Tq=3, Tk=5, d=4, dv=6))


@exercise.case(0.75)
def sizes_all_equal(draw: Draw) -> Probe:
    """Every size is the same, so that exchanged axes and exchanged arguments raise nothing."""
    return call("dot_product_attention", *arguments(draw, 4, Tq=4, Tk=4, d=4, dv=4))


@exercise.case(0.25)
def a_single_key(draw: Draw) -> Probe:
    """One key: every weight is 1."""
    return call("dot_product_attention", *arguments(draw, 2, Tq=3, Tk=1, d=4, dv=6))


@exercise.case(0.25)
def keys_of_one_number(draw: Draw) -> Probe:
    """Queries and keys of size one."""
    return call("dot_product_attention", *arguments(draw, 2, Tq=3, Tk=5, d=1, dv=2))


@exercise.case(0.5)
def several_heads(draw: Draw) -> Probe:
    """Four axes, as with several heads, a batch of one, and a mask that is the same for all heads."""
    given = arguments(draw, 1, 2, Tq=3, Tk=5, d=4, dv=6)
    return call("dot_product_attention", *given, mask=partial_mask(draw, 1, 1, 3, 5))


@exercise.case(0.5)
def a_mask_with_an_empty_row(draw: Draw) -> Probe:
    """With a mask for every query of every sample; one query may attend to nothing."""
    given = arguments(draw, 2, Tq=3, Tk=5, d=4, dv=6)
    return call("dot_product_attention", *given, mask=partial_mask(draw, 2, 3, 5))


@exercise.case(0.25)
def scale_of_one(draw: Draw) -> Probe:
    """With scale=1.0 the scores are plain dot products."""
    return call("dot_product_attention", *arguments(draw, 2, Tq=3, Tk=5, d=4, dv=6), scale=1.0)


@exercise.case(0.25, gradients=True)
def another_scale(draw: Draw) -> Probe:
    """With a scale between 1.5 and 2 and no mask, also the gradients."""
    given = arguments(draw, 2, Tq=3, Tk=5, d=4, dv=6)
    return call("dot_product_attention", *given, scale=draw.number(1.5, 2))


@exercise.case(0.25)
def scale_of_zero(draw: Draw) -> Probe:
    """With scale=0.0 every key gets the same weight."""
    return call("dot_product_attention", *arguments(draw, 2, Tq=3, Tk=5, d=4, dv=6), scale=0.0)


@exercise.case(0.25, no_grad=True)
def huge_scores(draw: Draw) -> Probe:
    """Inside torch.no_grad(), with scores in the millions, whose exponentials are larger than any number."""
    q, k, v = arguments(draw, 2, Tq=3, Tk=5, d=4, dv=6)
    return call("dot_product_attention", q * 1e6, k, v)


@exercise.case(0.25)
def huge_scores_with_a_mask(draw: Draw) -> Probe:
    """Scores in the millions, above and below 0, of which those of forbidden keys are the largest; the mask is [Tq, Tk]."""
    direction, lengths = draw.normal(2, 1, 4), 1 + draw.normal(2, 5, 1).abs()
    q = direction * torch.tensor([[1e6], [-1e6], [2e6]], dtype=torch.float64)
    k = direction * lengths * torch.tensor([[1], [10], [1], [-10], [1]])
    kept = [[True, False, True, False, True], [True, False, False, False, True], [False, False, True, False, True]]
    return call("dot_product_attention", q, k, draw.normal(2, 5, 6), mask=torch.tensor(kept))


@exercise.case(0.25)
def inputs_that_are_not_contiguous(draw: Draw) -> Probe:
    """Queries, keys and values that are transposed views, no batch."""
    q, k, v = (draw.normal(*size, contiguous=False) for size in ((3, 4), (5, 4), (5, 6)))
    return call("dot_product_attention", q, k, v)


@exercise.case(0.25, dtype="float32")
def single_precision(draw: Draw) -> Probe:
    """float32 in, float32 out, with a mask."""
    given = arguments(draw, 2, Tq=3, Tk=5, d=4, dv=6)
    return call("dot_product_attention", *given, mask=partial_mask(draw, 2, 3, 5))


@exercise.case(1, gradients=True)
def gradients_with_a_mask(draw: Draw) -> Probe:
    """Gradients of context and weights; the query that may attend to nothing gets a gradient of zeros."""
    given = arguments(draw, 2, Tq=3, Tk=5, d=4, dv=6)
    return call("dot_product_attention", *given, mask=partial_mask(draw, 2, 3, 5))


@exercise.case(0.5, watch="everything")
def arguments_stay_as_they_are(draw: Draw) -> Probe:
    """The call leaves its arguments, also the mask, unchanged; it changes nothing else either, and gives the same when repeated."""
    given = arguments(draw, 2, Tq=3, Tk=5, d=4, dv=6)
    return call("dot_product_attention", *given, mask=partial_mask(draw, 2, 3, 5))


# Wrong implementations: the oracle with other arguments, or its computation with one line changed.


def scaled_scores(q: Tensor, k: Tensor, scale: Scale) -> Tensor:
    """The scores before the softmax, ``[..., Tq, Tk]``."""
    return q @ k.transpose(-1, -2) * (q.shape[-1] ** -0.5 if scale is None else scale)


def fill(scores: Tensor, mask: Mask, value: float) -> Tensor:
    """The scores with `value` where the mask is False."""
    return scores if mask is None else scores.masked_fill(~mask, value)


def shared(powers: Tensor) -> Tensor:
    """Powers over their sum; 0 where that is 0."""
    total = powers.sum(-1, keepdim=True)
    return powers / torch.where(total == 0, 1, total)


@exercise.mistake(
    "dot_product_attention",
    "The scores are not scaled. Without an argument scale they are divided by the square root of d, the size of a key.",
    "スコアがスケーリングされていません。引数 scale がないときは、キーの次元 d の平方根で割ります。",
)
def scores_not_scaled(q: Tensor, k: Tensor, v: Tensor, mask: Mask = None, scale: Scale = None) -> Result:
    return dot_product_attention(q, k, v, mask, 1.0 if scale is None else scale)


@exercise.mistake(
    "dot_product_attention",
    "The scores are not scaled at all. Multiply them by scale, or, where it is None, divide them by the square root of d, the"
    " size of a key.",
    "スコアがまったくスケーリングされていません。scale を掛けます。scale が None のときは、キーの次元 d の平方根で割ります。",
)
def scores_never_scaled(q: Tensor, k: Tensor, v: Tensor, mask: Mask = None, scale: Scale = None) -> Result:
    return dot_product_attention(q, k, v, mask, 1.0)


@exercise.mistake(
    "dot_product_attention",
    "The scores are divided by d. Divide by its square root.",
    "スコアを d で割っています。割るのは d の平方根です。",
)
def divided_by_the_size_without_root(q: Tensor, k: Tensor, v: Tensor, mask: Mask = None, scale: Scale = None) -> Result:
    return dot_product_attention(q, k, v, mask, 1 / q.shape[-1] if scale is None else scale)


@exercise.mistake(
    "dot_product_attention",
    "The scores are divided by the root of the number of keys. What counts is d, the size of one key: the"
    " last dimension, not the one before.",
    "スコアをキーの個数の平方根で割っています。使うのはキー 1 つの次元 d、つまり最後の次元の大きさです。",
)
def divided_by_the_root_of_the_number_of_keys(
    q: Tensor, k: Tensor, v: Tensor, mask: Mask = None, scale: Scale = None
) -> Result:
    return dot_product_attention(q, k, v, mask, k.shape[-2] ** -0.5 if scale is None else scale)


@exercise.mistake(
    "dot_product_attention",
    "The scores are divided by the root of the size of a value. The products are of queries and keys, so"
    " their size d counts.",
    "スコアをバリューの次元の平方根で割っています。内積はクエリとキーのものなので、その次元 d を使います。",
)
def divided_by_the_root_of_the_size_of_a_value(
    q: Tensor, k: Tensor, v: Tensor, mask: Mask = None, scale: Scale = None
) -> Result:
    return dot_product_attention(q, k, v, mask, v.shape[-1] ** -0.5 if scale is None else scale)


@exercise.mistake(
    "dot_product_attention",
    "The scores are multiplied by the square root of d. Divide by it, so that long vectors do not make large scores.",
    "スコアに d の平方根を掛けています。次元が大きくてもスコアが大きくなりすぎないように、割りましょう。",
)
def multiplied_by_the_root(q: Tensor, k: Tensor, v: Tensor, mask: Mask = None, scale: Scale = None) -> Result:
    return dot_product_attention(q, k, v, mask, q.shape[-1] ** 0.5 if scale is None else scale)


@exercise.mistake(
    "dot_product_attention",
    "The argument scale is not used. When it is given, it takes the place of 1 over the square root of d.",
    "引数 scale が使われていません。与えられたときは、d の平方根の逆数の代わりに scale を掛けます。",
)
def scale_ignored(q: Tensor, k: Tensor, v: Tensor, mask: Mask = None, scale: Scale = None) -> Result:
    return dot_product_attention(q, k, v, mask)


@exercise.mistake(
    "dot_product_attention",
    "The scores are divided by scale. They are multiplied by it: the default is 1 over the square root of d.",
    "スコアを scale で割っています。scale は掛ける数です（既定値は d の平方根の逆数です）。",
)
def divided_by_scale(q: Tensor, k: Tensor, v: Tensor, mask: Mask = None, scale: Scale = None) -> Result:
    if scale is None:
        return dot_product_attention(q, k, v, mask)
    scores = q @ k.transpose(-1, -2) / scale
    weights = torch.softmax(scores, -1) if mask is None else normalised(scores, mask)  # NaN where scale is zero
    return weights @ v, weights


@exercise.mistake(
    "dot_product_attention",
    "A given scale is applied on top of the division by the square root of d. It takes its place.",
    "与えられた scale に加えて、d の平方根でも割っています。scale はその割り算の代わりに使います。",
)
def scale_on_top_of_the_root(q: Tensor, k: Tensor, v: Tensor, mask: Mask = None, scale: Scale = None) -> Result:
    return dot_product_attention(q, k, v, mask, (1 if scale is None else scale) * q.shape[-1] ** -0.5)


@exercise.mistake(
    "dot_product_attention",
    "A scale of 0 is taken for no scale, since 0 counts as false in Python. Ask whether scale is None.",
    "Python では 0 は偽とみなされるため、scale=0 が「指定なし」と扱われています。None かどうかを調べましょう。",
)
def scale_of_zero_taken_for_none(q: Tensor, k: Tensor, v: Tensor, mask: Mask = None, scale: Scale = None) -> Result:
    return dot_product_attention(q, k, v, mask, scale or None)


@exercise.mistake(
    "dot_product_attention",
    "The softmax runs over the queries. Each query shares out a weight of 1 among the keys: the last dimension.",
    "Softmax がクエリの方向にかかっています。クエリごとに、キーへの重みの和が 1 になるように、最後の次元で計算します。",
)
def softmax_over_the_queries(q: Tensor, k: Tensor, v: Tensor, mask: Mask = None, scale: Scale = None) -> Result:
    weights = normalised(scaled_scores(q, k, scale), mask, dim=-2)
    return weights @ v, weights


@exercise.mistake(
    "dot_product_attention",
    "The scale is applied after the softmax, so the weights no longer add up to 1. Scale the scores.",
    "Softmax の後にスケーリングしているため、重みの和が 1 になりません。スケーリングするのはスコアです。",
)
def scaled_after_the_softmax(q: Tensor, k: Tensor, v: Tensor, mask: Mask = None, scale: Scale = None) -> Result:
    weights = normalised(q @ k.transpose(-1, -2), mask) * (q.shape[-1] ** -0.5 if scale is None else scale)
    return weights @ v, weights


@exercise.mistake(
    "dot_product_attention",
    "The mask is not used. Where it is False, the weight has to be exactly 0.",
    "マスクが使われていません。マスクが False のところでは、重みをちょうど 0 にします。",
)
def mask_ignored(q: Tensor, k: Tensor, v: Tensor, mask: Mask = None, scale: Scale = None) -> Result:
    return dot_product_attention(q, k, v, None, scale)


@exercise.mistake(
    "dot_product_attention",
    "The mask is read the wrong way round. True means: may attend. (torch.nn.MultiheadAttention has it the other way.)",
    "マスクの向きが逆です。True は「注目してよい」という意味です。（torch.nn.MultiheadAttention では逆です。）",
)
def mask_inverted(q: Tensor, k: Tensor, v: Tensor, mask: Mask = None, scale: Scale = None) -> Result:
    return dot_product_attention(q, k, v, None if mask is None else ~mask, scale)


@exercise.mistake(
    "dot_product_attention",
    "The mask is added to the scores as numbers 0 and 1. A forbidden key has to get a weight of exactly 0.",
    "マスクを 0 と 1 の数としてスコアに足しています。注目してはいけないキーの重みは、ちょうど 0 にします。",
)
def mask_added_as_numbers(q: Tensor, k: Tensor, v: Tensor, mask: Mask = None, scale: Scale = None) -> Result:
    scores = scaled_scores(q, k, scale)
    weights = torch.softmax(scores if mask is None else scores + mask.to(scores.dtype), -1)
    return weights @ v, weights


@exercise.mistake(
    "dot_product_attention",
    "Forbidden keys get a score of 0 (or of 1e-9, where -1e9 was meant). A score of 0 is a score like any"
    " other, and still gets a weight.",
    "注目してはいけないキーのスコアが 0（または -1e9 のつもりの 1e-9）になっています。スコアが 0 でも重みは "
    "0 になりません。",
)
def forbidden_scores_set_to_zero(q: Tensor, k: Tensor, v: Tensor, mask: Mask = None, scale: Scale = None) -> Result:
    weights = torch.softmax(fill(scaled_scores(q, k, scale), mask, 0), -1)
    return weights @ v, weights


@exercise.mistake(
    "dot_product_attention",
    "The mask is applied after the softmax only, so the weights that are left do not add up to 1.",
    "マスクを Softmax の後だけに適用しているため、残った重みの和が 1 になりません。",
)
def masked_after_the_softmax(q: Tensor, k: Tensor, v: Tensor, mask: Mask = None, scale: Scale = None) -> Result:
    weights = torch.softmax(scaled_scores(q, k, scale), -1)
    weights = weights if mask is None else weights * mask
    return weights @ v, weights


@exercise.mistake(
    "dot_product_attention",
    "A query that may attend to nothing gets NaN: a softmax of nothing but minus infinity is 0/0. Its"
    " weights and its context should be 0.",
    "どのキーにも注目できないクエリが NaN になっています。すべて負の無限大だと Softmax は 0/0 になります。"
    "重みもコンテキストも 0 にしましょう。",
)
def empty_rows_are_nan(q: Tensor, k: Tensor, v: Tensor, mask: Mask = None, scale: Scale = None) -> Result:
    weights = torch.softmax(fill(scaled_scores(q, k, scale), mask, -math.inf), -1)
    return weights @ v, weights


@exercise.mistake(
    "dot_product_attention",
    "A query that may attend to nothing gets equal weights for all keys: equally low scores share the weight"
    " evenly. Its weights and its context should be 0.",
    "どのキーにも注目できないクエリの重みが均等になっています。"
    "同じように低いスコアには同じ重みが付くためです。重みもコンテキストも 0 にしましょう。",
)
def empty_rows_are_uniform(q: Tensor, k: Tensor, v: Tensor, mask: Mask = None, scale: Scale = None) -> Result:
    weights = torch.softmax(fill(scaled_scores(q, k, scale), mask, -1e9), -1)
    return weights @ v, weights


@exercise.mistake(
    "dot_product_attention",
    "The values are right, but the gradient of a query that may attend to nothing is NaN: NaNs that are"
    " replaced after the softmax come back in the backward pass. Do not let them arise.",
    "値は正しいのですが、どのキーにも注目できないクエリの勾配が NaN です。Softmax の後で NaN "
    "を置き換えても、逆伝播で再び現れます。NaN を発生させない書き方にしましょう。",
)
def gradients_of_empty_rows_are_nan(q: Tensor, k: Tensor, v: Tensor, mask: Mask = None, scale: Scale = None) -> Result:
    scores = scaled_scores(q, k, scale)
    if mask is not None:
        scores = scores + torch.zeros_like(mask, dtype=scores.dtype).masked_fill(~mask, -math.inf)
    weights = torch.softmax(scores, -1).nan_to_num(0)
    return weights @ v, weights


@exercise.mistake(
    "dot_product_attention",
    "The exponentials of large scores overflow, and the weights become NaN. Subtract the largest score of"
    " each row first, or use torch.softmax, which does.",
    "大きなスコアの指数関数がオーバーフローし、重みが NaN になっています。先に各行の最大値を引くか、"
    "それを行う torch.softmax を使いましょう。",
)
def exponentials_overflow(q: Tensor, k: Tensor, v: Tensor, mask: Mask = None, scale: Scale = None) -> Result:
    weights = shared(torch.exp(fill(scaled_scores(q, k, scale), mask, -math.inf)))
    return weights @ v, weights


@exercise.mistake(
    "dot_product_attention",
    "The exponentials of large scores overflow, and infinity times 0 is NaN where they are multiplied by the mask. Subtract"
    " the largest allowed score of each row first, or use torch.softmax, which subtracts the largest.",
    "大きなスコアの指数関数がオーバーフローし、マスクを掛けると無限大掛ける 0 が NaN になります。先に各行の注目してよいスコアの"
    "最大値を引くか、最大値を引いてから計算する torch.softmax を使いましょう。",
)
def overflow_multiplied_by_the_mask(q: Tensor, k: Tensor, v: Tensor, mask: Mask = None, scale: Scale = None) -> Result:
    powers = torch.exp(scaled_scores(q, k, scale))
    weights = shared(powers if mask is None else powers * mask)
    return weights @ v, weights


_RESHAPED = (
    "The keys are brought to [..., d, Tk] by view or reshape, which cuts them up in memory order. Exchange"
    " the last two dimensions instead."
)
_RESHAPED_JA = (
    "view や reshape でキーの形状を [..., d, Tk] にすると、メモリの並び順のまま切り直され、値が混ざります。"
    "最後の 2 つの次元を入れ替えましょう。"
)


@exercise.mistake("dot_product_attention", _RESHAPED, _RESHAPED_JA)
def keys_reshaped(q: Tensor, k: Tensor, v: Tensor, mask: Mask = None, scale: Scale = None) -> Result:
    cut = k.reshape(*k.shape[:-2], k.shape[-1], k.shape[-2])
    weights = normalised(scaled_scores(q, cut.transpose(-1, -2), scale), mask)
    return weights @ v, weights


@exercise.mistake("dot_product_attention", _RESHAPED, _RESHAPED_JA)
def keys_viewed(q: Tensor, k: Tensor, v: Tensor, mask: Mask = None, scale: Scale = None) -> Result:
    cut = k.view(*k.shape[:-2], k.shape[-1], k.shape[-2])
    weights = normalised(scaled_scores(q, cut.transpose(-1, -2), scale), mask)
    return weights @ v, weights


@exercise.mistake(
    "dot_product_attention",
    "The keys are transposed with .T, which reverses all dimensions, also the batch. Exchange the last two only.",
    ".T はバッチも含めてすべての次元の順序を逆にします。入れ替えるのは最後の 2 つの次元だけです。",
)
def all_dimensions_of_the_keys_reversed(
    q: Tensor, k: Tensor, v: Tensor, mask: Mask = None, scale: Scale = None
) -> Result:
    reversed_keys = k.permute(*reversed(range(k.dim())))
    weights = normalised(scaled_scores(q, reversed_keys.transpose(-1, -2), scale), mask)
    return weights @ v, weights


@exercise.mistake(
    "dot_product_attention",
    "The dimensions to exchange are counted from the front, which is right for three dimensions only. Count"
    " from the end: -1 and -2.",
    "入れ替える次元を前から数えているため、3 次元のテンソルでしか正しく動きません。後ろから -1 と -2 と数えましょう。",
)
def dimensions_counted_from_the_front(
    q: Tensor, k: Tensor, v: Tensor, mask: Mask = None, scale: Scale = None
) -> Result:
    weights = normalised(scaled_scores(q, k.transpose(1, 2).transpose(-1, -2), scale), mask)
    return weights @ v, weights


@exercise.mistake(
    "dot_product_attention",
    "Queries and keys are exchanged: the rows of the scores belong to the queries, the columns to the keys.",
    "クエリとキーが入れ替わっています。スコアの行がクエリ、列がキーに対応します。",
)
def queries_and_keys_exchanged(q: Tensor, k: Tensor, v: Tensor, mask: Mask = None, scale: Scale = None) -> Result:
    weights = normalised(scaled_scores(k, q, scale), mask)
    return weights @ v, weights


@exercise.mistake(
    "dot_product_attention",
    "The second result is the scores. Return the weights, what the softmax made of them.",
    "2 番目の返り値がスコアになっています。Softmax を適用した後の重みを返します。",
)
def returns_scores_as_weights(q: Tensor, k: Tensor, v: Tensor, mask: Mask = None, scale: Scale = None) -> Result:
    return dot_product_attention(q, k, v, mask, scale)[0], scaled_scores(q, k, scale)


@exercise.mistake(
    "dot_product_attention",
    "The two results are exchanged: return (context, weights).",
    "返り値の順序が逆です。(context, weights) の順に返します。",
)
def returns_weights_before_context(q: Tensor, k: Tensor, v: Tensor, mask: Mask = None, scale: Scale = None) -> Result:
    context, weights = dot_product_attention(q, k, v, mask, scale)
    return weights, context


@exercise.mistake(
    "dot_product_attention",
    "The context averages the keys. The keys decide the weights; what is averaged is the values v.",
    "キーの加重平均を取っています。キーは重みを決めるためのもので、平均するのはバリュー v です。",
)
def keys_used_as_values(q: Tensor, k: Tensor, v: Tensor, mask: Mask = None, scale: Scale = None) -> Result:
    _, weights = dot_product_attention(q, k, v, mask, scale)
    return weights @ k, weights


@exercise.mistake(
    "dot_product_attention",
    "The weights are detached, so queries and keys cannot learn where to look: no detach(), .data or numpy.",
    "重みが計算グラフから切り離されているため、クエリとキーが学習できません。detach() や .data、numpy "
    "を使わないでください。",
)
def weights_detached(q: Tensor, k: Tensor, v: Tensor, mask: Mask = None, scale: Scale = None) -> Result:
    weights = dot_product_attention(q, k, v, mask, scale)[1].detach()
    return weights @ v, weights


@exercise.mistake(
    "dot_product_attention",
    "The weights that are returned are detached. A loss may use them too, so return them as they are.",
    "返している重みが detach されています。重みを損失に使うこともあるので、そのまま返しましょう。",
)
def returned_weights_detached(q: Tensor, k: Tensor, v: Tensor, mask: Mask = None, scale: Scale = None) -> Result:
    context, weights = dot_product_attention(q, k, v, mask, scale)
    return context, weights.detach()


@exercise.mistake(
    "dot_product_attention",
    "squeeze() drops every axis of size 1. The results keep all axes, also those of a single sample or a single key.",
    "squeeze() は大きさ 1 の軸をすべて消します。サンプルやキーが 1 つだけでも、返り値の軸はすべて残しましょう。",
)
def axes_of_size_one_dropped(q: Tensor, k: Tensor, v: Tensor, mask: Mask = None, scale: Scale = None) -> Result:
    context, weights = dot_product_attention(q, k, v, mask, scale)
    return context.squeeze(), weights.squeeze()


@exercise.mistake(
    "dot_product_attention",
    "The queries are scaled in place, which changes the caller's tensor. Write the product into a new tensor.",
    "クエリをその場で（in-place で）スケーリングしているため、呼び出し側のテンソルが変わります。"
    "積は新しいテンソルに入れましょう。",
)
def queries_scaled_in_place(q: Tensor, k: Tensor, v: Tensor, mask: Mask = None, scale: Scale = None) -> Result:
    q *= q.shape[-1] ** -0.5 if scale is None else scale
    return dot_product_attention(q, k, v, mask, 1.0)
