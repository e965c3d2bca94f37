"""Reference of ch4.attention_decoder_step: a decoder step with attention and input feeding (Luong et al. 2015)."""

import math
from collections.abc import Callable
from typing import Any, cast

import torch
from torch import Tensor
from torch.nn.functional import bilinear, scaled_dot_product_attention

from autograder.drawing import Draw
from autograder.exercise import NO_ATTENTION, Exercise, Probe, call

exercise = Exercise(
    title="A decoder step with attention",
    title_ja="Attention 付きデコーダの 1 ステップ",
    position=5,
    points=8,
    difficulty=4,
    minutes=35,
    forbidden=NO_ATTENTION,
)

Result = tuple[Tensor, Tensor, Tensor, Tensor]
Cell = tuple[Tensor, Tensor, Tensor, Tensor]


@exercise.oracle("logits", "h_new", "att_new", "weights")
def attention_decoder_step(
    emb: Tensor,
    h: Tensor,
    att_prev: Tensor,
    enc: Tensor,
    src_mask: Tensor,
    gru_params: Cell,
    W_a: Tensor,
    W_c: Tensor,
    W_o: Tensor,
) -> Result:
    """One sample at a time, with the gates of the GRU and the softmax written out."""
    steps = []
    for x, state, states, kept in zip(torch.cat([emb, att_prev], 1), h, enc, src_mask, strict=True):
        state = gru(x, state, *gru_params)
        scores = torch.stack([torch.dot(state, W_a.mv(one)) for one in states])
        weights = normalised(scores, kept)
        context = sum((weight * one for weight, one in zip(weights, states, strict=True)), torch.zeros_like(state))
        att = torch.tanh(W_c.mv(torch.cat([context, state])))
        steps.append((W_o.mv(att), state, att, weights))
    logits, h_new, att_new, all_weights = (torch.stack(parts) for parts in zip(*steps, strict=True))
    return logits, h_new, att_new, all_weights


def gru(x: Tensor, h: Tensor, W_ih: Tensor, W_hh: Tensor, b_ih: Tensor, b_hh: Tensor) -> Tensor:
    """torch's GRU for one sample."""
    (r, z, n), (s, u, m) = (W_ih.mv(x) + b_ih).chunk(3), (W_hh.mv(h) + b_hh).chunk(3)
    update = torch.sigmoid(z + u)
    return (1 - update) * torch.tanh(n + torch.sigmoid(r + s) * m) + update * h


def normalised(scores: Tensor, mask: Tensor | None) -> Tensor:
    """Softmax over the last dimension where `mask` is True; zeros where there is none."""
    allowed = torch.ones_like(scores, dtype=torch.bool) if mask is None else mask
    top = scores.detach().masked_fill(~allowed, -math.inf).amax(-1, keepdim=True)
    powers = torch.where(allowed, torch.exp(scores - torch.where(top.isfinite(), top, 0)), 0)
    total = powers.sum(-1, keepdim=True)
    return powers / torch.where(total > 0, total, 1)


@exercise.twin("attention_decoder_step")
def step_of_built_ins(
    emb: Tensor,
    h: Tensor,
    att_prev: Tensor,
    enc: Tensor,
    src_mask: Tensor,
    gru_params: Cell,
    W_a: Tensor,
    W_c: Tensor,
    W_o: Tensor,
) -> Result:
    """torch's GRU over a sequence of one, its bilinear layer and its attention."""
    out, _ = torch.gru(torch.hstack([emb, att_prev])[:, None], h[None], gru_params, True, 1, 0.0, False, False, True)
    h_new = out[:, 0]
    queries = h_new[:, None].expand(-1, enc.shape[1], -1).contiguous()
    scores = bilinear(queries, enc.contiguous(), W_a[None].contiguous()).transpose(1, 2)
    identity = torch.eye(enc.shape[1]).to(enc).expand(len(enc), -1, -1)
    mask = src_mask[:, None]
    context, weights = (
        scaled_dot_product_attention(scores, identity, values, attn_mask=mask, scale=1.0)[:, 0]
        for values in (enc, identity)
    )
    att = torch.tanh(torch.nn.functional.linear(torch.hstack([context, h_new]), W_c))
    return torch.nn.functional.linear(att, W_o), h_new, att, weights


