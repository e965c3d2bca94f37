"""Reference of ch3.masked_cross_entropy: the mean loss over the tokens of a batch that are not padding."""

import torch
from torch import Tensor
from torch.nn.functional import cross_entropy

from autograder.drawing import Draw
from autograder.exercise import Exercise, Probe, Step, call

exercise = Exercise(
    title="Cross-entropy without the padding",
    title_ja="パディングを除く交差エントロピー",
    position=4,
    points=5,
    difficulty=2,
    minutes=20,
    forbidden=(
        "torch.nn.functional.cross_entropy",
        "torch.nn.functional.nll_loss",
        "torch.nn.CrossEntropyLoss",
        "torch.nn.NLLLoss",
    ),
)


@exercise.oracle("loss")
def masked_cross_entropy(logits: Tensor, targets: Tensor, pad_id: int) -> Tensor:
    """Token by token: the logarithm of the sum of exponentials, less the target's logit."""
    total, count = 0 * logits.sum(), 0
    for b, row in enumerate(targets.tolist()):
        for t, target in enumerate(row):
            if target != pad_id:
                z = logits[b, t]
                total = total + z.max() + torch.log(torch.exp(z - z.max()).sum()) - z[target]
                count += 1
    return total / max(count, 1)


@exercise.twin("masked_cross_entropy")
def masked_cross_entropy_of_torch(logits: Tensor, targets: Tensor, pad_id: int) -> Tensor:
    """torch's own, but where it gives NaN."""
    if bool((targets == pad_id).all()):
        return logits.sum() * 0
    return cross_entropy(logits.transpose(1, 2), targets, ignore_index=pad_id)


def batch(draw: Draw, lengths: list[int], V: int, pad_id: int = 0, extra: int = 0, scale: float = 1.0, contiguous: bool = True) -> Probe:  # fmt: skip
    """Targets of these lengths among the classes other than `pad_id`, filled up to the longest and `extra` more."""
    B, T = len(lengths), max(lengths) + extra
    classes = torch.tensor([v for v in range(V) if v != pad_id])
    targets = classes[draw.integers(0, len(classes), B, T)]
    targets = torch.where(torch.arange(T) < torch.tensor(lengths)[:, None], targets, pad_id)
    logits = draw.normal(B, T, V, scale=scale, contiguous=contiguous)
    if not contiguous:
        targets = targets.T.contiguous().T
    return call("masked_cross_entropy", logits, targets, pad_id)


@exercise.case(0.25, public=True)
def two_tokens_by_hand(draw: Draw) -> Probe:
    """One sentence of two tokens, three classes: small enough for a pocket calculator."""
    return batch(draw, [2], V=3)


@exercise.case(0.5, public=True)
def two_sentences(draw: Draw) -> Probe:
    """Two sentences, one of them padded: every token that is not padding counts the same."""
    return batch(draw, [3, 1], V=4)


@exercise.case(0.25, public=True, gradients=True)
def gradients_of_two_sentences(draw: Draw) -> Probe:
    """The gradient of the loss with respect to the logits is zero at the padding."""
    return batch(draw, [1, 2], V=3)


@exercise.case(0.5)
def sentences_of_many_lengths(draw: Draw) -> Probe:
    """Different lengths, with columns of padding to spare."""
    return batch(draw, [5, 2, 6, 1], V=7, extra=2)


@exercise.case(0.25)
def without_padding(draw: Draw) -> Probe:
    """No padding: the mean over all positions."""
    return batch(draw, [5, 5, 5], V=7)


@exercise.case(0.25)
def sizes_all_equal(draw: Draw) -> Probe:
    """As many sentences as steps and classes, so that exchanged axes raise nothing."""
    return batch(draw, [2, 4, 1, 3], V=4)


@exercise.case(0.25, gradients=True)
def another_id_for_padding(draw: Draw) -> Probe:
    """PAD is 5 and stands before and between tokens as well; 0 is a token like any other."""
    logits, targets = draw.normal(3, 6, 7), draw.integers(0, 5, 3, 6)
    targets[:, 2] = torch.tensor([0, 5, 6])
    targets[torch.tensor([0, 0, 1, 1, 2, 2]), torch.tensor([3, 5, 0, 4, 0, 1])] = 5
    return call("masked_cross_entropy", logits, targets, 5)


