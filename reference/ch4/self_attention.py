"""Reference of ch4.self_attention: one head of self-attention, causal on request (Vaswani et al. 2017)."""

import math
from collections.abc import Callable
from typing import Any

import torch
from torch import Tensor
from torch.nn.functional import linear, scaled_dot_product_attention

from autograder.drawing import Draw
from autograder.exercise import NO_ATTENTION, Exercise, Probe, call

exercise = Exercise(
    title="Self-attention",
    title_ja="Self-Attention",
    position=8,
    points=7,
    difficulty=3,
    minutes=30,
    forbidden=NO_ATTENTION,
)

Result = tuple[Tensor, Tensor]
Mask = Tensor | None


@exercise.oracle("y", "weights")
def self_attention(
    x: Tensor, W_q: Tensor, W_k: Tensor, W_v: Tensor, W_o: Tensor, causal: bool = False, pad_mask: Mask = None
) -> Result:
    """Query by query: each looks at the keys that it may look at, and at no other."""
    B, T, D = x.shape
    q, k, v = (torch.einsum("btd,ed->bte", x, W) for W in (W_q, W_k, W_v))
    rows = []
    for b in range(B):
        for t in range(T):
            real = range(T) if pad_mask is None else pad_mask[b].nonzero()[:, 0].tolist()
            seen = [s for s in real if s <= t or not causal]
            row = q.new_zeros(T) + 0 * q[b, t, 0]  # connected to the graph, also where nothing is seen
            if seen:
                row = row.index_put((torch.tensor(seen),), torch.softmax(k[b, seen].mv(q[b, t]) / math.sqrt(D), 0))
            rows.append(row)
    weights = torch.stack(rows).view(B, T, T)
    return torch.einsum("bts,bsd,ed->bte", weights, v, W_o), weights


@exercise.twin("self_attention")
def self_attention_of_torch(
    x: Tensor, W_q: Tensor, W_k: Tensor, W_v: Tensor, W_o: Tensor, causal: bool = False, pad_mask: Mask = None
) -> Result:
    """torch's attention; asked with the identity as values, it gives the weights."""
    B, T, _ = x.shape
    mask = torch.ones(B, T, T, dtype=torch.bool)
    mask = mask.tril() if causal else mask
    mask = mask if pad_mask is None else mask & pad_mask[:, None]
    q, k, v = (linear(x, W) for W in (W_q, W_k, W_v))
    identity = torch.eye(T).to(x).expand(B, -1, -1)
    context, weights = (scaled_dot_product_attention(q, k, values, attn_mask=mask) for values in (v, identity))
    return linear(context, W_o), weights


def arguments(draw: Draw, B: int, T: int, D: int, contiguous: bool = True) -> list[Tensor]:
    """x ``[B, T, D]``, then W_q, W_k, W_v and W_o, each ``[D, D]``."""
    matrices = [draw.normal(D, D, contiguous=contiguous) for _ in range(4)]
    return [draw.normal(B, T, D, contiguous=contiguous), *matrices]


def lengths(T: int, *real: int) -> Tensor:
    """The mask of sequences with so many real tokens each, ``[B, T]``; with padding in front for a negative number."""
    return torch.stack([torch.arange(T) < n if n >= 0 else torch.arange(T) >= T + n for n in real])


@exercise.case(0.25, public=True)
def two_tokens_by_hand(draw: Draw) -> Probe:
    """Two tokens of size one: small enough to check with a pocket calculator."""
    return call("self_attention", *arguments(draw, 1, 2, 1))


@exercise.case(0.25, public=True)
def the_future_is_hidden(draw: Draw) -> Probe:
    """With causal=True, the first token looks at itself alone."""
    return call("self_attention", *arguments(draw, 1, 3, 2), causal=True)


@exercise.case(0.25, public=True)
def padding_is_hidden(draw: Draw) -> Probe:
    """A batch of two, of which the second ends with padding."""
    return call("self_attention", *arguments(draw, 2, 3, 2), pad_mask=lengths(3, 3, 2))


@exercise.case(0.5, public=True, gradients=True)
def gradients_of_a_sample(draw: Draw) -> Probe:
    """Gradients flow from y and from weights back to x and to the four matrices."""
    return call("self_attention", *arguments(draw, 1, 3, 2))


