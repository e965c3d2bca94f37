"""Reference of ch3.greedy_decode: the most probable token at each step, until every sentence has ended."""

from collections.abc import Callable
from typing import Any

import torch
from torch import Tensor

from autograder.drawing import Draw
from autograder.exercise import Callback, Exercise, Probe, call
from autograder.worker.callbacks import build_callback

exercise = Exercise(
    title="Greedy decoding",
    title_ja="貪欲法によるデコード",
    position=7,
    points=5,
    difficulty=2,
    minutes=20,
)

StepFunction = Callable[[Tensor, Tensor], tuple[Tensor, Tensor]]
Result = tuple[Tensor, Tensor]
PAD, BOS, EOS, UNK = range(4)


@exercise.oracle("tokens", "lengths")
def greedy_decode(step_fn: StepFunction, h0: Tensor, max_len: int, bos: int = BOS, eos: int = EOS, pad: int = PAD) -> Result:  # fmt: skip
    """Each sentence decoded on its own, then padded."""
    rows: list[list[int]] = []
    for b in range(len(h0)):
        row: list[int] = []
        h = h0[b : b + 1]
        while len(row) < max_len and eos not in row:
            logits, h = step_fn(torch.tensor([bos, *row][-1:], device=h0.device), h)
            scores = logits[0].tolist()
            row.append(scores.index(max(scores)))
        rows.append(row)
    width = max(len(row) for row in rows)
    tokens = torch.tensor([row + [pad] * (width - len(row)) for row in rows], device=h0.device)
    return tokens, torch.tensor([len(row) for row in rows], device=h0.device)


def all_steps(step_fn: StepFunction, h0: Tensor, max_len: int, bos: int) -> Tensor:
    """The most probable tokens of all steps, whatever has ended: ``[B, max_len]``."""
    y, h, tokens = torch.full((len(h0),), bos, device=h0.device), h0, []
    for _ in range(max_len):
        logits, h = step_fn(y, h)
        y = logits.max(-1).indices
        tokens.append(y)
    return torch.stack(tokens, 1)


def lengths_of(tokens: Tensor, eos: int) -> Tensor:
    """How many tokens there are up to the first EOS, EOS included; all of them if there is none."""
    ended_before = (tokens == eos).cumsum(1) - (tokens == eos).long()
    return (ended_before == 0).sum(1)


@exercise.twin("greedy_decode")
def greedy_decode_cut_afterwards(step_fn: StepFunction, h0: Tensor, max_len: int, bos: int = BOS, eos: int = EOS, pad: int = PAD) -> Result:  # fmt: skip
    """All steps for all sentences; what follows EOS is cut away afterwards."""
    tokens = all_steps(step_fn, h0, max_len, bos)
    lengths = lengths_of(tokens, eos)
    columns = torch.arange(int(lengths.max()), device=h0.device)
    return torch.where(columns < lengths[:, None], tokens[:, : len(columns)], pad), lengths


def table(draw: Draw, V: int, boost: float = 0.0, M: int = 199, token: int = EOS, scale: float = 2) -> Callback:
    """A decoder whose state is a hash of the prefix; `boost` is added to the logits of `token`."""
    logits = draw.normal(M, V, scale=scale)
    logits[:, token] += boost
    return Callback("prefix_table", {"table": logits})


def state(draw: Draw, B: int, M: int = 199) -> Tensor:
    """Random rows of the table."""
    return draw.integers(0, M, B, 1).double()


def network(draw: Draw, V: int, E: int, H: int) -> Callback:
    """A recurrent decoder with random weights."""
    weights = {
        "embedding": draw.normal(V, E),
        "weight_ih": draw.normal(H, E),
        "weight_hh": draw.normal(H, H),
        "weight_out": draw.normal(V, H),
    }
    return Callback("unrecorded_decoder_step", weights)


def until(
    good: Callable[[Tensor, list[int]], bool],
    make: Callable[[], tuple[Any, ...]],
    gap: float = 1e-3,
    shows: tuple[str, ...] = (),
) -> Probe:
    """Draws arguments until `good` says so of the tokens of all steps and the lengths, no step has a near tie, and the
    known mistakes `shows` do."""
    while True:
        callback, h0, max_len, *ids = make()
        bos, eos = (*ids, BOS, EOS)[:2] if ids else (BOS, EOS)
        gaps: list[float] = []
        step_fn = _watching(build_callback(callback.kind, dict(callback.parameters)), gaps)
        tokens = all_steps(step_fn, h0, max_len, bos)
        if min(gaps) > gap and good(tokens, lengths_of(tokens, eos).tolist()):
            right = greedy_decode(step_fn, h0, max_len, *ids)[0]
            if not any(torch.equal(globals()[name](step_fn, h0, max_len, *ids)[0], right) for name in shows):
                return call("greedy_decode", callback, h0, max_len, *ids)