def step(
    draw: Draw,
    B: int,
    *,
    S: int,
    E: int,
    H: int,
    V: int,
    mask: Tensor | None = None,
    contiguous: bool = True,
    scale: float = 1.0,
) -> Probe:
    """One step of `B` samples; sample b has S - b real source positions (at least one) unless `mask` is given. `scale`
    is that of the encoder's states."""
    if mask is None:
        mask = torch.arange(S) < (S - torch.arange(B)).clamp(min=1)[:, None]
    vectors = [draw.normal(B, size, contiguous=contiguous) for size in (E, H, H)]
    enc = draw.normal(B, S, H, scale=scale, contiguous=contiguous)
    gru_params = draw.normal(3 * H, E + H), draw.normal(3 * H, H), draw.normal(3 * H), draw.normal(3 * H)
    matrices = [draw.normal(*size, contiguous=contiguous) for size in ((H, H), (H, 2 * H), (V, H))]
    return call("attention_decoder_step", *vectors, enc, mask, gru_params, *matrices)


@exercise.case(0.25, public=True)
def one_step_by_hand(draw: Draw) -> Probe:
    """One sample, two source positions, every vector of size one: small enough to check with a pocket calculator."""
    return step(draw, B=1, S=2, E=1, H=1, V=1)


@exercise.case(0.5, public=True)
def one_step_of_a_batch(draw: Draw) -> Probe:
    """A batch of two, of which the second has padding at the end of its source."""
    return step(draw, B=2, S=3, E=1, H=2, V=3)


@exercise.case(0.5, public=True, gradients=True)
def gradients_of_a_batch(draw: Draw) -> Probe:
    """Gradients flow from all four results back to every argument."""
    return step(draw, B=2, S=2, E=1, H=2, V=2)


@exercise.case(1)
def sizes_all_different(draw: Draw) -> Probe:
    """Every size is different, with padding in the source."""
    return step(draw, B=3, S=5, E=4, H=6, V=7)


@exercise.case(0.75)
def sizes_all_equal(draw: Draw) -> Probe:
    """Every size is the same, so that exchanged vectors and axes raise nothing."""
    return step(draw, B=4, S=4, E=4, H=4, V=4)


@exercise.case(0.5)
def a_batch_of_one(draw: Draw) -> Probe:
    """A batch of one keeps its batch axis."""
    return step(draw, B=1, S=5, E=4, H=6, V=7)


@exercise.case(0.5)
def a_source_of_one_token(draw: Draw) -> Probe:
    """One source position: its weight is 1."""
    return step(draw, B=3, S=1, E=4, H=6, V=7)


@exercise.case(0.5)
def a_long_source(draw: Draw) -> Probe:
    """Thirty source positions, with padding at the front, at the end and in between."""
    mask = draw.coins(2, 30)
    mask[:, 0], mask[:, 1], mask[0, -1], mask[1, -1] = False, True, True, False
    return step(draw, B=2, S=30, E=4, H=6, V=7, mask=mask)


@exercise.case(0.5, gradients=True)
def a_source_of_padding(draw: Draw) -> Probe:
    """The source of one sample is all padding: its weights are 0, its context is zeros, and no gradient is NaN."""
    mask = torch.arange(5) < torch.tensor([3, 0])[:, None]
    return step(draw, B=2, S=5, E=4, H=6, V=7, mask=mask, scale=0.3)


@exercise.case(0.25, no_grad=True)
def huge_scores(draw: Draw) -> Probe:
    """Inside torch.no_grad(), with scores in the millions, above and below 0; those of padding are the largest."""
    vectors = [draw.normal(8, size).repeat(2, 1) for size in (4, 6, 6)]
    enc = draw.normal(8, 4, 6)
    enc[:, 1] *= 10
    enc[:, 2] = -enc[:, 1]
    gru_params = draw.normal(18, 10), draw.normal(18, 6), draw.normal(18), draw.normal(18)
    mask = torch.tensor([True, False, False, True]).expand(16, 4).contiguous()
    matrices = draw.normal(6, 6, scale=1e6), draw.normal(6, 12), draw.normal(7, 6)
    return call("attention_decoder_step", *vectors, torch.cat([enc, -enc]), mask, gru_params, *matrices)


@exercise.case(0.25)
def inputs_that_are_not_contiguous(draw: Draw) -> Probe:
    """Vectors, encoder states and matrices that are transposed views."""
    return step(draw, B=3, S=5, E=4, H=6, V=7, contiguous=False)


@exercise.case(0.5, dtype="float32", no_grad=True)
def single_precision(draw: Draw) -> Probe:
    """float32 in, float32 out, inside torch.no_grad()."""
    return step(draw, B=3, S=5, E=4, H=6, V=7)


@exercise.case(1.25, gradients=True)
def gradients_with_padding(draw: Draw) -> Probe:
    """Gradients of all four results with respect to every argument; those of encoder states at padding are 0."""
    return step(draw, B=3, S=5, E=4, H=6, V=7)


