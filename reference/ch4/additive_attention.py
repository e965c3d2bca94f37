"""Reference of ch4.additive_attention: attention with scores from a small network (Bahdanau, Cho and Bengio 2015)."""

import math

import torch
from torch import Tensor
from torch.nn.functional import linear, scaled_dot_product_attention

from autograder.drawing import Draw
from autograder.exercise import NO_ATTENTION, Exercise, Probe, call

exercise = Exercise(
    title="Additive attention",
    title_ja="加法 Attention",
    position=3,
    points=6,
    difficulty=3,
    minutes=25,
    forbidden=NO_ATTENTION,
)

Result = tuple[Tensor, Tensor]
Mask = Tensor | None


@exercise.oracle("context", "weights")
def additive_attention(
    q: Tensor, k: Tensor, v: Tensor, W_q: Tensor, W_k: Tensor, w: Tensor, mask: Mask = None
) -> Result:
    """One query and one key at a time."""
    asked, found = q @ W_q.T, k @ W_k.T
    rows = [
        torch.stack([torch.dot(w, torch.tanh(a + b)) for b in keys])
        for queries, keys in zip(asked, found, strict=True)
        for a in queries
    ]
    weights = normalised(torch.stack(rows).view(*q.shape[:2], k.shape[1]), mask)
    return torch.einsum("bij,bjd->bid", weights, v), weights


def normalised(scores: Tensor, mask: Mask, dim: int = -1) -> Tensor:
    """Softmax along `dim` over the positions where `mask` is True; zeros where there is none."""
    allowed = torch.ones_like(scores, dtype=torch.bool) if mask is None else mask.expand_as(scores)
    top = scores.detach().masked_fill(~allowed, -math.inf).amax(dim, keepdim=True)
    powers = torch.where(allowed, torch.exp(scores - torch.where(top.isfinite(), top, 0)), 0)
    total = powers.sum(dim, keepdim=True)
    return powers / torch.where(total > 0, total, 1)


@exercise.twin("additive_attention")
def attention_to_pairs(
    q: Tensor, k: Tensor, v: Tensor, W_q: Tensor, W_k: Tensor, w: Tensor, mask: Mask = None
) -> Result:
    """One matrix [W_q, W_k] on every pair (q; k), and torch's attention for the rest."""
    Tq, Tk = q.shape[1], k.shape[1]
    pairs = torch.cat([q.repeat_interleave(Tk, 1), k.repeat(1, Tq, 1)], -1)
    hidden = torch.tanh(linear(pairs, torch.cat([W_q, W_k], 1)))
    scores = linear(hidden, w[None]).view(-1, Tq, Tk)
    identity = torch.eye(Tk).to(k).expand(len(k), -1, -1)
    context, weights = (
        scaled_dot_product_attention(scores, identity, values, attn_mask=mask, scale=1.0) for values in (v, identity)
    )
    return context, weights


def arguments(
    draw: Draw, B: int, *, Tq: int, Tk: int, dq: int, dk: int, dv: int, A: int, contiguous: bool = True
) -> list[Tensor]:
    """q ``[B, Tq, dq]``, k ``[B, Tk, dk]``, v ``[B, Tk, dv]``, W_q ``[A, dq]``, W_k ``[A, dk]`` and w ``[A]``."""
    sequences = ((Tq, dq), (Tk, dk), (Tk, dv))
    q, k, v = (draw.normal(B, T, size, contiguous=contiguous) for T, size in sequences)
    W_q, W_k = (draw.normal(A, size, contiguous=contiguous) for size in (dq, dk))
    return [q, k, v, W_q, W_k, draw.normal(A)]


def partial_mask(draw: Draw, *shape: int) -> Tensor:
    """Every query may attend to some keys and not to others, but for the second query of the first sample, which may
    attend to none. `shape` is [B, Tq, Tk]."""
    mask = draw.coins(*shape)
    mask[..., 0], mask[..., 1] = True, False
    mask[0, 1] = False
    return mask


@exercise.case(0.25, public=True)
def one_query_by_hand(draw: Draw) -> Probe:
    """One query, two keys, every vector of size one: small enough to check with a pocket calculator."""
    return call("additive_attention", *arguments(draw, 1, Tq=1, Tk=2, dq=1, dk=1, dv=1, A=1))