@exercise.case(0.25)
def an_id_that_is_no_class(draw: Draw) -> Probe:
    """PAD is -100, then -1, then as large as the vocabulary, so the targets at the padding are no classes at all."""
    probes = [batch(draw, [4, 2, 3], V=6, pad_id=pad_id) for pad_id in (-100, -1, 6)]
    return Probe(tuple(Step(step.target, step.args, keep=True) for probe in probes for step in probe.steps))


@exercise.case(0.25, gradients=True)
def large_logits(draw: Draw) -> Probe:
    """Logits in the thousands, whose exponentials overflow and whose probabilities are 0 or 1; the gradient, too."""
    logits, targets = draw.normal(3, 4, 6, scale=1000), draw.integers(1, 6, 3, 4)
    logits[0, 0], targets[0, 0] = logits[0, 0] + torch.tensor([4000.0, 0, 0, 0, 0, 0]), 3
    return call("masked_cross_entropy", logits, targets, 0)


@exercise.case(0.25)
def logits_far_from_zero(draw: Draw) -> Probe:
    """Logits around 1000: a constant that is added to all logits of a step changes nothing."""
    logits = draw.normal(2, 3, 5) + 1000
    return call("masked_cross_entropy", logits, draw.integers(1, 5, 2, 3), 0)


@exercise.case(0.25, gradients=True)
def nothing_but_padding(draw: Draw) -> Probe:
    """If everything is padding the loss is 0, and so is its gradient."""
    return call("masked_cross_entropy", draw.normal(2, 3, 5), torch.zeros(2, 3, dtype=torch.int64), 0)


@exercise.case(0.25)
def a_sentence_of_padding(draw: Draw) -> Probe:
    """One of the sentences is nothing but padding."""
    return batch(draw, [3, 0, 2], V=6)


@exercise.case(0.25)
def a_single_token(draw: Draw) -> Probe:
    """One sentence of one token."""
    return batch(draw, [1], V=6)


@exercise.case(0.25)
def inputs_that_are_not_contiguous(draw: Draw) -> Probe:
    """Logits and targets that are views of transposed tensors."""
    return batch(draw, [5, 2, 3], V=7, contiguous=False)


@exercise.case(0.25, dtype="float32", no_grad=True)
def single_precision_without_gradients(draw: Draw) -> Probe:
    """float32 in, float32 out, inside torch.no_grad()."""
    return batch(draw, [5, 2, 3], V=7)


@exercise.case(0.5, gradients=True)
def gradient_of_a_larger_batch(draw: Draw) -> Probe:
    """The gradient with respect to all logits, with padding of different lengths."""
    return batch(draw, [5, 2, 6, 1], V=7, extra=1)


@exercise.case(0.25, watch="everything")
def arguments_stay_as_they_are(draw: Draw) -> Probe:
    """The call leaves logits and targets unchanged; it changes nothing else either, and gives the same when repeated."""
    return batch(draw, [4, 2, 3], V=7, pad_id=5)


# Wrong implementations: most of them sum up the right or wrong losses of single tokens in another way.


def losses(logits: Tensor, targets: Tensor, pad_id: int) -> tuple[Tensor, Tensor]:
    """The loss at every position, as if class 0 were meant at the padding of a strange id; 1 where it counts, else 0."""
    inside = (targets >= 0) & (targets < logits.shape[-1])
    log_p = torch.log_softmax(logits, -1).gather(-1, torch.where(inside, targets, 0)[..., None])[..., 0]
    return -log_p, (targets != pad_id).to(logits.dtype)


def mean(total: Tensor, count: Tensor | int) -> Tensor:
    """total / count, and 0 for nothing."""
    return total / torch.as_tensor(count).clamp(min=1)


@exercise.mistake(
    "masked_cross_entropy",
    "Padding counts like tokens do, so the loss changes when padding is added. Leave it out of the sum and out of the"
    " count.",
    "パディングも普通のトークンとして数えているため、パディングを増やすと損失が変わります。合計からも個数からも除きます。",
)
def padding_counted(logits: Tensor, targets: Tensor, pad_id: int) -> Tensor:
    classes = torch.where(targets == pad_id, 0, targets)
    return -torch.log_softmax(logits, -1).gather(-1, classes[..., None]).mean()


