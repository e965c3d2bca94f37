"""Reference of ch4.alignment: where a model looked, how widely, and whether that was right."""

import math

import numpy as np
import torch
from torch import Tensor

from autograder.drawing import Draw
from autograder.exercise import Exercise, Probe, call

exercise = Exercise(
    title="Alignments: where attention looks",
    title_ja="アライメント: Attention はどこを見ているか",
    position=6,
    points=4,
    difficulty=2,
    minutes=15,
    # Whoever writes log(w + 1e-9) for the sake of log(0) is a few 1e-9 away, and right.
    tolerance={"float64": 1e-6, "float32": 1e-4},
)

Result = tuple[Tensor, Tensor]
Gold = list[list[list[int]]]


@exercise.oracle("argmax", "entropy")
def alignment(weights: Tensor, src_mask: Tensor) -> Result:
    """One target token at a time, in plain Python."""
    chosen, spread = [], []
    for rows, real in zip(weights.tolist(), src_mask.tolist(), strict=True):
        places = [s for s, is_real in enumerate(real) if is_real]
        chosen.append([max(places, key=row.__getitem__) for row in rows])
        spread.append([math.fsum(-row[s] * math.log(row[s]) for s in places if row[s] > 0) for row in rows])
    return torch.tensor(chosen), torch.tensor(spread).to(weights.dtype)


@exercise.oracle("accuracy")
def alignment_accuracy(argmax: Tensor, gold: Gold) -> float:
    """One target token at a time."""
    pairs = [pair for rows in zip(argmax.tolist(), gold, strict=True) for pair in zip(*rows, strict=True)]
    right = [place in places for place, places in pairs if places]
    return sum(right) / len(right) if right else math.nan


@exercise.twin("alignment")
def alignment_of_arrays(weights: Tensor, src_mask: Tensor) -> Result:
    """numpy's arg max over padding at minus 1, and its logarithm of the positive weights only."""
    real = np.broadcast_to(src_mask.numpy()[:, None], weights.shape)
    w = np.where(real, weights.numpy(), 0)
    logs = np.log(w, out=np.zeros_like(w), where=w > 0)
    return torch.from_numpy(np.where(real, w, -1).argmax(-1)), torch.from_numpy(-(w * logs).sum(-1))


@exercise.twin("alignment_accuracy")
def accuracy_of_membership(argmax: Tensor, gold: Gold) -> float:
    """The mean of a table of right and wrong, made by comparing with every gold position."""
    known = torch.tensor([[bool(places) for places in row] for row in gold])
    most = max(len(places) for row in gold for places in row)
    filled = torch.tensor([[places + [-1] * (most - len(places)) for places in row] for row in gold])
    return float((filled == argmax[..., None]).any(-1)[known].double().mean())


def shares(draw: Draw, *shape: int) -> Tensor:
    """Weights that add up to 1 along the last axis."""
    return torch.softmax(draw.normal(*shape, scale=1.5), -1)


def lengths(S: int, *real: int) -> Tensor:
    """The mask of sources with so many real tokens each, ``[B, S]``."""
    return torch.arange(S) < torch.tensor(real)[:, None]


def masked(weights: Tensor, mask: Tensor) -> Tensor:
    """Weights that are 0 at padding."""
    kept = weights * mask[:, None]
    return kept / kept.sum(-1, keepdim=True)


@exercise.case(0.25, public=True)
def one_sentence_by_hand(draw: Draw) -> Probe:
    """Two target tokens, three source tokens, no padding: small enough to check with a pocket calculator."""
    return call("alignment", shares(draw, 1, 2, 3), lengths(3, 3))


@exercise.case(0.25, public=True)
def padding(draw: Draw) -> Probe:
    """A batch of two; the second source has padding, whose weights are 0."""
    mask = lengths(4, 4, 2)
    return call("alignment", masked(shares(draw, 2, 3, 4), mask), mask)


@exercise.case(0.25, public=True)
def accuracy_by_hand(draw: Draw) -> Probe:
    """Accuracy of one sentence: one token is right, one wrong, one has two right answers, one has none to compare with."""
    return call("alignment_accuracy", torch.tensor([[0, 2, 1, 3]]), [[[0], [1], [1, 2], []]])


@exercise.case(0.5)
def sizes_all_different(draw: Draw) -> Probe:
    """Every size is different, with padding."""
    mask = lengths(6, 6, 4, 1)
    return call("alignment", masked(shares(draw, 3, 5, 6), mask), mask)