@exercise.case(0.25, public=True)
def two_queries_of_a_batch(draw: Draw) -> Probe:
    """A batch of two, with two queries and three keys in each sample, every size different."""
    return call("additive_attention", *arguments(draw, 2, Tq=2, Tk=3, dq=1, dk=2, dv=1, A=4))


@exercise.case(0.5, public=True)
def a_mask(draw: Draw) -> Probe:
    """With a mask; one query may attend to nothing."""
    given = arguments(draw, 1, Tq=2, Tk=3, dq=1, dk=2, dv=1, A=2)
    return call("additive_attention", *given, mask=partial_mask(draw, 1, 2, 3))


@exercise.case(0.5, public=True, gradients=True)
def gradients_of_a_sample(draw: Draw) -> Probe:
    """Gradients flow from context and from weights back to q, k, v, W_q, W_k and w."""
    return call("additive_attention", *arguments(draw, 1, Tq=2, Tk=3, dq=1, dk=2, dv=1, A=2))


@exercise.case(0.5)
def sizes_all_different(draw: Draw) -> Probe:
    """Every size is different."""
    return call("additive_attention", *arguments(draw, 2, Tq=3, Tk=5, dq=4, dk=6, dv=8, A=7))


@exercise.case(0.5)
def sizes_all_equal(draw: Draw) -> Probe:
    """Every size is the same, so that exchanged matrices and axes raise nothing."""
    return call("additive_attention", *arguments(draw, 4, Tq=4, Tk=4, dq=4, dk=4, dv=4, A=4))


@exercise.case(0.25)
def a_single_key_in_a_batch_of_one(draw: Draw) -> Probe:
    """A batch of one with one query and one key keeps its axes."""
    return call("additive_attention", *arguments(draw, 1, Tq=1, Tk=1, dq=4, dk=3, dv=2, A=5))


@exercise.case(0.5)
def a_mask_with_an_empty_row(draw: Draw) -> Probe:
    """With a mask for every query of every sample; one query may attend to nothing."""
    given = arguments(draw, 2, Tq=3, Tk=5, dq=4, dk=6, dv=8, A=7)
    return call("additive_attention", *given, mask=partial_mask(draw, 2, 3, 5))


@exercise.case(0.25)
def a_mask_of_padding(draw: Draw) -> Probe:
    """A mask of shape [B, 1, Tk], the same for all queries of a sample."""
    given = arguments(draw, 2, Tq=3, Tk=5, dq=4, dk=6, dv=8, A=7)
    return call("additive_attention", *given, mask=torch.arange(5) < torch.tensor([3, 5])[:, None, None])


@exercise.case(0.25)
def inputs_that_are_not_contiguous(draw: Draw) -> Probe:
    """Vectors and matrices that are transposed views."""
    return call("additive_attention", *arguments(draw, 2, Tq=3, Tk=5, dq=4, dk=6, dv=8, A=7, contiguous=False))


@exercise.case(0.25, dtype="float32", no_grad=True)
def single_precision(draw: Draw) -> Probe:
    """float32 in, float32 out, inside torch.no_grad(), with a mask of shape [Tq, Tk]."""
    given = arguments(draw, 2, Tq=3, Tk=5, dq=4, dk=6, dv=8, A=7)
    return call("additive_attention", *given, mask=partial_mask(draw, 1, 3, 5)[0])


@exercise.case(0.25)
def saturated_scores(draw: Draw) -> Probe:
    """Projections so large that every tanh is nearly 1 or -1."""
    q, k, v, W_q, W_k, w = arguments(draw, 2, Tq=3, Tk=5, dq=4, dk=6, dv=8, A=7)
    return call("additive_attention", q * 3000, k * 3000, v, W_q, W_k, w)


@exercise.case(0.25)
def huge_scores(draw: Draw) -> Probe:
    """Scores in the millions, above and below 0, also those of forbidden keys, with a mask of shape [Tk]."""
    q, k, v, W_q, W_k, w = arguments(draw, 8, Tq=4, Tk=5, dq=4, dk=6, dv=8, A=7)
    given = torch.cat([q, -q]), torch.cat([k, -k]), torch.cat([v, v]), W_q, W_k, w * 1e6
    return call("additive_attention", *given, mask=torch.tensor([True, False, False, True, False]))


