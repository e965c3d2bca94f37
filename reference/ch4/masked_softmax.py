"""Reference of ch4.masked_softmax: a softmax over the positions that a mask allows."""

import math

import torch
from torch import Tensor
from torch.nn.functional import scaled_dot_product_attention

from autograder.drawing import Draw
from autograder.exercise import NO_ATTENTION, Exercise, Probe, call

exercise = Exercise(
    title="Softmax with a mask",
    title_ja="マスク付き Softmax",
    position=1,
    points=5,
    difficulty=2,
    minutes=20,
    forbidden=(
        "torch.softmax",
        "torch.log_softmax",
        "torch.special.softmax",
        "torch.special.log_softmax",
        "torch.sparse.softmax",
        "torch.sparse.log_softmax",
        "torch.Tensor.softmax",
        "torch.Tensor.log_softmax",
        "torch.nn.Softmax",
        "torch.nn.Softmax2d",
        "torch.nn.Softmin",
        "torch.nn.LogSoftmax",
        "torch.nn.functional.softmax",
        "torch.nn.functional.softmin",
        "torch.nn.functional.log_softmax",
        "torch.nn.functional.gumbel_softmax",
        "torch.nn.functional.cross_entropy",
        "torch.nn.CrossEntropyLoss",
        "torch.masked.softmax",
        "torch.masked.softmin",
        "torch.masked.log_softmax",
        "torch._softmax",
        "torch._log_softmax",
        *NO_ATTENTION,
    ),
)

Mask = Tensor | None


@exercise.oracle("weights")
def masked_softmax(scores: Tensor, mask: Mask = None, dim: int = -1) -> Tensor:
    """Row by row: torch.softmax of the kept entries only."""
    rows = scores.movedim(dim, -1)
    kept = torch.ones_like(rows, dtype=torch.bool) if mask is None else mask.expand_as(scores).movedim(dim, -1)
    S = rows.shape[-1]
    done = [of_one_row(row, keep) for row, keep in zip(rows.reshape(-1, S), kept.reshape(-1, S), strict=True)]
    return torch.stack(done).reshape(rows.shape).movedim(-1, dim)


def of_one_row(row: Tensor, keep: Tensor) -> Tensor:
    """The weights of one row ``[S]``."""
    zeros = torch.where(keep, row, 0) * 0  # connected to the graph, with gradients of zero
    return zeros.index_put((keep.nonzero()[:, 0],), torch.softmax(row[keep], 0)) if bool(keep.any()) else zeros


@exercise.twin("masked_softmax")
def attention_of_torch(scores: Tensor, mask: Mask = None, dim: int = -1) -> Tensor:
    """torch's attention with the scores as queries, and the identity as keys and as values."""
    rows = scores.movedim(dim, -1)
    kept = None if mask is None else mask.expand_as(scores).movedim(dim, -1)
    table = rows if kept is None else torch.where(kept, rows, 0)
    table = table.reshape(-1, rows.shape[-1])
    kept = None if kept is None else kept.reshape(-1, rows.shape[-1])
    identity = torch.eye(rows.shape[-1]).to(rows)
    weights = scaled_dot_product_attention(table, identity, identity, attn_mask=kept, scale=1.0)
    return weights.reshape(rows.shape).movedim(-1, dim)


def partial_mask(draw: Draw, *shape: int) -> Tensor:
    """Every row keeps some entries and loses some, but for the second row, which keeps none. At least two rows."""
    mask = draw.coins(*shape)
    mask[..., 0], mask[..., 1] = True, False
    mask.flatten(0, -2)[1] = False
    return mask


@exercise.case(0.25, public=True)
def one_row_by_hand(draw: Draw) -> Probe:
    """One row of three scores, of which the second is masked: small enough to check with a pocket calculator."""
    return call("masked_softmax", draw.normal(1, 3), torch.tensor([[True, False, True]]))


@exercise.case(0.25, public=True)
def a_row_of_which_nothing_is_kept(draw: Draw) -> Probe:
    """Two rows; nothing is kept of the second, whose weights are 0."""
    return call("masked_softmax", draw.normal(2, 3), partial_mask(draw, 2, 3))


@exercise.case(0.25, public=True)
def no_mask(draw: Draw) -> Probe:
    """Without a mask every entry is kept."""
    return call("masked_softmax", draw.normal(2, 3))


