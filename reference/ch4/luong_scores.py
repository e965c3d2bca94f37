"""Reference of ch4.luong_scores: three ways to compare a query with a key (Luong, Pham and Manning 2015)."""

import math

import torch
from torch import Tensor
from torch.nn.functional import bilinear, linear

from autograder.drawing import Draw
from autograder.exercise import NO_ATTENTION, Exercise, Probe, call

exercise = Exercise(
    title="Three attention scores: dot, general, concat",
    title_ja="3 種類の Attention スコア: dot、general、concat",
    position=4,
    points=4,
    difficulty=2,
    minutes=15,
    forbidden=NO_ATTENTION,
)

Weight = Tensor | None
KINDS = ("dot", "general", "concat")


@exercise.oracle("scores")
def luong_scores(q: Tensor, k: Tensor, kind: str, W: Weight = None, v: Weight = None) -> Tensor:
    """One query and one key at a time."""
    if kind not in KINDS:
        raise ValueError(kind)

    def score(a: Tensor, b: Tensor) -> Tensor:
        if kind == "dot":
            return torch.dot(a, b)
        assert W is not None
        if kind == "general":
            return torch.dot(a, W.mv(b))
        assert v is not None
        return torch.dot(v, torch.tanh(W.mv(torch.cat([a, b]))))

    rows = [torch.stack([score(a, b) for b in keys]) for queries, keys in zip(q, k, strict=True) for a in queries]
    return torch.stack(rows).view(*q.shape[:2], k.shape[1])


@exercise.twin("luong_scores")
def scores_by_built_ins(q: Tensor, k: Tensor, kind: str, W: Weight = None, v: Weight = None) -> Tensor:
    """Every pair by torch's bilinear and linear layers."""
    B, Tq, Tk = *q.shape[:2], k.shape[1]
    first = q.repeat_interleave(Tk, 1).contiguous()
    second = k.repeat(1, Tq, 1).contiguous()
    if kind == "dot":
        pairs = (first * second).sum(-1)
    elif kind == "general" and W is not None:
        pairs = bilinear(first, second, W[None].contiguous())[..., 0]
    elif kind == "concat" and W is not None and v is not None:
        pairs = linear(torch.tanh(linear(torch.cat([first, second], -1), W)), v[None])[..., 0]
    else:
        raise ValueError(kind)
    return pairs.view(B, Tq, Tk)


def pair(draw: Draw, B: int, *, Tq: int, Tk: int, dq: int, dk: int, contiguous: bool = True) -> list[Tensor]:
    """q ``[B, Tq, dq]`` and k ``[B, Tk, dk]``."""
    return [draw.normal(B, T, size, contiguous=contiguous) for T, size in ((Tq, dq), (Tk, dk))]


@exercise.case(0.25, public=True)
def dot_by_hand(draw: Draw) -> Probe:
    """Dot: one query, two keys of size two: small enough to check by hand."""
    return call("luong_scores", *pair(draw, 1, Tq=1, Tk=2, dq=2, dk=2), "dot")


@exercise.case(0.25, public=True)
def general_by_hand(draw: Draw) -> Probe:
    """General: one query of size one, one key of size two."""
    return call("luong_scores", *pair(draw, 1, Tq=1, Tk=1, dq=1, dk=2), "general", draw.normal(1, 2))


@exercise.case(0.25, public=True)
def concat_by_hand(draw: Draw) -> Probe:
    """Concat: one query and two keys of size one."""
    given = pair(draw, 1, Tq=1, Tk=2, dq=1, dk=1)
    return call("luong_scores", *given, "concat", draw.normal(1, 2), draw.normal(1))


@exercise.case(0.25, public=True, gradients=True)
def gradients_of_general(draw: Draw) -> Probe:
    """General: gradients flow back to q, k and W."""
    return call("luong_scores", *pair(draw, 1, Tq=2, Tk=3, dq=2, dk=2), "general", draw.normal(2, 2))


@exercise.case(0.25, watch="everything")
def dot_of_a_batch(draw: Draw) -> Probe:
    """Dot: a batch of two, different numbers of queries and keys. Nothing else changes, and the same call gives the same again."""
    return call("luong_scores", *pair(draw, 2, Tq=3, Tk=5, dq=4, dk=4), "dot")