def says(tokens: Tensor, lengths: list[int], token: int = PAD) -> bool:
    """Whether a sentence says `token` before its end."""
    return any(token in row[:length] for row, length in zip(tokens.tolist(), lengths, strict=True))


def _watching(step_fn: Any, gaps: list[float]) -> StepFunction:
    """`step_fn`, writing down how far apart the two largest logits of a row are."""

    def watched(y: Tensor, h: Tensor) -> tuple[Tensor, Tensor]:
        logits, h_new = step_fn(y, h)
        best = logits.topk(2, dim=-1).values
        gaps.append(float((best[:, 0] - best[:, 1]).min()))
        return logits, h_new

    return watched


@exercise.case(0.5, public=True)
def one_sentence_by_hand(draw: Draw) -> Probe:
    """One sentence that ends before max_len; the state is a row of a small table of logits."""
    return until(lambda _, n: n == [3], lambda: (table(draw, V=5, M=7), state(draw, 1, M=7), 5))


@exercise.case(0.5, public=True)
def sentences_that_end_at_different_steps(draw: Draw) -> Probe:
    """Three sentences, all ended before max_len: PAD follows EOS, and decoding stops with the last of them."""
    return until(lambda _, n: sorted(n) == [1, 2, 4], lambda: (table(draw, V=5, M=11), state(draw, 3, M=11), 6))


@exercise.case(0.25, public=True)
def a_sentence_without_end(draw: Draw) -> Probe:
    """One of two sentences has not ended at max_len: its length is max_len."""
    return until(lambda t, n: n[0] == 4 and n[1] < 4 and EOS not in t[0], lambda: (table(draw, V=5, M=11), state(draw, 2, M=11), 4))  # fmt: skip


def varied(tokens: Tensor, lengths: list[int], at_least: int = 3) -> bool:
    """Whether there are several lengths, all below the last column, and tokens besides EOS."""
    return len(set(lengths)) >= at_least and max(lengths) < tokens.shape[1] and 1 in lengths


@exercise.case(0.5)
def many_sentences(draw: Draw) -> Probe:
    """Six sentences that end at different steps, one of them at the first."""
    return until(lambda t, n: varied(t, n) and not says(t, n), lambda: (table(draw, V=8, boost=2), state(draw, 6), 12))


@exercise.case(0.5)
def some_sentences_without_end(draw: Draw) -> Probe:
    """Some sentences end and some do not."""
    return until(
        lambda t, n: 1 < sum(EOS in row for row in t.tolist()) < 4 and min(n) < 5 and says(t, n),
        lambda: (table(draw, V=8), state(draw, 5), 8),
    )


@exercise.case(0.5, watch="everything")
def a_recurrent_network(draw: Draw) -> Probe:
    """The step is a small recurrent network. Nothing else changes, and the same call gives the same again."""
    return until(
        lambda t, n: 9 not in n and not says(t, n) and len(set(n)) >= 2 and len(set(t.ravel().tolist())) > 3 and n[0] > 2,
        lambda: (network(draw, V=7, E=3, H=5), draw.normal(4, 5), 9),
        shows=("beginning_fed_at_every_step", "goes_on_after_the_end"),
    )  # fmt: skip


@exercise.case(0.25)
def ended_at_the_last_step(draw: Draw) -> Probe:
    """A sentence ends exactly at max_len, and its EOS counts."""
    return until(
        lambda t, n: n[0] == 6 and bool(t[0, 5] == EOS) and n[1] < 6 and not says(t, n),
        lambda: (table(draw, V=6), state(draw, 2), 6),
    )


@exercise.case(0.25)
def nothing_ends(draw: Draw) -> Probe:
    """No sentence ends before max_len, which is 40; the logits are in the thousands."""

    def make() -> tuple[Any, ...]:
        callback = table(draw, V=6, boost=-30000, scale=2000)
        callback.parameters["table"][:, PAD] -= 30000
        return callback, state(draw, 3), 40

    return until(lambda t, n: True, make)