@exercise.case(0.5)
def sizes_all_different(draw: Draw) -> Probe:
    """Every size is different; no mask."""
    return call("self_attention", *arguments(draw, 2, 4, 6))


@exercise.case(0.5)
def a_hidden_future(draw: Draw) -> Probe:
    """Every size is different, with causal=True."""
    return call("self_attention", *arguments(draw, 2, 5, 3), causal=True)


@exercise.case(0.5)
def padding_at_either_end(draw: Draw) -> Probe:
    """Padding in front of one sample, at the end of another, inside a third; outputs at padding are what the formula gives."""
    pad_mask = lengths(5, 5, -3, 2)
    pad_mask[0, 2] = False
    return call("self_attention", *arguments(draw, 3, 5, 4), pad_mask=pad_mask)


@exercise.case(0.75)
def causal_with_padding(draw: Draw) -> Probe:
    """Both masks; behind padding in front, the first tokens may attend to nothing."""
    return call("self_attention", *arguments(draw, 3, 5, 4), causal=True, pad_mask=lengths(5, 4, -3, 2))


@exercise.case(0.5)
def sizes_all_equal(draw: Draw) -> Probe:
    """Every size is the same, so that exchanged axes raise nothing; with padding."""
    return call("self_attention", *arguments(draw, 4, 4, 4), pad_mask=lengths(4, 4, 3, 1, 2))


@exercise.case(0.25)
def a_single_token(draw: Draw) -> Probe:
    """One token, which looks at itself."""
    return call("self_attention", *arguments(draw, 2, 1, 3), causal=True)


@exercise.case(0.25)
def a_batch_of_one(draw: Draw) -> Probe:
    """A batch of one keeps its batch axis."""
    return call("self_attention", *arguments(draw, 1, 4, 3))


@exercise.case(0.25)
def nothing_but_padding(draw: Draw) -> Probe:
    """One sample is all padding: its weights and outputs are 0."""
    return call("self_attention", *arguments(draw, 2, 4, 3), pad_mask=lengths(4, 3, 0))


@exercise.case(0.25)
def inputs_that_are_not_contiguous(draw: Draw) -> Probe:
    """An input and matrices that are transposed views."""
    return call("self_attention", *arguments(draw, 2, 4, 6, contiguous=False))


@exercise.case(0.25)
def huge_scores(draw: Draw) -> Probe:
    """Scores in the millions, with causal=True and padding between real tokens."""
    x, *matrices = arguments(draw, 4, 6, 3)
    pad_mask = torch.tensor([True, False, True, True, False, True]).expand(4, 6).contiguous()
    return call("self_attention", x * 1000, *matrices, causal=True, pad_mask=pad_mask)


@exercise.case(0.25, dtype="float32", no_grad=True)
def single_precision(draw: Draw) -> Probe:
    """float32 in, float32 out, inside torch.no_grad(), with both masks."""
    return call("self_attention", *arguments(draw, 2, 5, 3), causal=True, pad_mask=lengths(5, 5, 3))


@exercise.case(1, gradients=True)
def gradients_with_both_masks(draw: Draw) -> Probe:
    """Gradients of y and weights with both masks; some tokens may attend to nothing."""
    return call("self_attention", *arguments(draw, 3, 5, 4), causal=True, pad_mask=lengths(5, 4, -3, 2))


@exercise.case(0.5, watch="everything")
def arguments_stay_as_they_are(draw: Draw) -> Probe:
    """The call leaves its arguments, also the mask, unchanged; it changes nothing else either, and gives the same when repeated."""
    return call("self_attention", *arguments(draw, 3, 5, 4), causal=True, pad_mask=lengths(5, 4, -3, 2))


# Wrong implementations: self-attention in pieces, with one of them exchanged.


def both(x: Tensor, causal: bool, pad_mask: Mask) -> Tensor:
    """Who may attend to whom, ``[B, T, T]``."""
    mask = everyone(x)
    mask = mask.tril() if causal else mask
    return mask if pad_mask is None else mask & pad_mask[:, None]


def everyone(x: Tensor) -> Tensor:
    """All may attend to all."""
    return torch.ones(len(x), x.shape[1], x.shape[1], dtype=torch.bool)


def normalised(scores: Tensor, mask: Tensor, dim: int = -1) -> Tensor:
    """Softmax along `dim` over the positions where `mask` is True; zeros where there is none."""
    top = scores.detach().masked_fill(~mask, -math.inf).amax(dim, keepdim=True)
    powers = torch.where(mask, torch.exp(scores - torch.where(top.isfinite(), top, 0)), 0)
    total = powers.sum(dim, keepdim=True)
    return powers / torch.where(total > 0, total, 1)