@exercise.case(0.25)
def dot_of_equal_sizes(draw: Draw) -> Probe:
    """Dot: every size is the same, so that exchanged axes raise nothing."""
    return call("luong_scores", *pair(draw, 4, Tq=4, Tk=4, dq=4, dk=4), "dot")


@exercise.case(0.25)
def general_with_a_square_matrix(draw: Draw) -> Probe:
    """General: queries and keys of the same size, so that a transposed matrix raises nothing."""
    return call("luong_scores", *pair(draw, 2, Tq=3, Tk=5, dq=4, dk=4), "general", draw.normal(4, 4))


@exercise.case(0.25, gradients=True)
def general_with_different_sizes(draw: Draw) -> Probe:
    """General: queries and keys of different sizes, transposed views, also the gradients."""
    given = pair(draw, 2, Tq=3, Tk=5, dq=4, dk=6, contiguous=False)
    return call("luong_scores", *given, "general", draw.normal(4, 6, contiguous=False))


@exercise.case(0.25, watch="everything")
def concat_with_equal_sizes(draw: Draw) -> Probe:
    """Concat: queries and keys of the same size. Nothing else changes, and the same call gives the same again."""
    return call("luong_scores", *pair(draw, 2, Tq=3, Tk=5, dq=4, dk=4), "concat", draw.normal(7, 8), draw.normal(7))


@exercise.case(0.25)
def concat_with_different_sizes(draw: Draw) -> Probe:
    """Concat: queries and keys of different sizes."""
    given = pair(draw, 2, Tq=3, Tk=5, dq=4, dk=6)
    return call("luong_scores", *given, "concat", draw.normal(7, 10), draw.normal(7))


@exercise.case(0.25, dtype="float32", no_grad=True)
def a_batch_of_one_in_single_precision(draw: Draw) -> Probe:
    """Concat inside torch.no_grad(), float32, with one sample, one query and one key, which keeps its axes."""
    given = pair(draw, 1, Tq=1, Tk=1, dq=4, dk=6)
    return call("luong_scores", *given, "concat", draw.normal(7, 10), draw.normal(7))


@exercise.case(0.25, gradients=True)
def gradients_of_dot(draw: Draw) -> Probe:
    """Dot: gradients with respect to q and k."""
    return call("luong_scores", *pair(draw, 2, Tq=3, Tk=5, dq=4, dk=4), "dot")


@exercise.case(0.25, gradients=True)
def gradients_of_concat(draw: Draw) -> Probe:
    """Concat: gradients with respect to q, k, W and v."""
    given = pair(draw, 2, Tq=3, Tk=5, dq=4, dk=6)
    return call("luong_scores", *given, "concat", draw.normal(7, 10), draw.normal(7))


@exercise.case(0.25)
def an_unknown_kind(draw: Draw) -> Probe:
    """Any other kind raises ValueError, also "Dot", and though W and v are given."""
    return call("luong_scores", *pair(draw, 2, Tq=3, Tk=5, dq=4, dk=4), "Dot", draw.normal(7, 8), draw.normal(7))


@exercise.case(0.25, watch="everything")
def arguments_stay_as_they_are(draw: Draw) -> Probe:
    """General: the call leaves q, k and W unchanged; it changes nothing else either, and gives the same when repeated."""
    return call("luong_scores", *pair(draw, 2, Tq=3, Tk=5, dq=4, dk=4), "general", draw.normal(4, 4))


@exercise.case(0.25)
def large_vectors(draw: Draw) -> Probe:
    """Concat: vectors so large that every tanh is nearly 1 or -1."""
    q, k = pair(draw, 2, Tq=3, Tk=5, dq=4, dk=4)
    return call("luong_scores", q * 30, k * 30, "concat", draw.normal(7, 8), draw.normal(7))


# Wrong implementations: the oracle with other arguments, or its result worked on.


def pairs(q: Tensor, k: Tensor) -> Tensor:
    """Every query beside every key, ``[B, Tq, Tk, dq + dk]``."""
    a = q[:, :, None].expand(-1, -1, k.shape[1], -1)
    return torch.cat([a, k[:, None].expand(-1, q.shape[1], -1, -1)], -1)