@exercise.mistake(
    "masked_cross_entropy",
    "Padding counts like tokens do, so the loss changes when padding is added. Leave it out of the sum and out of the"
    " count.",
    "パディングも普通のトークンとして数えているため、パディングを増やすと損失が変わります。合計からも個数からも除きます。",
)
def padding_not_masked(logits: Tensor, targets: Tensor, pad_id: int) -> Tensor:
    return -torch.log_softmax(logits, -1).gather(-1, targets[..., None]).mean()


@exercise.mistake(
    "masked_cross_entropy",
    "The sum leaves the padding out, but it is divided by the number of all positions. Divide by the number of tokens"
    " that are not padding.",
    "合計からはパディングを除いていますが、全位置の数で割っています。パディング以外のトークンの数で割ります。",
)
def divided_by_all_positions(logits: Tensor, targets: Tensor, pad_id: int) -> Tensor:
    loss, mask = losses(logits, targets, pad_id)
    return (loss * mask).mean()


@exercise.mistake(
    "masked_cross_entropy",
    "The mean is taken for each sentence and then over the sentences, so tokens of short sentences count more. Take one"
    " mean over all tokens.",
    "文ごとに平均してから文の間で平均しているため、短い文のトークンほど重く数えられています。全トークンで 1 回だけ平均します。",
)
def mean_of_sentence_means(logits: Tensor, targets: Tensor, pad_id: int) -> Tensor:
    loss, mask = losses(logits, targets, pad_id)
    return mean((loss * mask).sum(1), mask.sum(1)).mean()


@exercise.mistake(
    "masked_cross_entropy",
    "The sum is divided by the number of sentences, so it grows with their length. Divide by the number of tokens.",
    "合計を文の数で割っているため、文が長いほど大きくなります。トークンの数で割ります。",
)
def divided_by_the_sentences(logits: Tensor, targets: Tensor, pad_id: int) -> Tensor:
    loss, mask = losses(logits, targets, pad_id)
    return (loss * mask).sum() / len(logits)


@exercise.mistake(
    "masked_cross_entropy",
    "The losses are added up, and not divided by anything. The result is a mean.",
    "損失を合計しただけで、割っていません。求めるのは平均です。",
)
def sum_instead_of_mean(logits: Tensor, targets: Tensor, pad_id: int) -> Tensor:
    loss, mask = losses(logits, targets, pad_id)
    return (loss * mask).sum()


@exercise.mistake(
    "masked_cross_entropy",
    "Softmax is applied before log-softmax, so the loss cannot come near 0. log_softmax takes the logits as they are.",
    "log_softmax の前に Softmax を適用しているため、損失が 0 に近づけません。log_softmax には logits をそのまま渡します。",
)
def softmax_twice(logits: Tensor, targets: Tensor, pad_id: int) -> Tensor:
    return masked_cross_entropy(torch.softmax(logits, -1), targets, pad_id)


@exercise.mistake(
    "masked_cross_entropy",
    "The logarithm of a softmax is minus infinity where a probability rounds to 0. torch.log_softmax takes both steps at"
    " once and stays finite.",
    "確率が丸めで 0 になると、Softmax の対数は負の無限大になります。2 つをまとめて計算する torch.log_softmax "
    "なら有限のままです。",
)
def logarithm_of_softmax(logits: Tensor, targets: Tensor, pad_id: int) -> Tensor:
    _, mask = losses(logits, targets, pad_id)
    log_p = torch.log(torch.softmax(logits, -1)).gather(-1, torch.where(mask.bool(), targets, 0)[..., None])[..., 0]
    return mean(-(log_p * mask).sum(), mask.sum())


@exercise.mistake(
    "masked_cross_entropy",
    "The exponentials of large logits overflow. torch.log_softmax subtracts the largest logit first.",
    "大きな logits の指数関数がオーバーフローしています。torch.log_softmax は先に最大値を引きます。",
)
def exponentials_overflow(logits: Tensor, targets: Tensor, pad_id: int) -> Tensor:
    _, mask = losses(logits, targets, pad_id)
    z = logits.gather(-1, torch.where(mask.bool(), targets, 0)[..., None])[..., 0]
    return mean(torch.where(mask.bool(), torch.log(torch.exp(logits).sum(-1)) - z, 0).sum(), mask.sum())