@exercise.case(0.25)
def a_single_step(draw: Draw) -> Probe:
    """max_len is 1: some sentences end at once, others not at all."""
    return until(
        lambda t, n: 0 < int((t == EOS).sum()) < 4 and not says(t, n),
        lambda: (table(draw, V=5, boost=2), state(draw, 4), 1),
        shows=("starts_with_padding",),
    )


@exercise.case(0.25)
def a_batch_of_one(draw: Draw) -> Probe:
    """A single sentence keeps its batch axis."""
    return until(lambda t, n: 3 < n[0] < 10 and not says(t, n), lambda: (table(draw, V=8), state(draw, 1), 10))


@exercise.case(0.25)
def as_many_sentences_as_tokens(draw: Draw) -> Probe:
    """As many sentences as tokens in the vocabulary, so that exchanged axes raise nothing."""
    return until(
        lambda t, n: varied(t, n, 2) and not says(t, n),
        lambda: (table(draw, V=5, boost=1), state(draw, 5), 12),
        shows=("beginning_fed_at_every_step",),
    )


@exercise.case(0.25)
def equally_large_logits(draw: Draw) -> Probe:
    """Logits that are equally large: the one with the smallest id wins."""

    def make() -> tuple[Any, ...]:
        logits = draw.integers(0, 4, 199, 7).double()
        logits[:, PAD] = -1
        return Callback("prefix_table", {"table": logits}), state(draw, 4), 12

    return until(lambda t, n: len(set(n)) > 1 and max(n) < 12, make, gap=-1, shows=("largest_id_wins_a_tie",))


@exercise.case(0.25)
def other_special_ids(draw: Draw) -> Probe:
    """BOS, EOS and PAD have other ids than usual, and the usual ones are tokens like any other."""
    return until(
        lambda t, n: len(set(n)) >= 3 and max(n) < 15 and not says(t, n, 5) and all(i in t.tolist()[n.index(max(n))] for i in (PAD, EOS)),
        lambda: (table(draw, V=7, token=4), state(draw, 4), 15, 6, 4, 5),
    )  # fmt: skip


@exercise.case(0.25)
def padding_before_the_end(draw: Draw) -> Probe:
    """The decoder itself says PAD before EOS, and that counts towards the length."""
    return until(
        lambda t, n: all(PAD in row[: length - 1] for row, length in zip(t.tolist(), n, strict=True)) and 9 > max(n) != min(n)
        and bool(t[n.index(min(n)), min(n) : max(n)].any()),
        lambda: (table(draw, V=5, token=PAD, boost=1), state(draw, 2), 9),
    )  # fmt: skip


@exercise.case(0.25, dtype="float32", watch="everything", no_grad=True)
def single_precision_and_arguments_unchanged(draw: Draw) -> Probe:
    """A float32 network, inside torch.no_grad(); the call leaves h0 unchanged, changes nothing else either, and gives the same when repeated."""
    return until(
        lambda t, n: len(set(n)) >= 2 and max(n) < 9 and not says(t, n),
        lambda: (network(draw, V=6, E=3, H=4), draw.normal(3, 4), 9),
        shows=("beginning_fed_at_every_step", "goes_on_after_the_end"),
    )


# Left out: gradients (tokens have none), and inputs that are not contiguous (a state is only passed on).
# Wrong implementations: the tokens of all steps cut or changed in another way, or the oracle on changed arguments.


def cut(tokens: Tensor, eos: int, pad: int, stop: int | None = None) -> Result:
    """Right tokens and lengths of the tokens of all steps, or of the first `stop` columns."""
    lengths = lengths_of(tokens, eos)
    columns = torch.arange(int(lengths.max()) if stop is None else stop)
    return torch.where(columns < lengths[:, None], tokens[:, : len(columns)], pad), lengths


@exercise.mistake(
    "greedy_decode",
    "Decoding stops as soon as one sentence has ended. Go on until all have.",
    "1 つの文が終わった時点で止まっています。すべての文が終わるまで続けます。",
)
def stops_with_the_first_sentence(step_fn: StepFunction, h0: Tensor, max_len: int, bos: int = BOS, eos: int = EOS, pad: int = PAD) -> Result:  # fmt: skip
    return greedy_decode(step_fn, h0, int(greedy_decode(step_fn, h0, max_len, bos, eos, pad)[1].min()), bos, eos, pad)