@exercise.case(1, gradients=True)
def gradients_with_a_mask(draw: Draw) -> Probe:
    """Gradients of context and weights; the query that may attend to nothing gets a gradient of zeros."""
    given = arguments(draw, 2, Tq=3, Tk=5, dq=4, dk=6, dv=8, A=7)
    return call("additive_attention", *given, mask=partial_mask(draw, 2, 3, 5))


@exercise.case(0.5, watch="everything")
def arguments_stay_as_they_are(draw: Draw) -> Probe:
    """The call leaves its arguments, also the mask, unchanged; it changes nothing else either, and gives the same when repeated."""
    given = arguments(draw, 2, Tq=3, Tk=5, dq=4, dk=6, dv=8, A=7)
    return call("additive_attention", *given, mask=partial_mask(draw, 2, 3, 5))


# Wrong implementations: the oracle with other arguments, or other scores.


def projected(q: Tensor, k: Tensor, W_q: Tensor, W_k: Tensor) -> Result:
    """The projections, with axes such that they can be added: ``[B, Tq, 1, A]`` and ``[B, 1, Tk, A]``."""
    return (q @ W_q.T)[:, :, None], (k @ W_k.T)[:, None]


def scores_of(q: Tensor, k: Tensor, W_q: Tensor, W_k: Tensor, w: Tensor) -> Tensor:
    """The right scores, ``[B, Tq, Tk]``."""
    a, b = projected(q, k, W_q, W_k)
    return torch.tanh(a + b) @ w


def attended(scores: Tensor, v: Tensor, mask: Mask) -> Result:
    """Context and weights for these scores."""
    weights = normalised(scores, mask)
    return weights @ v, weights


@exercise.mistake(
    "additive_attention",
    "tanh is taken of each projection, and then they are added. Add first: tanh(W_q q + W_k k).",
    "それぞれの射影に tanh をかけてから足しています。先に足します: tanh(W_q q + W_k k)。",
)
def tanh_before_the_sum(
    q: Tensor, k: Tensor, v: Tensor, W_q: Tensor, W_k: Tensor, w: Tensor, mask: Mask = None
) -> Result:
    a, b = projected(q, k, W_q, W_k)
    return attended((torch.tanh(a) + torch.tanh(b)) @ w, v, mask)


@exercise.mistake(
    "additive_attention",
    "tanh is missing. Without it the query adds the same number to all scores of its row, and the softmax ignores it:"
    " every query gets the same weights.",
    "tanh がありません。tanh がないと、クエリは自分の行のすべてのスコアに同じ数を足すだけで、Softmax はそれを無視します。"
    "どのクエリの重みも同じになります。",
)
def tanh_missing(q: Tensor, k: Tensor, v: Tensor, W_q: Tensor, W_k: Tensor, w: Tensor, mask: Mask = None) -> Result:
    a, b = projected(q, k, W_q, W_k)
    return attended((a + b) @ w, v, mask)


@exercise.mistake(
    "additive_attention",
    "tanh is applied to the finished score. It belongs inside: w times tanh(...), so that scores may be larger than 1.",
    "完成したスコアに tanh をかけています。tanh は w を掛ける前です。スコアは 1 を超えてもかまいません。",
)
def tanh_of_the_score(
    q: Tensor, k: Tensor, v: Tensor, W_q: Tensor, W_k: Tensor, w: Tensor, mask: Mask = None
) -> Result:
    a, b = projected(q, k, W_q, W_k)
    return attended(torch.tanh((a + b) @ w), v, mask)


@exercise.mistake(
    "additive_attention",
    "tanh(...) is summed up without w. The score is the dot product of w and tanh(...).",
    "w を使わずに tanh(...) の要素を足しています。スコアは w と tanh(...) の内積です。",
)
def sum_instead_of_w(q: Tensor, k: Tensor, v: Tensor, W_q: Tensor, W_k: Tensor, w: Tensor, mask: Mask = None) -> Result:
    a, b = projected(q, k, W_q, W_k)
    return attended(torch.tanh(a + b).sum(-1), v, mask)