@exercise.case(0.25)
def as_many_targets_as_sources(draw: Draw) -> Probe:
    """Every size is the same, so that exchanged axes raise nothing."""
    return call("alignment", shares(draw, 4, 4, 4), lengths(4, 4, 4, 4, 4))


@exercise.case(0.5)
def weight_on_padding(draw: Draw) -> Probe:
    """Padding on all sides has most of the weight, or all of it: it neither wins nor counts in the entropy."""
    mask = torch.tensor([[False, True, True, False, True], [False, False, True, False, False]])
    weights = shares(draw, 2, 3, 5) * 0.25
    weights[:, :, 0] += 0.75
    weights[1, 0] /= 1 - weights[1, 0, 2]
    weights[1, 0, 2] = 0
    return call("alignment", weights, mask)


@exercise.case(0.25)
def all_weight_on_one_token(draw: Draw) -> Probe:
    """All the weight lies on one source token: the entropy is 0, not NaN."""
    chosen = draw.integers(0, 4, 1, 3)
    return call("alignment", torch.eye(4, dtype=torch.float64)[chosen], lengths(4, 4))


@exercise.case(0.25, dtype="float32", no_grad=True)
def single_precision_not_contiguous(draw: Draw) -> Probe:
    """float32 in, float32 out, inside torch.no_grad(), with weights that are a transposed view."""
    weights = shares(draw, 3, 2, 5).transpose(0, 1).contiguous().transpose(0, 1)
    return call("alignment", weights, lengths(5, 5, 4, 2))


@exercise.case(0.25)
def a_single_token(draw: Draw) -> Probe:
    """One sentence, one target token, one source token."""
    return call("alignment", torch.ones(1, 1, 1, dtype=torch.float64), lengths(1, 1))


@exercise.case(0.5, watch="everything")
def accuracy_of_a_batch(draw: Draw) -> Probe:
    """Accuracy over a batch; tokens have no right answer, or several. Nothing else changes, and the same call gives the same again."""
    chosen = draw.integers(0, 5, 3, 6)
    alternatives = draw.integers(0, 5, 3, 6, 2).tolist()
    kept = draw.integers(0, 3, 3, 6).tolist()
    gold = [[sorted(set(a[:n])) for a, n in zip(*rows, strict=True)] for rows in zip(alternatives, kept, strict=True)]
    right, wrong = [int(chosen[0, 1])], [int(chosen[0, 2] + 1) % 5]
    gold[0][:4] = [[], right, wrong, [(right[0] + 1) % 5, *right]]
    gold[1] = [[], [], [], [], [], [int(chosen[1, 5])]]
    chosen[0, 3] = right[0]
    return call("alignment_accuracy", chosen, gold)


@exercise.case(0.25)
def accuracy_without_any_gold(draw: Draw) -> Probe:
    """Accuracy is NaN where no token has a right answer to compare with."""
    return call("alignment_accuracy", draw.integers(0, 5, 2, 2), [[[], []], [[], []]])


@exercise.case(0.5, watch="everything")
def arguments_stay_as_they_are(draw: Draw) -> Probe:
    """The call leaves weights and mask unchanged; it changes nothing else either, and gives the same when repeated."""
    weights, mask = shares(draw, 2, 3, 5) * 0.25, lengths(5, 4, 3)
    weights[:, :, -1] += 0.75
    return call("alignment", weights, mask)


# Wrong implementations of alignment.


def real_only(weights: Tensor, src_mask: Tensor) -> Tensor:
    """The weights, 0 at padding."""
    return torch.where(src_mask[:, None], weights, 0)


@exercise.mistake(
    "alignment",
    "Padding can win the arg max. Look for the largest weight among real source tokens only.",
    "argmax でパディングが選ばれることがあります。実在する入力トークンの中で最大の重みを探しましょう。",
)
def padding_can_win(weights: Tensor, src_mask: Tensor) -> Result:
    return weights.argmax(-1), alignment(weights, src_mask)[1]


@exercise.mistake(
    "alignment",
    "Padding counts in the entropy. Sum over real source tokens only.",
    "エントロピーにパディングの分が含まれています。実在する入力トークンだけで和を取りましょう。",
)
def padding_counts_in_the_entropy(weights: Tensor, src_mask: Tensor) -> Result:
    return alignment(weights, src_mask)[0], -torch.special.xlogy(weights, weights).sum(-1)