@exercise.mistake(
    "greedy_decode",
    "Sentences go on after EOS. Once a sentence has ended, only PAD follows.",
    "EOS のあともトークンが続いています。文が終わったあとは PAD だけにします。",
)
def goes_on_after_the_end(step_fn: StepFunction, h0: Tensor, max_len: int, bos: int = BOS, eos: int = EOS, pad: int = PAD) -> Result:  # fmt: skip
    tokens = all_steps(step_fn, h0, max_len, bos)
    lengths = lengths_of(tokens, eos)
    return tokens[:, : int(lengths.max())], lengths


@exercise.mistake(
    "greedy_decode",
    "After EOS come more EOS. Fill the rest of the row up with pad.",
    "EOS のあとも EOS が続いています。行の残りは pad で埋めます。",
)
def filled_up_with_the_end(step_fn: StepFunction, h0: Tensor, max_len: int, bos: int = BOS, eos: int = EOS, pad: int = PAD) -> Result:  # fmt: skip
    return greedy_decode(step_fn, h0, max_len, bos, eos, eos)


@exercise.mistake(
    "greedy_decode",
    "The result starts with BOS. BOS is fed to the decoder, but it is none of the tokens that it produces.",
    "結果の先頭に BOS があります。BOS はデコーダに入力するもので、生成されたトークンではありません。",
)
def beginning_in_the_result(step_fn: StepFunction, h0: Tensor, max_len: int, bos: int = BOS, eos: int = EOS, pad: int = PAD) -> Result:  # fmt: skip
    tokens, lengths = greedy_decode(step_fn, h0, max_len, bos, eos, pad)
    return torch.cat([torch.full((len(h0), 1), bos), tokens], 1), lengths


@exercise.mistake(
    "greedy_decode",
    "The result starts with BOS, which is counted in the lengths too. BOS is fed to the decoder, but it is none of the"
    " tokens that it produces.",
    "結果の先頭に BOS があり、長さにも数えられています。BOS はデコーダに入力するもので、生成されたトークンではありません。",
)
def beginning_in_result_and_lengths(step_fn: StepFunction, h0: Tensor, max_len: int, bos: int = BOS, eos: int = EOS, pad: int = PAD) -> Result:  # fmt: skip
    tokens, lengths = greedy_decode(step_fn, h0, max_len, bos, eos, pad)
    return torch.cat([torch.full((len(h0), 1), bos), tokens], 1), lengths + 1


@exercise.mistake(
    "greedy_decode",
    "There is one step too many: max_len tokens are the most.",
    "1 ステップ多く実行しています。トークンは最大で max_len 個です。",
)
def one_step_too_many(step_fn: StepFunction, h0: Tensor, max_len: int, bos: int = BOS, eos: int = EOS, pad: int = PAD) -> Result:  # fmt: skip
    return greedy_decode(step_fn, h0, max_len + 1, bos, eos, pad)


@exercise.mistake(
    "greedy_decode",
    "There is one step too few: where EOS does not come, there are max_len tokens.",
    "1 ステップ足りません。EOS が出なければ、トークンは max_len 個になります。",
)
def one_step_too_few(step_fn: StepFunction, h0: Tensor, max_len: int, bos: int = BOS, eos: int = EOS, pad: int = PAD) -> Result:  # fmt: skip
    return cut(all_steps(step_fn, h0, max_len - 1, bos), eos, pad)


@exercise.mistake(
    "greedy_decode",
    "Decoding never stops early, so there are columns of nothing but PAD. Stop as soon as all sentences have ended.",
    "すべての文が終わっても止まらず、PAD だけの列ができています。すべての文が終わったら止めます。",
)
def never_stops_early(step_fn: StepFunction, h0: Tensor, max_len: int, bos: int = BOS, eos: int = EOS, pad: int = PAD) -> Result:  # fmt: skip
    return cut(all_steps(step_fn, h0, max_len, bos), eos, pad, max_len)


@exercise.mistake(
    "greedy_decode",
    "There is a last column of nothing but PAD: stop before the next step, not after it.",
    "最後に PAD だけの列があります。次のステップを実行する前に止めます。",
)
def stops_one_step_late(step_fn: StepFunction, h0: Tensor, max_len: int, bos: int = BOS, eos: int = EOS, pad: int = PAD) -> Result:  # fmt: skip
    tokens = all_steps(step_fn, h0, max_len, bos)
    return cut(tokens, eos, pad, min(max_len, int(lengths_of(tokens, eos).max()) + 1))