@exercise.mistake(
    "luong_scores",
    "The dot product is divided by the root of d. Luong's scores are not scaled; that is dot_product_attention.",
    "内積を次元の平方根で割っています。Luong のスコアはスケーリングしません。それは dot_product_attention です。",
)
def dot_scaled(q: Tensor, k: Tensor, kind: str, W: Weight = None, v: Weight = None) -> Tensor:
    scores = luong_scores(q, k, kind, W, v)
    return scores / math.sqrt(q.shape[-1]) if kind == "dot" else scores


@exercise.mistake(
    "luong_scores",
    "All scores are divided by the root of the size of a query. Luong's scores are not scaled.",
    "すべてのスコアをクエリの次元の平方根で割っています。Luong のスコアはスケーリングしません。",
)
def every_score_scaled(q: Tensor, k: Tensor, kind: str, W: Weight = None, v: Weight = None) -> Tensor:
    return luong_scores(q, k, kind, W, v) / math.sqrt(q.shape[-1])


@exercise.mistake(
    "luong_scores",
    "General: W is transposed. The score is the query, times W of shape [dq, dk], times the key. (With a square W"
    " nothing raises.)",
    "general で W が転置されています。スコアは、クエリ、形状 [dq, dk] の W、キーの順の積です。"
    "（W が正方行列だとエラーになりません。）",
)
def general_with_the_transposed_matrix(q: Tensor, k: Tensor, kind: str, W: Weight = None, v: Weight = None) -> Tensor:
    return luong_scores(q, k, kind, W.T if kind == "general" and W is not None else W, v)


@exercise.mistake(
    "luong_scores",
    "General: W is not used. The score is the query, times W, times the key.",
    "general で W が使われていません。スコアは、クエリ、W、キーの順の積です。",
)
def general_without_the_matrix(q: Tensor, k: Tensor, kind: str, W: Weight = None, v: Weight = None) -> Tensor:
    return luong_scores(q, k, "dot" if kind == "general" else kind, W, v)


@exercise.mistake(
    "luong_scores",
    "Concat: the key comes before the query. The columns of W stand for [query; key]. (With equal sizes nothing raises.)",
    "concat でキーがクエリより前になっています。W の列は [クエリ; キー] の順です。（次元が等しいとエラーになりません。）",
)
def concat_with_the_key_first(q: Tensor, k: Tensor, kind: str, W: Weight = None, v: Weight = None) -> Tensor:
    if kind != "concat" or W is None:
        return luong_scores(q, k, kind, W, v)
    return luong_scores(k, q, kind, W, v).transpose(1, 2)


@exercise.mistake(
    "luong_scores",
    "Concat: tanh is missing. Without it the softmax ignores the query.",
    "concat で tanh がありません。tanh がないと、Softmax はクエリを無視してしまいます。",
)
def concat_without_tanh(q: Tensor, k: Tensor, kind: str, W: Weight = None, v: Weight = None) -> Tensor:
    if kind != "concat" or W is None or v is None:
        return luong_scores(q, k, kind, W, v)
    return pairs(q, k) @ W.T @ v


@exercise.mistake(
    "luong_scores",
    "Concat: tanh is applied to the finished score. It belongs between W and v.",
    "concat で、完成したスコアに tanh をかけています。tanh は W と v の間です。",
)
def tanh_of_the_concat_score(q: Tensor, k: Tensor, kind: str, W: Weight = None, v: Weight = None) -> Tensor:
    if kind != "concat" or W is None or v is None:
        return luong_scores(q, k, kind, W, v)
    return torch.tanh(pairs(q, k) @ W.T @ v)


@exercise.mistake(
    "luong_scores",
    "Concat: the entries of tanh(...) are summed up without v. The score is their dot product with v.",
    "concat で、v を使わずに tanh(...) の要素を足しています。スコアは v との内積です。",
)
def concat_summed_without_v(q: Tensor, k: Tensor, kind: str, W: Weight = None, v: Weight = None) -> Tensor:
    return luong_scores(q, k, kind, W, None if v is None else torch.ones_like(v))


@exercise.mistake(
    "luong_scores",
    "The scores went through a softmax. Return them raw: masks come before the softmax, and are another exercise.",
    "スコアに Softmax がかかっています。スコアをそのまま返します。Softmax の前にはマスクが必要で、それは別の演習です。",
)
def returns_weights(q: Tensor, k: Tensor, kind: str, W: Weight = None, v: Weight = None) -> Tensor:
    return torch.softmax(luong_scores(q, k, kind, W, v), -1)