@exercise.mistake(
    "alignment",
    "The mask is not used: padding can win the arg max, and counts in the entropy.",
    "マスクが使われていません。argmax でパディングが選ばれたり、エントロピーにパディングの分が含まれたりします。",
)
def mask_ignored(weights: Tensor, src_mask: Tensor) -> Result:
    return alignment(weights, torch.ones_like(src_mask))


@exercise.mistake(
    "alignment",
    "The mask is read the wrong way round. True means: a real source token.",
    "マスクの向きが逆です。True は実在する入力トークンという意味です。",
)
def mask_inverted(weights: Tensor, src_mask: Tensor) -> Result:
    w = real_only(weights, ~src_mask)
    return torch.where(~src_mask[:, None], weights, -1).argmax(-1), -torch.special.xlogy(w, w).sum(-1)


@exercise.mistake(
    "alignment",
    "The arg max runs over the target tokens (dim 1). For each target token look for a source token: the last dimension.",
    "argmax が出力トークンの方向（dim=1）にかかっています。出力トークンごとに入力トークンを探すので、最後の次元です。",
)
def arg_max_over_the_targets(weights: Tensor, src_mask: Tensor) -> Result:
    return torch.where(src_mask[:, None], weights, -1).argmax(1), alignment(weights, src_mask)[1]


@exercise.mistake(
    "alignment",
    "The entropy is NaN where a weight is 0: 0 * log(0) is computed as 0 times minus infinity. Its limit is 0:"
    " torch.special.xlogy knows that.",
    "重みが 0 のところでエントロピーが NaN です。0 * log(0) が 0 掛ける負の無限大になっています。極限は 0 なので、"
    "それを考慮する torch.special.xlogy が使えます。",
)
def zero_times_log_of_zero(weights: Tensor, src_mask: Tensor) -> Result:
    w = real_only(weights, src_mask)
    return alignment(weights, src_mask)[0], -(w * w.log()).sum(-1)


@exercise.mistake(
    "alignment",
    "The entropy is in bits. Take the natural logarithm, which gives nats.",
    "エントロピーの単位がビットになっています。自然対数を使って、ナットで返します。",
)
def entropy_in_bits(weights: Tensor, src_mask: Tensor) -> Result:
    places, entropy = alignment(weights, src_mask)
    return places, entropy / math.log(2)


@exercise.mistake(
    "alignment",
    "The entropy is averaged over the source. It is a sum.",
    "エントロピーを入力の方向に平均しています。平均ではなく和です。",
)
def mean_over_the_source(weights: Tensor, src_mask: Tensor) -> Result:
    places, entropy = alignment(weights, src_mask)
    return places, entropy / weights.shape[-1]


@exercise.mistake(
    "alignment",
    "The entropy has the wrong sign. Logarithms of weights are negative; the minus in front makes the entropy positive.",
    "エントロピーの符号が逆です。重みの対数は負なので、先頭のマイナスでエントロピーは正になります。",
)
def sign_reversed(weights: Tensor, src_mask: Tensor) -> Result:
    places, entropy = alignment(weights, src_mask)
    return places, -entropy


@exercise.mistake(
    "alignment",
    "The weights of real tokens were made to add up to 1 before the entropy. Take them as they are: weight that is lost"
    " on padding should show.",
    "エントロピーの前に、実在するトークンの重みの和を 1 にしています。重みはそのまま使います。"
    "パディングに取られた分が結果に表れるようにするためです。",
)
def weights_normalised_again(weights: Tensor, src_mask: Tensor) -> Result:
    w = real_only(weights, src_mask)
    shares_of_the_real = w / w.sum(-1, keepdim=True)  # NaN where all the weight is on padding
    entropy = -torch.special.xlogy(shares_of_the_real, shares_of_the_real).sum(-1)
    return alignment(weights, src_mask)[0], entropy


@exercise.mistake(
    "alignment",
    "The entropy is divided by the logarithm of the number of source tokens. Return it in nats, as the formula says.",
    "エントロピーを入力トークン数の対数で割っています。式のとおり、ナットのまま返します。",
)
def entropy_divided_by_its_maximum(weights: Tensor, src_mask: Tensor) -> Result:
    places, entropy = alignment(weights, src_mask)
    return places, entropy / torch.log(src_mask.sum(-1, keepdim=True).to(weights.dtype))


@exercise.mistake(
    "alignment",
    "The entropy runs over the target tokens. It belongs to a target token: sum over the last dimension.",
    "エントロピーの和が出力トークンの方向になっています。出力トークンごとの値なので、最後の次元で和を取ります。",
)
def entropy_over_the_targets(weights: Tensor, src_mask: Tensor) -> Result:
    w = real_only(weights, src_mask)
    return alignment(weights, src_mask)[0], -torch.special.xlogy(w, w).sum(1)