@exercise.mistake(
    "greedy_decode",
    "The lengths leave EOS out. EOS is a token of the result, and counts.",
    "長さに EOS が数えられていません。EOS も結果に含まれるトークンなので数えます。",
)
def length_without_end(step_fn: StepFunction, h0: Tensor, max_len: int, bos: int = BOS, eos: int = EOS, pad: int = PAD) -> Result:  # fmt: skip
    tokens, lengths = greedy_decode(step_fn, h0, max_len, bos, eos, pad)
    return tokens, lengths - (tokens == eos).any(1).long()


@exercise.mistake(
    "greedy_decode",
    "EOS is missing in the result. It is the last token of a sentence that has ended, and counts towards its length.",
    "結果に EOS がありません。EOS は終わった文の最後のトークンで、長さにも数えます。",
)
def end_missing_in_the_result(step_fn: StepFunction, h0: Tensor, max_len: int, bos: int = BOS, eos: int = EOS, pad: int = PAD) -> Result:  # fmt: skip
    tokens, lengths = length_without_end(step_fn, h0, max_len, bos, eos, pad)
    return torch.where(torch.arange(tokens.shape[1]) < lengths[:, None], tokens, pad), lengths


@exercise.mistake(
    "greedy_decode",
    "A sentence without EOS gets the length 1: argmax over a row without True gives 0. Its length is that of the row.",
    "EOS のない文の長さが 1 になっています。True のない行の argmax は 0 だからです。その文の長さは行の長さです。",
)
def unfinished_sentences_have_length_one(step_fn: StepFunction, h0: Tensor, max_len: int, bos: int = BOS, eos: int = EOS, pad: int = PAD) -> Result:  # fmt: skip
    tokens, _ = greedy_decode(step_fn, h0, max_len, bos, eos, pad)
    return tokens, (tokens == eos).long().argmax(1) + 1


@exercise.mistake(
    "greedy_decode",
    "The lengths count what is not PAD. A PAD that the decoder itself says before EOS is a token like any other.",
    "長さを PAD 以外の個数として数えています。EOS より前にデコーダ自身が出した PAD は、ほかと同じトークンです。",
)
def length_counts_what_is_not_padding(step_fn: StepFunction, h0: Tensor, max_len: int, bos: int = BOS, eos: int = EOS, pad: int = PAD) -> Result:  # fmt: skip
    tokens, _ = greedy_decode(step_fn, h0, max_len, bos, eos, pad)
    return tokens, (tokens != pad).sum(1)


@exercise.mistake(
    "greedy_decode",
    "The arg max runs over the batch. Each sentence takes its best token: the last dimension of the logits.",
    "argmax がバッチの方向にかかっています。文ごとに最良のトークンを選ぶので、logits の最後の次元で計算します。",
)
def best_over_the_batch(step_fn: StepFunction, h0: Tensor, max_len: int, bos: int = BOS, eos: int = EOS, pad: int = PAD) -> Result:  # fmt: skip
    y, h = torch.full((len(h0),), bos), h0
    tokens: list[Tensor] = []
    ended, lengths = torch.zeros(len(h0), dtype=torch.bool), torch.zeros(len(h0), dtype=torch.int64)
    while len(tokens) < max_len and not ended.all():
        logits, h = step_fn(y, h)
        y = torch.where(ended, pad, logits.argmax(0))
        tokens.append(y)
        lengths += ~ended
        ended = ended | (y == eos)
    return torch.stack(tokens, 1), lengths


@exercise.mistake(
    "greedy_decode",
    "Every step starts from h0. Pass the state that step_fn returned on to the next step.",
    "どのステップも h0 から始まっています。step_fn が返した状態を次のステップに渡します。",
)
def state_restarted(step_fn: StepFunction, h0: Tensor, max_len: int, bos: int = BOS, eos: int = EOS, pad: int = PAD) -> Result:  # fmt: skip
    return cut(all_steps(lambda y, h: (step_fn(y, h0)[0], h), h0, max_len, bos), eos, pad)


@exercise.mistake(
    "greedy_decode",
    "BOS is fed at every step. Feed the token that was just chosen.",
    "毎回 BOS を入力しています。直前に選んだトークンを入力します。",
)
def beginning_fed_at_every_step(step_fn: StepFunction, h0: Tensor, max_len: int, bos: int = BOS, eos: int = EOS, pad: int = PAD) -> Result:  # fmt: skip
    return greedy_decode(lambda y, h: step_fn(torch.full_like(y, bos), h), h0, max_len, bos, eos, pad)