@exercise.case(0.75, watch="everything")
def arguments_stay_as_they_are(draw: Draw) -> Probe:
    """The call leaves its arguments, also the mask, unchanged; it changes nothing else either, and gives the same when repeated."""
    return step(draw, B=3, S=5, E=4, H=6, V=7)


# Wrong implementations: the step in pieces, with one of them exchanged, or the oracle's results worked on.

Pair = Callable[[Tensor, Tensor], Tensor]


def joined(first: Tensor, second: Tensor) -> Tensor:
    """Two vectors of every sample, one after the other."""
    return torch.cat([first, second], 1)


def the_second(first: Tensor, second: Tensor) -> Tensor:
    """The new state of the old and the new one."""
    return second


def attended(query: Tensor, enc: Tensor, mask: Tensor, W_a: Tensor) -> tuple[Tensor, Tensor]:
    """Context ``[B, H]`` and weights ``[B, S]``."""
    weights = normalised(scores_of(query, enc, W_a), mask)
    return averaged(weights, enc), weights


def scores_of(query: Tensor, enc: Tensor, W_a: Tensor) -> Tensor:
    """The scores of a query ``[B, H]`` with every source position, ``[B, S]``."""
    return torch.einsum("bh,hk,bsk->bs", query, W_a, enc)


def averaged(weights: Tensor, enc: Tensor) -> Tensor:
    """The average of the encoder's states with these weights, ``[B, H]``."""
    return torch.einsum("bs,bsh->bh", weights, enc)


def composed(
    emb: Tensor,
    h: Tensor,
    att_prev: Tensor,
    enc: Tensor,
    src_mask: Tensor,
    gru_params: Cell,
    W_a: Tensor,
    W_c: Tensor,
    W_o: Tensor,
    *,
    feed: Pair = joined,
    query: Pair = the_second,
    attend: Callable[[Tensor, Tensor, Tensor, Tensor], tuple[Tensor, Tensor]] = attended,
    join: Pair = joined,
    activation: Callable[[Tensor], Tensor] = torch.tanh,
) -> Result:
    """The step made of these pieces."""
    h_new = torch.gru_cell(feed(emb, att_prev), h, *gru_params)
    context, weights = attend(query(h, h_new), enc, src_mask, W_a)
    att = activation(join(context, h_new) @ W_c.T)
    return att @ W_o.T, h_new, att, weights


@exercise.mistake(
    "attention_decoder_step",
    "The old state h is compared with the encoder's states. Luong attends with the new state, after the GRU (Bahdanau"
    " with the old one).",
    "古い状態 h を Encoder の状態と比べています。Luong の Attention では GRU の後の新しい状態を使います"
    "（Bahdanau では古い状態です）。",
)
def attends_with_the_old_state(*args: Any) -> Result:
    return composed(*args, query=lambda old, new: old)


@exercise.mistake(
    "attention_decoder_step",
    "The input of the GRU is [att_prev; emb]. The embedding comes first: [emb; att_prev].",
    "GRU の入力が [att_prev; emb] になっています。埋め込みが先です: [emb; att_prev]。",
)
def embedding_after_the_attention(*args: Any) -> Result:
    return composed(*args, feed=lambda emb, att: joined(att, emb))


@exercise.mistake(
    "attention_decoder_step",
    "att_prev is not used: zeros stand in its place. Input feeding puts what was attended to in the last step beside"
    " the embedding.",
    "att_prev が使われず、代わりに 0 が入っています。input feeding では、前のステップの Attention ベクトルを埋め込みと並べます。",
)
def input_feeding_left_out(*args: Any) -> Result:
    return composed(*args, feed=lambda emb, att: joined(emb, torch.zeros_like(att)))


@exercise.mistake(
    "attention_decoder_step",
    "h and att_prev are exchanged: h is the state of the GRU, att_prev belongs to its input.",
    "h と att_prev が入れ替わっています。h は GRU の状態、att_prev は GRU の入力の一部です。",
)
def state_and_attention_exchanged(emb: Tensor, h: Tensor, att_prev: Tensor, *others: Any) -> Result:
    return composed(emb, att_prev, h, *others)


@exercise.mistake(
    "attention_decoder_step",
    "W_c is applied to [h_new; context]. The context comes first: [context; h_new].",
    "W_c を [h_new; context] に掛けています。コンテキストが先です: [context; h_new]。",
)
def state_before_the_context(*args: Any) -> Result:
    return composed(*args, join=lambda context, h_new: joined(h_new, context))


@exercise.mistake(
    "attention_decoder_step",
    "att_new misses a tanh: it is tanh(W_c [context; h_new]).",
    "att_new に tanh がありません。att_new = tanh(W_c [context; h_new]) です。",
)
def tanh_missing(*args: Any) -> Result:
    return composed(*args, activation=lambda a: a)