@exercise.mistake(
    "alignment",
    "The two results are exchanged: return (argmax, entropy).",
    "返り値の順序が逆です。(argmax, entropy) の順に返します。",
)
def returns_entropy_first(weights: Tensor, src_mask: Tensor) -> Result:
    places, entropy = alignment(weights, src_mask)
    return entropy, places


@exercise.mistake(
    "alignment",
    "The first result is the largest weight. Return its position: argmax, not max.",
    "1 番目の返り値が最大の重みになっています。max ではなく argmax で、位置を返します。",
)
def returns_the_largest_weight(weights: Tensor, src_mask: Tensor) -> Result:
    return real_only(weights, src_mask).amax(-1), alignment(weights, src_mask)[1]


@exercise.mistake(
    "alignment",
    "The weights of the caller are overwritten. Make a new tensor with masked_fill (no underscore) or torch.where.",
    "呼び出し側の重みを書き換えています。下線の付かない masked_fill や torch.where で新しいテンソルを作りましょう。",
)
def weights_overwritten(weights: Tensor, src_mask: Tensor) -> Result:
    results = alignment(weights, src_mask)
    weights.masked_fill_(~src_mask[:, None], 0)
    return results


# Wrong implementations of alignment_accuracy.


@exercise.mistake(
    "alignment_accuracy",
    "Tokens without any right position count as wrong. Leave them out, above and below the fraction bar.",
    "正解の位置がないトークンを不正解に数えています。分子からも分母からも除きましょう。",
)
def tokens_without_gold_count_as_wrong(argmax: Tensor, gold: Gold) -> float:
    right = [a in b for rows in zip(argmax.tolist(), gold, strict=True) for a, b in zip(*rows, strict=True)]
    return sum(right) / len(right)


@exercise.mistake(
    "alignment_accuracy",
    "Tokens without any right position count as right. Leave them out, above and below the fraction bar.",
    "正解の位置がないトークンを正解に数えています。分子からも分母からも除きましょう。",
)
def tokens_without_gold_count_as_right(argmax: Tensor, gold: Gold) -> float:
    right = [not b or a in b for rows in zip(argmax.tolist(), gold, strict=True) for a, b in zip(*rows, strict=True)]
    return sum(right) / len(right)


@exercise.mistake(
    "alignment_accuracy",
    "The accuracy is averaged sentence by sentence. Count the tokens of all sentences together.",
    "文ごとの正解率を平均しています。すべての文のトークンをまとめて数えましょう。",
)
def mean_of_the_sentences(argmax: Tensor, gold: Gold) -> float:
    each = [alignment_accuracy(row[None], [places]) for row, places in zip(argmax, gold, strict=True)]
    known = [value for value in each if not math.isnan(value)]
    return sum(known) / len(known) if known else math.nan


@exercise.mistake(
    "alignment_accuracy",
    "Only the first of several right positions counts. Any of them is right.",
    "正解の位置が複数あるのに、最初の 1 つしか認めていません。どれでも正解です。",
)
def only_the_first_of_gold(argmax: Tensor, gold: Gold) -> float:
    return alignment_accuracy(argmax, [[places[:1] for places in row] for row in gold])


@exercise.mistake(
    "alignment_accuracy",
    "Only tokens with exactly one right position count. Several positions may be right; any of them will do.",
    "正解の位置がちょうど 1 つのトークンしか数えていません。正解が複数のときは、そのどれかであれば正解です。",
)
def only_tokens_with_one_gold(argmax: Tensor, gold: Gold) -> float:
    return alignment_accuracy(argmax, [[places if len(places) == 1 else [] for places in row] for row in gold])


@exercise.mistake(
    "alignment_accuracy",
    "The accuracy is a percentage. Return a fraction between 0 and 1.",
    "正解率が百分率になっています。0 から 1 の値で返します。",
)
def accuracy_in_percent(argmax: Tensor, gold: Gold) -> float:
    return 100 * alignment_accuracy(argmax, gold)


@exercise.mistake(
    "alignment_accuracy",
    "Where no token has a right position to compare with, 0 comes back. Nothing was measured: return NaN.",
    "正解の位置を持つトークンが 1 つもないときに 0 を返しています。何も測れていないので NaN を返します。",
)
def zero_without_any_gold(argmax: Tensor, gold: Gold) -> float:
    value = alignment_accuracy(argmax, gold)
    return 0.0 if math.isnan(value) else value