@exercise.case(0.25, public=True, gradients=True)
def gradients_of_two_rows(draw: Draw) -> Probe:
    """Gradients flow from the weights back to the scores; those of a row of which nothing is kept are 0."""
    return call("masked_softmax", draw.normal(2, 3), partial_mask(draw, 2, 3))


@exercise.case(0.5)
def partial_and_empty_rows(draw: Draw) -> Probe:
    """Three axes of different sizes, with a mask of the same shape; nothing is kept of one row."""
    return call("masked_softmax", draw.normal(2, 3, 5), partial_mask(draw, 2, 3, 5))


@exercise.case(0.25)
def as_many_rows_as_columns(draw: Draw) -> Probe:
    """Every size is the same, so that a sum over the wrong axis raises nothing."""
    return call("masked_softmax", draw.normal(4, 4, 4), partial_mask(draw, 4, 4, 4))


@exercise.case(0.5)
def the_first_axis(draw: Draw) -> Probe:
    """Along dim=0, with a mask."""
    return call("masked_softmax", draw.normal(5, 3), partial_mask(draw, 3, 5).T.contiguous(), dim=0)


@exercise.case(0.25, gradients=True)
def the_middle_axis(draw: Draw) -> Probe:
    """Along dim=1 of three, without a mask, also the gradient."""
    return call("masked_softmax", draw.normal(2, 5, 3), dim=1)


@exercise.case(0.25)
def a_mask_that_is_broadcast(draw: Draw) -> Probe:
    """A mask of shape [B, 1, S] that holds for every row of a sample; nothing is kept of the second sample."""
    return call("masked_softmax", draw.normal(2, 3, 5), partial_mask(draw, 2, 1, 5))


@exercise.case(0.25)
def a_mask_of_one_axis(draw: Draw) -> Probe:
    """Along dim=0 of two, with a mask of one axis: each column is kept, or nothing of it."""
    return call("masked_softmax", draw.normal(5, 3), torch.tensor([True, False, True]), dim=0)


@exercise.case(0.25)
def a_single_entry(draw: Draw) -> Probe:
    """One axis with one score, which is kept: its weight is 1."""
    return call("masked_softmax", draw.normal(1), torch.ones(1, dtype=torch.bool))


@exercise.case(0.5, no_grad=True)
def huge_scores(draw: Draw) -> Probe:
    """Inside torch.no_grad(), with rows around 10000 and -10000, also where the mask is False, and some around 1e12."""
    around = torch.tensor([[1e4], [-1e4]], dtype=torch.float64)
    scores, far = draw.normal(2, 5) + around, draw.normal(2, 5, scale=1e12).abs()
    mask = torch.tensor([True, False, True, True, False]).expand(2, 5).contiguous()
    return call("masked_softmax", torch.cat([scores, torch.where(mask, scores, -scores), far]), mask.repeat(3, 1))


@exercise.case(0.25)
def a_nan_under_the_mask(draw: Draw) -> Probe:
    """NaN and infinity where the mask is False reach no weight."""
    scores, mask = draw.normal(2, 5), torch.tensor([True, False, True, False, True]).expand(2, 5).contiguous()
    scores[0, 1], scores[1, 3] = math.nan, math.inf
    return call("masked_softmax", scores, mask)


@exercise.case(0.25, dtype="float32")
def single_precision_not_contiguous(draw: Draw) -> Probe:
    """float32 in, float32 out, with scores that are a transposed view."""
    return call("masked_softmax", draw.normal(3, 5, contiguous=False), partial_mask(draw, 3, 5))


@exercise.case(0.25, gradients=True)
def gradients_with_empty_rows(draw: Draw) -> Probe:
    """Gradients where some entries are masked; nothing is kept of one row, and its gradient is 0."""
    return call("masked_softmax", draw.normal(2, 3, 5), partial_mask(draw, 2, 3, 5))


@exercise.case(0.25, gradients=True)
def gradients_beside_what_is_masked(draw: Draw) -> Probe:
    """Gradients where the scores under the mask are 10000, whose exponential is infinite: there they are 0."""
    mask = torch.tensor([True, False, True, False, True]).expand(3, 5).contiguous()
    return call("masked_softmax", torch.where(mask, draw.normal(3, 5), 1e4), mask)