@exercise.mistake(
    "attention_decoder_step",
    "src_mask is not used, so the decoder attends to padding. Where it is False, the weight is exactly 0.",
    "src_mask が使われていないため、パディングに注目しています。False のところの重みはちょうど 0 です。",
)
def mask_ignored(*args: Any) -> Result:
    return composed(*args, attend=lambda query, enc, mask, W_a: attended(query, enc, torch.ones_like(mask), W_a))


@exercise.mistake(
    "attention_decoder_step",
    "src_mask is read the wrong way round. True means: a real token, which may be attended to.",
    "src_mask の向きが逆です。True は実在するトークン、つまり「注目してよい」という意味です。",
)
def mask_inverted(*args: Any) -> Result:
    return composed(*args, attend=lambda query, enc, mask, W_a: attended(query, enc, ~mask, W_a))


@exercise.mistake(
    "attention_decoder_step",
    "The mask is applied after the softmax only, so the weights that are left do not add up to 1.",
    "マスクを Softmax の後だけに適用しているため、残った重みの和が 1 になりません。",
)
def masked_after_the_softmax(*args: Any) -> Result:
    def attend(query: Tensor, enc: Tensor, mask: Tensor, W_a: Tensor) -> tuple[Tensor, Tensor]:
        weights = torch.softmax(scores_of(query, enc, W_a), -1) * mask
        return averaged(weights, enc), weights

    return composed(*args, attend=attend)


@exercise.mistake(
    "attention_decoder_step",
    "A source that is all padding gives NaN. Its weights and its context are 0: use the masked_softmax of the stub.",
    "すべてがパディングの入力で NaN になっています。重みもコンテキストも 0 です。ひな形の masked_softmax を使いましょう。",
)
def empty_rows_are_nan(*args: Any) -> Result:
    def attend(query: Tensor, enc: Tensor, mask: Tensor, W_a: Tensor) -> tuple[Tensor, Tensor]:
        weights = torch.softmax(scores_of(query, enc, W_a).masked_fill(~mask, -math.inf), -1)
        return averaged(weights, enc), weights

    return composed(*args, attend=attend)


@exercise.mistake(
    "attention_decoder_step",
    "A source that is all padding gets equal weights. Its weights and its context are 0: use the masked_softmax of the"
    " stub.",
    "すべてがパディングの入力で重みが均等になっています。重みもコンテキストも 0 です。ひな形の masked_softmax を使いましょう。",
)
def empty_rows_are_uniform(*args: Any) -> Result:
    def attend(query: Tensor, enc: Tensor, mask: Tensor, W_a: Tensor) -> tuple[Tensor, Tensor]:
        weights = torch.softmax(scores_of(query, enc, W_a).masked_fill(~mask, -1e9), -1)
        return averaged(weights, enc), weights

    return composed(*args, attend=attend)


@exercise.mistake(
    "attention_decoder_step",
    "The softmax runs over the batch. Each sample shares out a weight of 1 among its source positions: the last"
    " dimension.",
    "Softmax がバッチの方向にかかっています。サンプルごとに、入力の位置への重みの和が 1 になるように、"
    "最後の次元で計算します。",
)
def softmax_over_the_batch(*args: Any) -> Result:
    def attend(query: Tensor, enc: Tensor, mask: Tensor, W_a: Tensor) -> tuple[Tensor, Tensor]:
        weights = normalised(scores_of(query, enc, W_a).T, mask.T).T
        return averaged(weights, enc), weights

    return composed(*args, attend=attend)


@exercise.mistake(
    "attention_decoder_step",
    "The scores are divided by the root of H. Luong's scores are not scaled.",
    "スコアを H の平方根で割っています。Luong のスコアはスケーリングしません。",
)
def scores_scaled(*args: Any) -> Result:
    return composed(*args, attend=lambda q, enc, mask, W_a: attended(q, enc, mask, W_a / q.shape[-1] ** 0.5))


@exercise.mistake(
    "attention_decoder_step",
    "W_a is transposed. The score is h_new, times W_a, times the encoder's state.",
    "W_a が転置されています。スコアは、h_new、W_a、Encoder の状態の順の積です。",
)
def scores_with_the_transposed_matrix(*args: Any) -> Result:
    return composed(*args, attend=lambda query, enc, mask, W_a: attended(query, enc, mask, W_a.T))