@exercise.mistake(
    "additive_attention",
    "The two projections are multiplied. Additive attention adds them.",
    "2 つの射影を掛けています。加法 Attention では足します。",
)
def projections_multiplied(
    q: Tensor, k: Tensor, v: Tensor, W_q: Tensor, W_k: Tensor, w: Tensor, mask: Mask = None
) -> Result:
    a, b = projected(q, k, W_q, W_k)
    return attended(torch.tanh(a * b) @ w, v, mask)


@exercise.mistake(
    "additive_attention",
    "The matrices are exchanged: W_q belongs to the queries, W_k to the keys. (With dq equal to dk nothing raises.)",
    "行列が入れ替わっています。W_q はクエリ、W_k はキーに掛けます。（dq と dk が等しいとエラーになりません。）",
)
def matrices_exchanged(
    q: Tensor, k: Tensor, v: Tensor, W_q: Tensor, W_k: Tensor, w: Tensor, mask: Mask = None
) -> Result:
    return additive_attention(q, k, v, W_k, W_q, w, mask)


@exercise.mistake(
    "additive_attention",
    "The matrices are not transposed. W_q has shape [A, dq]: multiply with q @ W_q.T.",
    "行列が転置されていません。W_q の形状は [A, dq] なので、q @ W_q.T とします。",
)
def matrices_not_transposed(
    q: Tensor, k: Tensor, v: Tensor, W_q: Tensor, W_k: Tensor, w: Tensor, mask: Mask = None
) -> Result:
    a, b = (q @ W_q)[:, :, None], (k @ W_k)[:, None]
    return attended(torch.tanh(a + b) @ w, v, mask)


@exercise.mistake(
    "additive_attention",
    "The scores are divided by the root of A. Only dot-product attention is scaled: w learns the right size here.",
    "スコアを A の平方根で割っています。スケーリングするのはドット積 Attention だけで、ここでは w が適切な大きさを"
    "学習します。",
)
def scores_scaled(q: Tensor, k: Tensor, v: Tensor, W_q: Tensor, W_k: Tensor, w: Tensor, mask: Mask = None) -> Result:
    return attended(scores_of(q, k, W_q, W_k, w) / len(w) ** 0.5, v, mask)


@exercise.mistake(
    "additive_attention",
    "The mask is not used. Where it is False, the weight has to be exactly 0.",
    "マスクが使われていません。マスクが False のところでは、重みをちょうど 0 にします。",
)
def mask_ignored(q: Tensor, k: Tensor, v: Tensor, W_q: Tensor, W_k: Tensor, w: Tensor, mask: Mask = None) -> Result:
    return attended(scores_of(q, k, W_q, W_k, w), v, None)


@exercise.mistake(
    "additive_attention",
    "The mask is read the wrong way round. True means: may attend.",
    "マスクの向きが逆です。True は「注目してよい」という意味です。",
)
def mask_inverted(q: Tensor, k: Tensor, v: Tensor, W_q: Tensor, W_k: Tensor, w: Tensor, mask: Mask = None) -> Result:
    return attended(scores_of(q, k, W_q, W_k, w), v, None if mask is None else ~mask)


@exercise.mistake(
    "additive_attention",
    "A query that may attend to nothing gets equal weights for all keys. Its weights and context are 0: use the"
    " masked_softmax of the stub.",
    "どのキーにも注目できないクエリの重みが均等になっています。重みもコンテキストも 0 です。"
    "ひな形の masked_softmax を使いましょう。",
)
def empty_rows_are_uniform(
    q: Tensor, k: Tensor, v: Tensor, W_q: Tensor, W_k: Tensor, w: Tensor, mask: Mask = None
) -> Result:
    scores = scores_of(q, k, W_q, W_k, w)
    weights = torch.softmax(scores if mask is None else scores.masked_fill(~mask, -1e9), -1)
    return weights @ v, weights


@exercise.mistake(
    "additive_attention",
    "A query that may attend to nothing gets NaN. Its weights and context are 0: use the masked_softmax of the stub.",
    "どのキーにも注目できないクエリが NaN になっています。重みもコンテキストも 0 です。"
    "ひな形の masked_softmax を使いましょう。",
)
def empty_rows_are_nan(
    q: Tensor, k: Tensor, v: Tensor, W_q: Tensor, W_k: Tensor, w: Tensor, mask: Mask = None
) -> Result:
    scores = scores_of(q, k, W_q, W_k, w)
    weights = torch.softmax(scores if mask is None else scores.masked_fill(~mask, -math.inf), -1)
    return weights @ v, weights