@exercise.mistake(
    "luong_scores",
    "Keys are rows and queries columns. The result is [B, Tq, Tk], with a row for each query.",
    "行がキー、列がクエリになっています。結果の形状は [B, Tq, Tk] で、行がクエリです。",
)
def rows_belong_to_the_keys(q: Tensor, k: Tensor, kind: str, W: Weight = None, v: Weight = None) -> Tensor:
    return luong_scores(q, k, kind, W, v).transpose(1, 2)


_RESHAPED = (
    "The keys are brought to [B, dk, Tk] by view or reshape, which cuts them up in memory order. Exchange the last two"
    " axes with transpose."
)
_RESHAPED_JA = (
    "view や reshape でキーの形状を [B, dk, Tk] にすると、メモリの並び順のまま切り直されて値が混ざります。"
    "transpose で最後の 2 つの軸を入れ替えましょう。"
)


@exercise.mistake("luong_scores", _RESHAPED, _RESHAPED_JA)
def keys_reshaped(q: Tensor, k: Tensor, kind: str, W: Weight = None, v: Weight = None) -> Tensor:
    if kind == "concat":
        return luong_scores(q, k, kind, W, v)
    return luong_scores(q, k.reshape(len(k), k.shape[2], k.shape[1]).transpose(1, 2), kind, W, v)


@exercise.mistake("luong_scores", _RESHAPED, _RESHAPED_JA)
def keys_viewed(q: Tensor, k: Tensor, kind: str, W: Weight = None, v: Weight = None) -> Tensor:
    if kind == "concat":
        return luong_scores(q, k, kind, W, v)
    return luong_scores(q, k.view(len(k), k.shape[2], k.shape[1]).transpose(1, 2), kind, W, v)


@exercise.mistake(
    "luong_scores",
    "squeeze() drops every axis of size 1. The result is [B, Tq, Tk], also for one sample, one query or one key.",
    "squeeze() は大きさ 1 の軸をすべて消します。サンプルやクエリ、キーが 1 つだけでも、形状は [B, Tq, Tk] です。",
)
def axes_of_size_one_dropped(q: Tensor, k: Tensor, kind: str, W: Weight = None, v: Weight = None) -> Tensor:
    return luong_scores(q, k, kind, W, v).squeeze()


@exercise.mistake(
    "luong_scores",
    'A kind of another name is accepted. Raise ValueError for anything but "dot", "general" and "concat".',
    '未知の kind を受け付けています。"dot"、"general"、"concat" 以外では ValueError を送出します。',
)
def unknown_kind_accepted(q: Tensor, k: Tensor, kind: str, W: Weight = None, v: Weight = None) -> Tensor:
    return luong_scores(q, k, kind if kind in KINDS else "concat", W, v)


@exercise.mistake(
    "luong_scores",
    'A kind of another name is taken for "dot". Raise ValueError for anything but "dot", "general" and "concat", which'
    " are written in small letters.",
    '未知の kind が "dot" として扱われています。小文字の "dot"、"general"、"concat" 以外では ValueError を送出します。',
)
def unknown_kind_taken_for_dot(q: Tensor, k: Tensor, kind: str, W: Weight = None, v: Weight = None) -> Tensor:
    return luong_scores(q, k, kind if kind in KINDS else "dot", W, v)


@exercise.mistake(
    "luong_scores",
    "For a kind of another name nothing happens, and None comes back. Raise ValueError, so that a misspelt kind is noticed"
    " at once.",
    "未知の kind のとき、何も起こらず None が返ります。書き間違いにすぐ気付けるように、ValueError を送出します。",
)
def nothing_for_an_unknown_kind(q: Tensor, k: Tensor, kind: str, W: Weight = None, v: Weight = None) -> Weight:
    return luong_scores(q, k, kind, W, v) if kind in KINDS else None


@exercise.mistake(
    "luong_scores",
    "The scores are detached, so q, k, W and v cannot learn: no detach(), .data, .item() or numpy.",
    "スコアが計算グラフから切り離されているため、q、k、W、v が学習できません。detach() や .data、.item()、numpy "
    "を使わないでください。",
)
def scores_detached(q: Tensor, k: Tensor, kind: str, W: Weight = None, v: Weight = None) -> Tensor:
    return luong_scores(q, k, kind, W, v).detach()