@exercise.mistake(
    "masked_cross_entropy",
    "The logarithm is missing: the result is the mean of minus the probability. It is the mean of minus its logarithm.",
    "対数がありません。確率そのものではなく、確率の対数にマイナスを付けて平均します。",
)
def logarithm_missing(logits: Tensor, targets: Tensor, pad_id: int) -> Tensor:
    loss, mask = losses(logits, targets, pad_id)
    return mean((-torch.exp(-loss) * mask).sum(), mask.sum())


@exercise.mistake(
    "masked_cross_entropy",
    "The sign is missing: the loss is minus the log-probability.",
    "符号が逆です。損失は対数確率にマイナスを付けたものです。",
)
def sign_missing(logits: Tensor, targets: Tensor, pad_id: int) -> Tensor:
    return -masked_cross_entropy(logits, targets, pad_id)


@exercise.mistake(
    "masked_cross_entropy",
    "The softmax runs over the steps. Each step shares out a probability of 1 among the classes: the last dimension.",
    "Softmax が時刻の方向にかかっています。時刻ごとにクラスの確率の和が 1 になるように、最後の次元で計算します。",
)
def softmax_over_the_steps(logits: Tensor, targets: Tensor, pad_id: int) -> Tensor:
    _, mask = losses(logits, targets, pad_id)
    log_p = torch.log_softmax(logits, 1).gather(-1, torch.where(mask.bool(), targets, 0)[..., None])[..., 0]
    return mean(-(log_p * mask).sum(), mask.sum())


@exercise.mistake(
    "masked_cross_entropy",
    "Padding is taken to be 0. Compare the targets with the argument pad_id.",
    "パディングの ID を 0 と決めつけています。引数 pad_id と比べます。",
)
def padding_taken_to_be_zero(logits: Tensor, targets: Tensor, pad_id: int) -> Tensor:
    mask = targets != 0
    log_p = torch.log_softmax(logits, -1).gather(-1, targets[..., None])[..., 0]
    return mean(-(log_p * mask).sum(), mask.sum())


@exercise.mistake(
    "masked_cross_entropy",
    "The mask is the wrong way round: only the padding counts. A position counts where the target is not pad_id.",
    "マスクが逆で、パディングだけを数えています。数えるのは正解が pad_id でない位置です。",
)
def only_padding_counted(logits: Tensor, targets: Tensor, pad_id: int) -> Tensor:
    mask = targets == pad_id
    log_p = torch.log_softmax(logits, -1).gather(-1, torch.where(mask, targets, 0)[..., None])[..., 0]
    return mean(-(log_p * mask).sum(), mask.sum())


@exercise.mistake(
    "masked_cross_entropy",
    "The logits are set to zero at the padding, and those positions still count, with a loss of log V each. Leave them out"
    " of the sum and out of the count.",
    "パディングの logits を 0 にしても、その位置は 1 つあたり log V の損失として数えられています。"
    "合計からも個数からも除きます。",
)
def logits_at_the_padding_set_to_zero(logits: Tensor, targets: Tensor, pad_id: int) -> Tensor:
    _, mask = losses(logits, targets, pad_id)
    return losses(logits * mask[..., None], targets, pad_id)[0].mean()


@exercise.mistake(
    "masked_cross_entropy",
    "Where everything is padding, 0 is divided by 0. Divide by the number of tokens, but at least by 1.",
    "すべてがパディングのとき 0 を 0 で割っています。割る数を 1 以上にします。",
)
def nothing_divided_by_nothing(logits: Tensor, targets: Tensor, pad_id: int) -> Tensor:
    loss, mask = losses(logits, targets, pad_id)
    return (loss * mask).sum() / mask.sum()