def root_of_the_size(x: Tensor) -> float:
    """What scores are divided by."""
    return float(x.shape[-1] ** 0.5)


def composed(
    x: Tensor,
    W_q: Tensor,
    W_k: Tensor,
    W_v: Tensor,
    W_o: Tensor,
    causal: bool = False,
    pad_mask: Mask = None,
    *,
    apply: Callable[[Tensor, Tensor], Tensor] = linear,
    allow: Callable[[Tensor, bool, Mask], Tensor] = both,
    divisor: Callable[[Tensor], float] = root_of_the_size,
    weigh: Callable[[Tensor, Tensor], Tensor] = normalised,
) -> Result:
    """Self-attention made of these pieces."""
    q, k, v = (apply(x, W) for W in (W_q, W_k, W_v))
    weights = weigh(q @ k.transpose(1, 2) / divisor(x), allow(x, causal, pad_mask))
    return apply(weights @ v, W_o), weights


@exercise.mistake(
    "self_attention",
    "The causal mask leaves out the diagonal. A token may attend to itself: tril(), not tril(-1).",
    "因果マスクから対角線が抜けています。トークンは自分自身にも注目できます。tril(-1) ではなく tril() です。",
)
def causal_mask_without_the_diagonal(*args: Any, **kwargs: Any) -> Result:
    def allow(x: Tensor, causal: bool, pad_mask: Mask) -> Tensor:
        return both(x, False, pad_mask) & everyone(x).tril(-1) if causal else both(x, False, pad_mask)

    return composed(*args, **kwargs, allow=allow)


@exercise.mistake(
    "self_attention",
    "The causal mask lets a token look at the future and hides the past: triu in place of tril. Rows are queries, columns"
    " are keys.",
    "因果マスクが逆で、未来が見えて過去が隠れています（tril のところが triu になっています）。行がクエリ、列がキーです。",
)
def future_in_place_of_the_past(*args: Any, **kwargs: Any) -> Result:
    def allow(x: Tensor, causal: bool, pad_mask: Mask) -> Tensor:
        return both(x, False, pad_mask) & everyone(x).triu() if causal else both(x, False, pad_mask)

    return composed(*args, **kwargs, allow=allow)


@exercise.mistake(
    "self_attention",
    "The causal mask is the wrong way round: triu(1) marks the future, which torch.nn.MultiheadAttention wants to know. Here"
    " True means: may attend, so take tril().",
    "因果マスクの向きが逆です。triu(1) が示すのは未来の位置で、torch.nn.MultiheadAttention に渡すときの書き方です。ここでは True が"
    "「注目してよい」という意味なので、tril() を使います。",
)
def causal_mask_inverted(*args: Any, **kwargs: Any) -> Result:
    def allow(x: Tensor, causal: bool, pad_mask: Mask) -> Tensor:
        return both(x, False, pad_mask) & everyone(x).triu(1) if causal else both(x, False, pad_mask)

    return composed(*args, **kwargs, allow=allow)


@exercise.mistake(
    "self_attention",
    "causal is not used: a token sees those that come after it.",
    "causal が使われておらず、後のトークンが見えています。",
)
def causal_ignored(*args: Any, **kwargs: Any) -> Result:
    return composed(*args, **kwargs, allow=lambda x, causal, pad_mask: both(x, False, pad_mask))


@exercise.mistake(
    "self_attention",
    "Every call is causal. The future is hidden only if causal is True.",
    "いつも因果マスクがかかっています。未来を隠すのは causal が True のときだけです。",
)
def always_causal(*args: Any, **kwargs: Any) -> Result:
    return composed(*args, **kwargs, allow=lambda x, causal, pad_mask: both(x, True, pad_mask))


@exercise.mistake(
    "self_attention",
    "pad_mask is not used: tokens attend to padding.",
    "pad_mask が使われておらず、パディングに注目しています。",
)
def pad_mask_ignored(*args: Any, **kwargs: Any) -> Result:
    return composed(*args, **kwargs, allow=lambda x, causal, pad_mask: both(x, causal, None))