@exercise.mistake(
    "greedy_decode",
    "The first token that is fed is not bos. Decoding always starts with it.",
    "最初に入力されるトークンが bos ではありません。デコードは必ず bos から始めます。",
)
def starts_with_padding(step_fn: StepFunction, h0: Tensor, max_len: int, bos: int = BOS, eos: int = EOS, pad: int = PAD) -> Result:  # fmt: skip
    return greedy_decode(step_fn, h0, max_len, pad, eos, pad)


@exercise.mistake(
    "greedy_decode",
    "EOS is taken to be 2. Use the argument eos.",
    "EOS を 2 と決めつけています。引数 eos を使います。",
)
def end_taken_to_be_two(step_fn: StepFunction, h0: Tensor, max_len: int, bos: int = BOS, eos: int = EOS, pad: int = PAD) -> Result:  # fmt: skip
    return greedy_decode(step_fn, h0, max_len, bos, EOS, pad)


@exercise.mistake(
    "greedy_decode",
    "Padding is taken to be 0. Use the argument pad.",
    "パディングを 0 と決めつけています。引数 pad を使います。",
)
def padding_taken_to_be_zero(step_fn: StepFunction, h0: Tensor, max_len: int, bos: int = BOS, eos: int = EOS, pad: int = PAD) -> Result:  # fmt: skip
    return greedy_decode(step_fn, h0, max_len, bos, eos, PAD)


@exercise.mistake(
    "greedy_decode",
    "BOS is taken to be 1. Use the argument bos.",
    "BOS を 1 と決めつけています。引数 bos を使います。",
)
def beginning_taken_to_be_one(step_fn: StepFunction, h0: Tensor, max_len: int, bos: int = BOS, eos: int = EOS, pad: int = PAD) -> Result:  # fmt: skip
    return greedy_decode(step_fn, h0, max_len, BOS, eos, pad)


@exercise.mistake(
    "greedy_decode",
    "The least probable token is taken. Greedy decoding takes the token with the largest logit.",
    "最も確率の低いトークンを選んでいます。貪欲法では logits が最大のトークンを選びます。",
)
def smallest_logit_taken(step_fn: StepFunction, h0: Tensor, *others: Any) -> Result:
    def negated(y: Tensor, h: Tensor) -> tuple[Tensor, Tensor]:
        logits, h_new = step_fn(y, h)
        return -logits, h_new

    return greedy_decode(negated, h0, *others)


@exercise.mistake(
    "greedy_decode",
    "squeeze() drops the batch axis of a single sentence. Both results keep it.",
    "squeeze() が文 1 つのときのバッチの軸を消しています。返り値にはどちらもバッチの軸を残します。",
)
def axes_of_size_one_dropped(*args: Any) -> Result:
    tokens, lengths = greedy_decode(*args)
    return tokens.squeeze(), lengths.squeeze()


@exercise.mistake(
    "greedy_decode",
    "squeeze() drops the axes of size 1 of the tokens. They keep both, [B, T], also for one sentence or one step.",
    "squeeze() がトークンの大きさ 1 の軸を消しています。文やステップが 1 つでも、形状は [B, T] のままにします。",
)
def axes_of_the_tokens_dropped(*args: Any) -> Result:
    tokens, lengths = greedy_decode(*args)
    return tokens.squeeze(), lengths


@exercise.mistake(
    "greedy_decode",
    "Of equally large logits the last is taken. The smallest id wins, as in torch.argmax.",
    "同じ大きさの logits のうち、最後のものを選んでいます。torch.argmax と同じように、最小の ID を選びます。",
)
def largest_id_wins_a_tie(step_fn: StepFunction, h0: Tensor, max_len: int, bos: int = BOS, eos: int = EOS, pad: int = PAD) -> Result:  # fmt: skip
    y, h, tokens = torch.full((len(h0),), bos), h0, []
    for _ in range(max_len):
        logits, h = step_fn(y, h)
        y = logits.shape[-1] - 1 - logits.flip(-1).argmax(-1)
        tokens.append(y)
    return cut(torch.stack(tokens, 1), eos, pad)


@exercise.mistake(
    "greedy_decode",
    "The tokens come back with the steps first. Batch first: [B, T], so stack along dimension 1.",
    "トークンが時刻を先頭にして返されています。形状は [B, T] なので、次元 1 に沿って積みます。",
)
def steps_first(*args: Any) -> Result:
    tokens, lengths = greedy_decode(*args)
    return tokens.T, lengths