@exercise.mistake(
    "additive_attention",
    "The softmax runs over the queries. Each query shares out a weight of 1 among the keys: the last dimension.",
    "Softmax がクエリの方向にかかっています。クエリごとに、キーへの重みの和が 1 になるように、最後の次元で計算します。",
)
def softmax_over_the_queries(
    q: Tensor, k: Tensor, v: Tensor, W_q: Tensor, W_k: Tensor, w: Tensor, mask: Mask = None
) -> Result:
    scores = scores_of(q, k, W_q, W_k, w)
    weights = normalised(scores, mask, dim=1)
    return weights @ v, weights


@exercise.mistake(
    "additive_attention",
    "The scores have keys as rows and queries as columns. Rows belong to the queries: put the new axis of the queries"
    " third, that of the keys second.",
    "スコアの行がキー、列がクエリになっています。行がクエリです。新しい軸は、クエリでは 3 番目、キーでは 2 番目に"
    "入れましょう。",
)
def rows_belong_to_the_keys(
    q: Tensor, k: Tensor, v: Tensor, W_q: Tensor, W_k: Tensor, w: Tensor, mask: Mask = None
) -> Result:
    return attended(scores_of(q, k, W_q, W_k, w).transpose(1, 2), v, mask)


@exercise.mistake(
    "additive_attention",
    "The second result is the scores. Return the weights, what the softmax made of them.",
    "2 番目の返り値がスコアになっています。Softmax を適用した後の重みを返します。",
)
def returns_scores_as_weights(
    q: Tensor, k: Tensor, v: Tensor, W_q: Tensor, W_k: Tensor, w: Tensor, mask: Mask = None
) -> Result:
    scores = scores_of(q, k, W_q, W_k, w)
    return attended(scores, v, mask)[0], scores


@exercise.mistake(
    "additive_attention",
    "The two results are exchanged: return (context, weights).",
    "返り値の順序が逆です。(context, weights) の順に返します。",
)
def returns_weights_before_context(
    q: Tensor, k: Tensor, v: Tensor, W_q: Tensor, W_k: Tensor, w: Tensor, mask: Mask = None
) -> Result:
    context, weights = attended(scores_of(q, k, W_q, W_k, w), v, mask)
    return weights, context


@exercise.mistake(
    "additive_attention",
    "The context averages the keys. The keys decide the weights; what is averaged is the values v.",
    "キーの加重平均を取っています。キーは重みを決めるためのもので、平均するのはバリュー v です。",
)
def keys_used_as_values(
    q: Tensor, k: Tensor, v: Tensor, W_q: Tensor, W_k: Tensor, w: Tensor, mask: Mask = None
) -> Result:
    return attended(scores_of(q, k, W_q, W_k, w), k, mask)


@exercise.mistake(
    "additive_attention",
    "squeeze() drops every axis of size 1. The results keep all axes, also those of a single sample or a single key.",
    "squeeze() は大きさ 1 の軸をすべて消します。サンプルやキーが 1 つだけでも、返り値の軸はすべて残しましょう。",
)
def axes_of_size_one_dropped(
    q: Tensor, k: Tensor, v: Tensor, W_q: Tensor, W_k: Tensor, w: Tensor, mask: Mask = None
) -> Result:
    context, weights = attended(scores_of(q, k, W_q, W_k, w), v, mask)
    return context.squeeze(), weights.squeeze()


@exercise.mistake(
    "additive_attention",
    "The weights are detached, so W_q, W_k and w cannot learn where to look: no detach(), .data or numpy.",
    "重みが計算グラフから切り離されているため、W_q、W_k、w が学習できません。detach() や .data、numpy "
    "を使わないでください。",
)
def weights_detached(q: Tensor, k: Tensor, v: Tensor, W_q: Tensor, W_k: Tensor, w: Tensor, mask: Mask = None) -> Result:
    weights = normalised(scores_of(q, k, W_q, W_k, w), mask).detach()
    return weights @ v, weights