@exercise.mistake(
    "self_attention",
    "pad_mask is read the wrong way round. True means: a real token, which may be attended to.",
    "pad_mask の向きが逆です。True は実在するトークン、つまり「注目してよい」という意味です。",
)
def pad_mask_inverted(*args: Any, **kwargs: Any) -> Result:
    return composed(*args, **kwargs, allow=lambda x, causal, pad: both(x, causal, None if pad is None else ~pad))


@exercise.mistake(
    "self_attention",
    "pad_mask hides queries, the rows. It says which keys are real: give it its new axis in the middle, so that it hides"
    " columns.",
    "pad_mask で行、つまりクエリを隠しています。隠すのは実在しないキー、つまり列なので、新しい軸は真ん中に入れます。",
)
def queries_masked_in_place_of_keys(*args: Any, **kwargs: Any) -> Result:
    def allow(x: Tensor, causal: bool, pad_mask: Mask) -> Tensor:
        return both(x, causal, None) if pad_mask is None else both(x, causal, None) & pad_mask[:, :, None]

    return composed(*args, **kwargs, allow=allow)


@exercise.mistake(
    "self_attention",
    "pad_mask hides queries as well as keys. It hides keys only; the rows of padding are left as they come out.",
    "pad_mask でキーだけでなくクエリも隠しています。隠すのはキーだけで、パディングの行は計算されたままにします。",
)
def queries_masked_too(*args: Any, **kwargs: Any) -> Result:
    def allow(x: Tensor, causal: bool, pad_mask: Mask) -> Tensor:
        mask = both(x, causal, pad_mask)
        return mask if pad_mask is None else mask & pad_mask[:, :, None]

    return composed(*args, **kwargs, allow=allow)


@exercise.mistake(
    "self_attention",
    "pad_mask has no new axis, so that its batch axis meets the queries. It raises unless B is 1 or T, and then it is"
    " wrong without a word: bring it to [B, 1, T].",
    "pad_mask に新しい軸を入れていないため、バッチの軸がクエリの軸と重なります。B が 1 か T のときはエラーも出ずに"
    "間違った結果になります。形状を [B, 1, T] にしましょう。",
)
def batch_of_the_mask_taken_for_queries(*args: Any, **kwargs: Any) -> Result:
    def allow(x: Tensor, causal: bool, pad_mask: Mask) -> Tensor:
        return both(x, causal, None) if pad_mask is None else both(x, causal, None) & pad_mask

    return composed(*args, **kwargs, allow=allow)


@exercise.mistake(
    "self_attention",
    "With causal=True, pad_mask is not used. Both can be given: a key is hidden if either mask hides it.",
    "causal=True のときに pad_mask が使われていません。両方が与えられたら、どちらかのマスクで隠れるキーを隠します。",
)
def pad_mask_ignored_when_causal(*args: Any, **kwargs: Any) -> Result:
    return composed(*args, **kwargs, allow=lambda x, causal, pad: both(x, causal, None if causal else pad))


@exercise.mistake(
    "self_attention",
    "With a pad_mask, causal is not used. Both can be given: a key is hidden if either mask hides it.",
    "pad_mask があるときに causal が使われていません。両方が与えられたら、どちらかのマスクで隠れるキーを隠します。",
)
def causal_ignored_with_padding(*args: Any, **kwargs: Any) -> Result:
    return composed(*args, **kwargs, allow=lambda x, causal, pad: both(x, causal and pad is None, pad))


@exercise.mistake(
    "self_attention",
    "A key may be attended to if either mask allows it. Both must: join them with &, not with |.",
    "どちらかのマスクが許せば注目できるようになっています。両方が許す必要があるので、| ではなく & で合わせます。",
)
def either_mask_is_enough(*args: Any, **kwargs: Any) -> Result:
    def allow(x: Tensor, causal: bool, pad_mask: Mask) -> Tensor:
        return both(x, causal, None) if pad_mask is None else both(x, causal, None) | pad_mask[:, None]

    return composed(*args, **kwargs, allow=allow)


@exercise.mistake(
    "self_attention",
    "A token that may attend to nothing gives NaN. Its weights and output are 0: use the masked_softmax of the stub.",
    "何にも注目できないトークンが NaN になっています。重みも出力も 0 です。ひな形の masked_softmax を使いましょう。",
)
def empty_rows_are_nan(*args: Any, **kwargs: Any) -> Result:
    return composed(*args, **kwargs, weigh=lambda s, mask: torch.softmax(s.masked_fill(~mask, -math.inf), -1))