@exercise.mistake(
    "masked_cross_entropy",
    "Where everything is padding, the mean of no numbers at all is taken, which is NaN. Add up, and divide by the number"
    " of tokens, but at least by 1.",
    "すべてがパディングのとき、空のテンソルの平均を取っているため NaN になります。合計してから、トークンの数（少なくとも"
    " 1）で割ります。",
)
def mean_of_nothing(logits: Tensor, targets: Tensor, pad_id: int) -> Tensor:
    loss, mask = losses(logits, targets, pad_id)
    return loss[mask.bool()].mean()


@exercise.mistake(
    "masked_cross_entropy",
    "Where everything is padding, a new tensor comes back that is not connected to the logits, so backward() fails. Sum"
    " up what there is, and divide by at least 1.",
    "すべてがパディングのとき、logits とつながっていない新しいテンソルが返され、backward() が失敗します。"
    "そのまま合計し、1 以上の数で割ります。",
)
def a_new_zero_for_padding(logits: Tensor, targets: Tensor, pad_id: int) -> Tensor:
    loss = masked_cross_entropy(logits, targets, pad_id)
    return logits.new_zeros(()) if bool((targets == pad_id).all()) else loss


@exercise.mistake(
    "masked_cross_entropy",
    "pad_id is used as a class at the padding, which fails where it is none, as -100 is. Put any class there before you"
    " look up, and mask the result.",
    "パディングの位置でも pad_id をクラスとして引いているため、-100 のようにクラスでない値では失敗します。"
    "引く前に適当なクラスに置き換え、結果をマスクします。",
)
def padding_used_as_a_class(logits: Tensor, targets: Tensor, pad_id: int) -> Tensor:
    log_p = torch.log_softmax(logits, -1).gather(-1, targets[..., None])
    mask = targets != pad_id
    return mean(-(log_p[..., 0] * mask).sum(), mask.sum())


@exercise.mistake(
    "masked_cross_entropy",
    "pad_id is used as an index at the padding, which fails where it is no class, as -100 is. Put any class there before"
    " you look up, and mask the result.",
    "パディングの位置でも pad_id を添字に使っているため、-100 のようにクラスでない値では失敗します。"
    "引く前に適当なクラスに置き換え、結果をマスクします。",
)
def padding_used_as_an_index(logits: Tensor, targets: Tensor, pad_id: int) -> Tensor:
    B, T = targets.shape
    log_p = torch.log_softmax(logits, -1)[torch.arange(B)[:, None], torch.arange(T), targets]
    mask = targets != pad_id
    return mean(-(log_p * mask).sum(), mask.sum())


@exercise.mistake(
    "masked_cross_entropy",
    "The targets are shifted once more. They are shifted already: logits[:, t] belong to targets[:, t].",
    "正解をもう一度ずらしています。すでにずらしてあるので、logits[:, t] には targets[:, t] が対応します。",
)
def shifted_once_more(logits: Tensor, targets: Tensor, pad_id: int) -> Tensor:
    return masked_cross_entropy(logits[:, :-1], targets[:, 1:], pad_id)


@exercise.mistake(
    "masked_cross_entropy",
    "A loss for each sentence comes back. The result is one number, a tensor without dimensions.",
    "文ごとの損失が返されています。求めるのは 1 つの数、つまり次元のないテンソルです。",
)
def one_loss_for_each_sentence(logits: Tensor, targets: Tensor, pad_id: int) -> Tensor:
    loss, mask = losses(logits, targets, pad_id)
    return mean((loss * mask).sum(1), mask.sum(1))


@exercise.mistake(
    "masked_cross_entropy",
    "A Python number comes back, as item() makes it, and nothing can be learnt from it. Return the tensor.",
    "item() を使ったときのように Python の数値が返されていて、ここからは学習できません。テンソルを返します。",
)
def a_number_instead_of_a_tensor(logits: Tensor, targets: Tensor, pad_id: int) -> float:
    return masked_cross_entropy(logits, targets, pad_id).item()


@exercise.mistake(
    "masked_cross_entropy",
    "The targets that were passed in are changed at the padding. Make a new tensor, for instance with torch.where.",
    "引数の targets がパディングの位置で書き換えられています。torch.where などで新しいテンソルを作りましょう。",
)
def targets_changed(logits: Tensor, targets: Tensor, pad_id: int) -> Tensor:
    loss = masked_cross_entropy(logits, targets, pad_id)
    targets[targets == pad_id] = 0
    return loss