@exercise.case(0.25, watch="everything")
def arguments_stay_as_they_are(draw: Draw) -> Probe:
    """The call leaves scores and mask unchanged; it changes nothing else either, and gives the same when repeated."""
    return call("masked_softmax", draw.normal(2, 3, 5), partial_mask(draw, 2, 3, 5))


# Wrong implementations: the oracle with other arguments, or a softmax of scores that were filled wrongly.


def filled(scores: Tensor, mask: Mask, value: float) -> Tensor:
    """The scores with `value` where the mask is False."""
    return scores if mask is None else scores.masked_fill(~mask, value)


def powers_of(scores: Tensor, top: Tensor) -> Tensor:
    """The exponentials of the scores less their maximum, where that is finite."""
    return torch.exp(scores - torch.where(top.isfinite(), top, 0))


def divided(powers: Tensor, dim: int) -> Tensor:
    """The powers over their sum; 0 where that is 0."""
    total = powers.sum(dim, keepdim=True)
    return powers / torch.where(total > 0, total, 1)


def softmax(scores: Tensor, dim: int) -> Tensor:
    """As students write it: infinities and NaN do no harm to maximum and sum."""
    return divided(powers_of(scores, scores.detach().amax(dim, keepdim=True)), dim)


@exercise.mistake(
    "masked_softmax",
    "A row of which nothing is kept gets equal weights: equally low scores (-1e9, say) share the 1 evenly. Its weights"
    " should all be 0.",
    "何も残らない行の重みが均等になっています。同じように低いスコア（-1e9 など）には同じ重みが付くためです。"
    "この行の重みはすべて 0 にします。",
)
def empty_rows_are_uniform(scores: Tensor, mask: Mask = None, dim: int = -1) -> Tensor:
    return softmax(filled(scores, mask, -1e9), dim)


@exercise.mistake(
    "masked_softmax",
    "A row of which nothing is kept becomes NaN: its exponentials add up to 0, and 0/0 is NaN. Treat rows without any"
    " kept entry so that their weights are 0.",
    "何も残らない行が NaN になっています。指数の和が 0 になり、0/0 は NaN だからです。"
    "残る要素のない行の重みが 0 になるように処理しましょう。",
)
def empty_rows_are_nan(scores: Tensor, mask: Mask = None, dim: int = -1) -> Tensor:
    return torch.softmax(filled(scores, mask, -math.inf), dim)


@exercise.mistake(
    "masked_softmax",
    "The values are right, but the gradient of a row of which nothing is kept is NaN: a NaN that is replaced afterwards"
    " comes back in the backward pass. Do not let it arise.",
    "値は正しいのですが、何も残らない行の勾配が NaN です。後から NaN を置き換えても、逆伝播で再び現れます。"
    "NaN を発生させない書き方にしましょう。",
)
def gradients_of_empty_rows_are_nan(scores: Tensor, mask: Mask = None, dim: int = -1) -> Tensor:
    if mask is not None:
        scores = scores + torch.zeros_like(mask, dtype=scores.dtype).masked_fill(~mask, -math.inf)
    return torch.softmax(scores, dim).nan_to_num(0)


@exercise.mistake(
    "masked_softmax",
    "The mask is read the wrong way round. True means: keep.",
    "マスクの向きが逆です。True は「残す」という意味です。",
)
def mask_inverted(scores: Tensor, mask: Mask = None, dim: int = -1) -> Tensor:
    return masked_softmax(scores, None if mask is None else ~mask, dim)


@exercise.mistake(
    "masked_softmax",
    "The mask is not used. Where it is False, the weight is exactly 0.",
    "マスクが使われていません。マスクが False のところの重みはちょうど 0 です。",
)
def mask_ignored(scores: Tensor, mask: Mask = None, dim: int = -1) -> Tensor:
    return softmax(scores, dim)


@exercise.mistake(
    "masked_softmax",
    "The mask is applied to the finished weights, so those that are left no longer add up to 1. Mask before you divide"
    " by the sum.",
    "完成した重みにマスクをかけているため、残った重みの和が 1 になりません。和で割る前にマスクを適用しましょう。",
)
def masked_after_the_softmax(scores: Tensor, mask: Mask = None, dim: int = -1) -> Tensor:
    weights = softmax(scores, dim)
    return weights if mask is None else torch.where(mask, weights, 0)