@exercise.mistake(
    "self_attention",
    "A token that may attend to nothing gets equal weights. Its weights and output are 0: use the masked_softmax of the"
    " stub.",
    "何にも注目できないトークンの重みが均等になっています。重みも出力も 0 です。ひな形の masked_softmax を使いましょう。",
)
def empty_rows_are_uniform(*args: Any, **kwargs: Any) -> Result:
    return composed(*args, **kwargs, weigh=lambda s, mask: torch.softmax(s.masked_fill(~mask, -1e9), -1))


@exercise.mistake(
    "self_attention",
    "The masks are applied after the softmax only, so the weights that are left do not add up to 1.",
    "マスクを Softmax の後だけに適用しているため、残った重みの和が 1 になりません。",
)
def masked_after_the_softmax(*args: Any, **kwargs: Any) -> Result:
    return composed(*args, **kwargs, weigh=lambda scores, mask: torch.softmax(scores, -1) * mask)


@exercise.mistake(
    "self_attention",
    "The softmax runs over the queries. Each query shares out a weight of 1 among the keys: the last dimension.",
    "Softmax がクエリの方向にかかっています。クエリごとに、キーへの重みの和が 1 になるように、最後の次元で計算します。",
)
def softmax_over_the_queries(*args: Any, **kwargs: Any) -> Result:
    return composed(*args, **kwargs, weigh=lambda scores, mask: normalised(scores, mask, dim=1))


@exercise.mistake(
    "self_attention",
    "The scores are not scaled. Divide them by the square root of D.",
    "スコアがスケーリングされていません。D の平方根で割ります。",
)
def scores_not_scaled(*args: Any, **kwargs: Any) -> Result:
    return composed(*args, **kwargs, divisor=lambda x: 1.0)


@exercise.mistake(
    "self_attention",
    "The scores are divided by D. Divide by its square root.",
    "スコアを D で割っています。割るのは D の平方根です。",
)
def divided_by_the_size_without_root(*args: Any, **kwargs: Any) -> Result:
    return composed(*args, **kwargs, divisor=lambda x: float(x.shape[-1]))


@exercise.mistake(
    "self_attention",
    "The scores are divided by the root of the number of tokens. What counts is D, the size of a key.",
    "スコアをトークン数の平方根で割っています。使うのはキーの次元 D です。",
)
def divided_by_the_root_of_the_length(*args: Any, **kwargs: Any) -> Result:
    return composed(*args, **kwargs, divisor=lambda x: float(x.shape[1] ** 0.5))


@exercise.mistake(
    "self_attention",
    "The matrices are not transposed. They are applied as x @ W.T, as in torch.nn.Linear. (They are square, so nothing"
    " raises.)",
    "行列が転置されていません。torch.nn.Linear と同じく x @ W.T とします。（正方行列なのでエラーになりません。）",
)
def matrices_not_transposed(*args: Any, **kwargs: Any) -> Result:
    return composed(*args, **kwargs, apply=torch.matmul)


@exercise.mistake(
    "self_attention",
    "Queries, keys and values are x itself. Project it first, with W_q, W_k and W_v.",
    "クエリ、キー、バリューが x そのものになっています。先に W_q、W_k、W_v で射影します。",
)
def no_projections(x: Tensor, W_q: Tensor, W_k: Tensor, W_v: Tensor, *args: Any, **kwargs: Any) -> Result:
    identity = torch.eye(x.shape[-1]).to(x)
    return composed(x, identity, identity, identity, *args, **kwargs)


@exercise.mistake(
    "self_attention",
    "Queries and keys are the same: W_q makes the queries, W_k the keys.",
    "クエリとキーが同じになっています。クエリは W_q、キーは W_k で作ります。",
)
def keys_are_the_queries(x: Tensor, W_q: Tensor, W_k: Tensor, *args: Any, **kwargs: Any) -> Result:
    return composed(x, W_q, W_q, *args, **kwargs)


@exercise.mistake(
    "self_attention",
    "Queries and keys are exchanged: rows of the weights belong to queries, columns to keys.",
    "クエリとキーが入れ替わっています。重みの行がクエリ、列がキーに対応します。",
)
def queries_and_keys_exchanged(x: Tensor, W_q: Tensor, W_k: Tensor, *args: Any, **kwargs: Any) -> Result:
    return composed(x, W_k, W_q, *args, **kwargs)