@exercise.mistake(
    "attention_decoder_step",
    "W_a is not used. The score is h_new, times W_a, times the encoder's state.",
    "W_a が使われていません。スコアは、h_new、W_a、Encoder の状態の順の積です。",
)
def scores_without_the_matrix(*args: Any) -> Result:
    identity = torch.eye(args[1].shape[1]).to(args[1])
    return composed(*args, attend=lambda query, enc, mask, W_a: attended(query, enc, mask, identity))


@exercise.mistake(
    "attention_decoder_step",
    "The context averages W_a enc. W_a is for the scores only; average the encoder's states themselves.",
    "コンテキストが W_a を掛けた状態の平均になっています。W_a はスコアだけに使い、Encoder の状態そのものを平均します。",
)
def context_of_transformed_states(*args: Any) -> Result:
    def attend(query: Tensor, enc: Tensor, mask: Tensor, W_a: Tensor) -> tuple[Tensor, Tensor]:
        _, weights = attended(query, enc, mask, W_a)
        return averaged(weights, enc @ W_a.T), weights

    return composed(*args, attend=attend)


@exercise.mistake(
    "attention_decoder_step",
    "att_new is returned as the state. The state of the GRU goes on as it is; att_new goes into the next input.",
    "att_new を状態として返しています。GRU の状態はそのまま次へ渡し、att_new は次の入力に使います。",
)
def attention_returned_as_the_state(*args: Any) -> Result:
    logits, _, att, weights = composed(*args)
    return logits, att, att, weights


@exercise.mistake(
    "attention_decoder_step",
    "The third result is the context. Return att_new, what W_c and tanh made of it.",
    "3 番目の返り値がコンテキストになっています。W_c と tanh を適用した att_new を返します。",
)
def context_returned_as_the_attention(*args: Any) -> Result:
    logits, h_new, _, weights = composed(*args)
    return logits, h_new, averaged(weights, args[3]), weights


@exercise.mistake(
    "attention_decoder_step",
    "The logits are made from h_new. They are made from att_new, or attention has no say in the next word.",
    "logits を h_new から計算しています。att_new から計算しないと、Attention が次の単語に影響しません。",
)
def logits_from_the_state(*args: Any) -> Result:
    _, h_new, att, weights = composed(*args)
    return h_new @ args[-1].T, h_new, att, weights


@exercise.mistake(
    "attention_decoder_step",
    "The logits went through a softmax. Return W_o att_new as it is.",
    "logits に Softmax がかかっています。W_o att_new をそのまま返します。",
)
def probabilities_returned(*args: Any) -> Result:
    logits, *others = composed(*args)
    return cast(Result, (torch.softmax(logits, -1), *others))


@exercise.mistake(
    "attention_decoder_step",
    "The results are in another order: return (logits, h_new, att_new, weights).",
    "返り値の順序が違います。(logits, h_new, att_new, weights) の順に返します。",
)
def returns_the_state_before_the_logits(*args: Any) -> Result:
    logits, h_new, att, weights = composed(*args)
    return h_new, logits, att, weights


@exercise.mistake(
    "attention_decoder_step",
    "squeeze() without a dimension drops every axis of size 1, also that of a batch or a source of one. Say which axis"
    " to drop.",
    "次元を指定しない squeeze() は、大きさ 1 のバッチや入力の軸まで消します。消す軸を指定しましょう。",
)
def axes_of_size_one_dropped(*args: Any) -> Result:
    logits, h_new, att, weights = composed(*args)
    return logits, h_new, att, weights.squeeze()


@exercise.mistake(
    "attention_decoder_step",
    "h_new is detached when it is returned, so no gradient reaches earlier steps: no detach(), no .data.",
    "返している h_new が detach されているため、前の時刻へ勾配が流れません。detach() や .data を使わないでください。",
)
def returned_state_detached(*args: Any) -> Result:
    logits, h_new, att, weights = composed(*args)
    return logits, h_new.detach(), att, weights


@exercise.mistake(
    "attention_decoder_step",
    "att_new is detached when it is returned. Input feeding lets the gradient flow from step to step: return it as it"
    " is.",
    "返している att_new が detach されています。input feeding では勾配も時刻から時刻へ流れるので、そのまま返します。",
)
def returned_attention_detached(*args: Any) -> Result:
    logits, h_new, att, weights = composed(*args)
    return logits, h_new, att.detach(), weights


@exercise.mistake(
    "attention_decoder_step",
    "The new state is written into h. Make a new tensor; the caller may need the old state.",
    "新しい状態を h に書き込んでいます。呼び出し側が古い状態を使うかもしれないので、新しいテンソルを作りましょう。",
)
def state_overwritten(*args: Any) -> Result:
    results = composed(*args)
    args[1].copy_(results[1])
    return results