@exercise.mistake(
    "masked_softmax",
    "Masked scores become 0, and exp(0) = 1 still takes its share. Multiplying a score by 0 does not remove it.",
    "マスクされたスコアが 0 になり、exp(0) = 1 の分の重みが残っています。スコアに 0 を掛けても取り除けません。",
)
def scores_multiplied_by_the_mask(scores: Tensor, mask: Mask = None, dim: int = -1) -> Tensor:
    return softmax(scores if mask is None else scores * mask, dim)


@exercise.mistake(
    "masked_softmax",
    "Masked scores become a number that is not low enough, like -10: a small weight leaks through. It has to be"
    " exactly 0.",
    "マスクされたスコアが -10 のような十分に小さくない値になり、わずかな重みが漏れています。ちょうど 0 にします。",
)
def masked_scores_set_to_minus_ten(scores: Tensor, mask: Mask = None, dim: int = -1) -> Tensor:
    return softmax(filled(scores, mask, -10), dim)


@exercise.mistake(
    "masked_softmax",
    "Masked scores become a number like -100: beside kept scores around 0 that will do, but beside a row around -10000 it"
    " is the largest, and a row of which nothing is kept gets equal weights. Use minus infinity.",
    "マスクされたスコアが -100 のような値になっています。残すスコアが 0 前後なら問題ありませんが、-10000 前後の行では"
    "それが最大になり、何も残らない行では重みが均等になります。負の無限大を使いましょう。",
)
def masked_scores_set_to_minus_hundred(scores: Tensor, mask: Mask = None, dim: int = -1) -> Tensor:
    return softmax(filled(scores, mask, -100), dim)


@exercise.mistake(
    "masked_softmax",
    "The mask is turned into 0 and minus infinity by a multiplication, and 0 times infinity is NaN, so every kept entry"
    " is NaN. Choose with masked_fill or torch.where.",
    "マスクを掛け算で 0 と負の無限大に変えています。0 掛ける無限大は NaN なので、残す要素がすべて NaN になります。"
    "masked_fill か torch.where で選びましょう。",
)
def zero_times_infinity(scores: Tensor, mask: Mask = None, dim: int = -1) -> Tensor:
    return softmax(scores if mask is None else scores + (~mask) * -math.inf, dim)


@exercise.mistake(
    "masked_softmax",
    "The exponentials of large scores overflow, and those of very low ones all vanish. Subtract the largest kept score"
    " of each row first: the weights stay the same.",
    "大きなスコアの指数関数がオーバーフローし、非常に小さいスコアでは指数がすべて 0 になります。"
    "先に各行の残すスコアの最大値を引きましょう。重みは変わりません。",
)
def maximum_not_subtracted(scores: Tensor, mask: Mask = None, dim: int = -1) -> Tensor:
    return divided(torch.exp(filled(scores, mask, -math.inf)), dim)


@exercise.mistake(
    "masked_softmax",
    "The maximum that is subtracted is taken over masked entries too. Where one of these is far larger than the kept"
    " ones, all exponentials vanish: take the maximum of the kept scores.",
    "引いている最大値に、マスクされた要素も含まれています。それが残す要素よりずっと大きいと、指数がすべて 0 に"
    "なります。残すスコアの最大値を使いましょう。",
)
def maximum_over_masked_entries_too(scores: Tensor, mask: Mask = None, dim: int = -1) -> Tensor:
    return divided(powers_of(filled(scores, mask, -math.inf), scores.detach().amax(dim, keepdim=True)), dim)


@exercise.mistake(
    "masked_softmax",
    "The maximum of the whole tensor is subtracted. In a row that lies far below it all exponentials vanish: each row"
    " has its own maximum.",
    "テンソル全体の最大値を引いています。それよりずっと小さい行では指数がすべて 0 になります。"
    "最大値は行ごとに求めましょう。",
)
def maximum_of_the_whole_tensor(scores: Tensor, mask: Mask = None, dim: int = -1) -> Tensor:
    kept = filled(scores, mask, -math.inf)
    return divided(powers_of(kept, kept.detach().amax()), dim)