@exercise.mistake(
    "self_attention",
    "The keys are averaged. What is averaged is the values, x @ W_v.T.",
    "キーの加重平均を取っています。平均するのはバリュー x @ W_v.T です。",
)
def keys_used_as_values(x: Tensor, W_q: Tensor, W_k: Tensor, W_v: Tensor, *args: Any, **kwargs: Any) -> Result:
    return composed(x, W_q, W_k, W_k, *args, **kwargs)


@exercise.mistake(
    "self_attention",
    "W_o is not used. The averages of the values are projected once more: y = context @ W_o.T.",
    "W_o が使われていません。バリューの加重平均をもう一度射影します: y = context @ W_o.T。",
)
def no_output_projection(
    x: Tensor, W_q: Tensor, W_k: Tensor, W_v: Tensor, W_o: Tensor, *args: Any, **kwargs: Any
) -> Result:
    return composed(x, W_q, W_k, W_v, torch.eye(x.shape[-1]).to(x), *args, **kwargs)


@exercise.mistake(
    "self_attention",
    "Outputs at padding are set to 0. Leave them as they come out; whoever uses y has the mask.",
    "パディングの位置の出力を 0 にしています。計算されたままにします。y を使う側がマスクを持っています。",
)
def outputs_at_padding_set_to_zero(*args: Any, **kwargs: Any) -> Result:
    y, weights = composed(*args, **kwargs)
    pad_mask = kwargs.get("pad_mask")
    return (y if pad_mask is None else y * pad_mask[..., None]), weights


@exercise.mistake(
    "self_attention",
    "x is added to the result. The residual connection is made outside.",
    "結果に x が足されています。残差接続はこの関数の外で行います。",
)
def input_added(*args: Any, **kwargs: Any) -> Result:
    y, weights = composed(*args, **kwargs)
    return args[0] + y, weights


@exercise.mistake(
    "self_attention",
    "The second result is the scores. Return the weights, what the softmax made of them.",
    "2 番目の返り値がスコアになっています。Softmax を適用した後の重みを返します。",
)
def returns_scores_as_weights(*args: Any, **kwargs: Any) -> Result:
    y, _ = composed(*args, **kwargs)
    return y, composed(*args, **kwargs, weigh=lambda scores, mask: scores)[1]


@exercise.mistake(
    "self_attention",
    "The two results are exchanged: return (y, weights).",
    "返り値の順序が逆です。(y, weights) の順に返します。",
)
def returns_weights_before_y(*args: Any, **kwargs: Any) -> Result:
    y, weights = composed(*args, **kwargs)
    return weights, y


@exercise.mistake(
    "self_attention",
    "squeeze() drops every axis of size 1. The results keep all axes, also those of a batch of one or a single token.",
    "squeeze() は大きさ 1 の軸をすべて消します。バッチやトークンが 1 つだけでも、返り値の軸はすべて残しましょう。",
)
def axes_of_size_one_dropped(*args: Any, **kwargs: Any) -> Result:
    y, weights = composed(*args, **kwargs)
    return y.squeeze(), weights.squeeze()


@exercise.mistake(
    "self_attention",
    "The weights are detached, so W_q and W_k cannot learn where to look: no detach(), .data or numpy.",
    "重みが計算グラフから切り離されているため、W_q と W_k が学習できません。detach() や .data、numpy "
    "を使わないでください。",
)
def weights_detached(*args: Any, **kwargs: Any) -> Result:
    return composed(*args, **kwargs, weigh=lambda scores, mask: normalised(scores, mask).detach())


@exercise.mistake(
    "self_attention",
    "Padding in x is overwritten with 0. Leave x as it is: the caller may need it for a residual connection, and rows of"
    " queries at padding stay as they come out.",
    "x のパディングを 0 で書き換えています。呼び出し側が残差接続などで x を使うかもしれません。パディングの位置の出力も計算されたままに"
    "するので、x はそのまま使いましょう。",
)
def padding_of_x_overwritten(
    x: Tensor, W_q: Tensor, W_k: Tensor, W_v: Tensor, W_o: Tensor, causal: bool = False, pad_mask: Mask = None
) -> Result:
    if pad_mask is not None:
        x[~pad_mask] = 0
    return composed(x, W_q, W_k, W_v, W_o, causal, pad_mask)