@exercise.mistake(
    "masked_softmax",
    "The exponentials are multiplied by the mask, and NaN times 0 is NaN (so is infinity times 0). Replace what is"
    " masked with masked_fill or torch.where, before anything is computed from it.",
    "指数にマスクを掛けていますが、NaN や無限大に 0 を掛けると NaN です。計算に使う前に、masked_fill や torch.where で"
    "マスクされた値を置き換えましょう。",
)
def nan_under_the_mask_leaks(scores: Tensor, mask: Mask = None, dim: int = -1) -> Tensor:
    powers = powers_of(scores, filled(scores, mask, -math.inf).detach().amax(dim, keepdim=True))
    return divided(powers if mask is None else powers * mask, dim)


@exercise.mistake(
    "masked_softmax",
    "The weights are right, but gradients are NaN where a masked score is huge, infinite or NaN: torch.where hides its"
    " exponential, and in the backward pass it comes back as 0 times infinity. Replace what is masked before exp.",
    "重みは正しいのですが、マスクされたスコアが非常に大きいときや無限大、NaN のときに、勾配が NaN になります。"
    "torch.where で指数を隠しても、逆伝播では 0 掛ける無限大として現れます。exp の前に置き換えましょう。",
)
def masked_after_the_exponential(scores: Tensor, mask: Mask = None, dim: int = -1) -> Tensor:
    powers = powers_of(scores, filled(scores, mask, -math.inf).detach().amax(dim, keepdim=True))
    return divided(powers if mask is None else torch.where(mask, powers, 0), dim)


@exercise.mistake(
    "masked_softmax",
    "The weights add up to 1 along the last axis, whatever dim says. Use dim, for the maximum and for the sum.",
    "dim に関係なく、最後の軸で和が 1 になっています。最大値にも和にも dim を使いましょう。",
)
def always_along_the_last_axis(scores: Tensor, mask: Mask = None, dim: int = -1) -> Tensor:
    return masked_softmax(scores, mask)


@exercise.mistake(
    "masked_softmax",
    "The weights of all rows together add up to 1. Take the sum along dim only, with keepdim=True.",
    "すべての行を合わせた重みの和が 1 になっています。和は dim の方向だけで取り、keepdim=True とします。",
)
def sum_over_the_whole_tensor(scores: Tensor, mask: Mask = None, dim: int = -1) -> Tensor:
    kept = filled(scores, mask, -math.inf)
    powers = powers_of(kept, kept.detach().amax(dim, keepdim=True))
    return powers / powers.sum()


@exercise.mistake(
    "masked_softmax",
    "The maximum and the sum are taken over the whole tensor, so the weights of all rows together add up to 1. Take both"
    " along dim only, with keepdim=True.",
    "最大値と和をテンソル全体で取っているため、すべての行を合わせた重みの和が 1 になっています。"
    "どちらも dim の方向だけで取り、keepdim=True とします。",
)
def softmax_of_the_whole_tensor(scores: Tensor, mask: Mask = None, dim: int = -1) -> Tensor:
    kept = filled(scores, mask, -math.inf)
    powers = powers_of(kept, kept.detach().amax())
    return powers / powers.sum()


@exercise.mistake(
    "masked_softmax",
    "The exponentials are not divided by their sum. The weights of a row have to add up to 1.",
    "指数をその和で割っていません。各行の重みの和を 1 にします。",
)
def not_divided_by_the_sum(scores: Tensor, mask: Mask = None, dim: int = -1) -> Tensor:
    kept = filled(scores, mask, -math.inf)
    return powers_of(kept, kept.detach().amax(dim, keepdim=True))


@exercise.mistake(
    "masked_softmax",
    "The weights are cut off from the graph, so the scores cannot learn: no detach(), .data or numpy on what leads to"
    " the result.",
    "重みが計算グラフから切り離されているため、スコアが学習できません。結果までの計算で detach() や .data、"
    "numpy を使わないでください。",
)
def weights_detached(scores: Tensor, mask: Mask = None, dim: int = -1) -> Tensor:
    return masked_softmax(scores, mask, dim).detach()


@exercise.mistake(
    "masked_softmax",
    "The scores of the caller are overwritten, as masked_fill_ with an underscore does. Use masked_fill, which makes a"
    " new tensor.",
    "呼び出し側のスコアを書き換えています。末尾に下線の付く masked_fill_ はその場で書き換えます。"
    "新しいテンソルを作る masked_fill を使いましょう。",
)
def scores_overwritten(scores: Tensor, mask: Mask = None, dim: int = -1) -> Tensor:
    return softmax(scores if mask is None else scores.masked_fill_(~mask, -math.inf), dim)
