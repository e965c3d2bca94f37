"""Reference of ch3.beam_search: the best of several beginnings, kept at once (Sutskever, Vinyals and Le 2014)."""

import itertools
import math
from collections.abc import Callable
from typing import Any

import torch
from torch import Tensor

from autograder.drawing import Draw
from autograder.exercise import Callback, Exercise, Probe, call
from autograder.worker.callbacks import build_callback

exercise = Exercise(
    title="Beam search",
    title_ja="ビームサーチ",
    position=8,
    points=10,
    difficulty=5,
    minutes=45,
)

StepFunction = Callable[[Tensor, Tensor], tuple[Tensor, Tensor]]
Prefix = tuple[int, ...]
Results = list[tuple[list[int], float]]
PAD, BOS, EOS, UNK = range(4)


@exercise.oracle("results")
def beam_search(step_fn: StepFunction, h0: Tensor, beam: int, max_len: int, alpha: float = 0.0, bos: int = BOS, eos: int = EOS) -> Results:  # fmt: skip
    """Every beginning is scored from scratch, by a run of its own from h0."""

    def after(prefix: Prefix) -> list[float]:
        """The log-probabilities of the tokens that may follow."""
        h = h0
        for token in (bos, *prefix):
            logits, h = step_fn(torch.tensor([token], device=h0.device), h)
        return torch.log_softmax(logits[0], -1).tolist()

    scores: dict[Prefix, float] = {(): 0.0}
    live: list[Prefix] = [()]
    ended: list[Prefix] = []
    for _ in range(max_len):
        longer = {(*p, v): scores[p] + gain for p in live for v, gain in enumerate(after(p))}
        best = sorted(longer, key=lambda p: (-longer[p], p))[:beam]
        scores |= {p: longer[p] for p in best}
        ended += [p for p in best if p[-1] == eos]
        live = [p for p in best if p[-1] != eos]
    final = [(list(p), scores[p] / len(p) ** alpha) for p in ended + live]
    return sorted(final, key=lambda result: (-result[1], result[0]))[:beam]


@exercise.twin("beam_search")
def beam_search_with_topk(step_fn: StepFunction, h0: Tensor, beam: int, max_len: int, alpha: float = 0.0, bos: int = BOS, eos: int = EOS) -> Results:  # fmt: skip
    """All in tensors: the beginnings as rows, their scores, and topk over the flattened table of continuations."""
    rows = torch.full((1, 1), bos, device=h0.device)
    totals, h = torch.zeros(1, dtype=h0.dtype, device=h0.device), h0
    kept: list[tuple[Tensor, Tensor]] = []
    while len(rows) and rows.shape[1] <= max_len:
        logits, h = step_fn(rows[:, -1], h)
        table = totals[:, None] + logits - logits.logsumexp(1, keepdim=True)
        totals, flat = table.ravel().topk(min(beam, table.numel()))
        parents, tokens = flat // table.shape[1], flat % table.shape[1]
        rows, h = torch.cat([rows[parents], tokens[:, None]], 1), h[parents]
        over = (tokens == eos) | (rows.shape[1] > max_len)
        kept += zip(rows[over], totals[over], strict=True)
        rows, totals, h = rows[~over], totals[~over], h[~over]
    results = [(row[1:].tolist(), total.item() / (len(row) - 1) ** alpha) for row, total in kept]
    return sorted(results, key=lambda result: -result[1])[:beam]


def log_softmax(logits: Tensor) -> Tensor:
    """Log-probabilities."""
    return torch.log_softmax(logits, -1)


def over_length(total: float, tokens: Prefix, alpha: float) -> float:
    """The final score."""
    return total / float(len(tokens) ** alpha)


def search(
    step_fn: StepFunction,
    h0: Tensor,
    beam: int,
    max_len: int,
    alpha: float = 0.0,
    bos: int = BOS,
    eos: int = EOS,
    *,
    gain: Callable[[Tensor], Tensor] = log_softmax,
    total_of: Callable[[float, float], float] = lambda total, gained: total + gained,
    final: Callable[[float, Prefix, float], float] = over_length,
    states: Callable[[Tensor, list[int]], Tensor] = lambda h, parents: h[parents],
    choose: Callable[[list[Any], int, int], list[Any]] = lambda candidates, beam, ended: candidates[:beam],
    stop: Callable[[list[Any], list[Any]], bool] = lambda chosen, ended: False,
    start: int = 1,
    ends: bool = True,
    goes_on: bool = False,
    refill: bool = False,
    unfinished: Callable[[list[Any]], bool] = lambda ended: True,
    gaps: list[float] | None = None,
) -> list[tuple[Prefix, float, float]]:
    """A beam search of which every part can be exchanged, all live hypotheses in one batch: tokens, score, and total.

    With the defaults it is right. Into `gaps` go the distances between the last hypothesis that was kept and the first
    that was not, and between the final scores.
    """
    live: list[tuple[Prefix, float]] = [((), 0.0)] * start
    h = h0.expand(start, -1)
    ended: list[tuple[float, Prefix, int]] = []
    for _ in range(max_len):
        logits, h = step_fn(torch.tensor([(bos, *tokens)[-1] for tokens, _ in live]), h)
        gained = gain(logits).tolist()
        candidates = [
            (total_of(total, gained[i][v]), (*tokens, v), i)
            for i, (tokens, total) in enumerate(live)
            for v in range(logits.shape[1])
        ]
        candidates.sort(key=lambda c: (-c[0], c[1]))
        chosen = choose(candidates, beam, len(ended))
        if gaps is not None and len(candidates) > beam:
            gaps.append(candidates[beam - 1][0] - candidates[beam][0])
        ended += [c for c in chosen if ends and c[1][-1] == eos]
        going = [c for c in chosen if goes_on or not (ends and c[1][-1] == eos)]
        if refill:
            going = [c for c in candidates if c[1][-1] != eos][:beam]
        live = [(tokens, total) for total, tokens, _ in going]
        if not live or stop(chosen, ended):
            break
        h = states(h, [parent for _, _, parent in going])
    found = [(tokens, total) for total, tokens, _ in ended] + (live if unfinished(ended) else [])
    results = sorted(((t, final(s, t, alpha), s) for t, s in found), key=lambda result: (-result[1], result[0]))
    if gaps is not None:
        gaps += [a[1] - b[1] for a, b in itertools.pairwise(results[: beam + 1])]
    return results


def best(found: list[tuple[Prefix, float, float]], beam: int) -> Results:
    """The first `beam` of what was found, without the totals."""
    return [(list(tokens), score) for tokens, score, _ in found[:beam]]


Search = Callable[..., Any]


def until(make: Callable[[], tuple[Any, ...]], *wrong: Search, good: Callable[[Results], bool] = bool, same: tuple[Search, ...] = ()) -> Probe:  # fmt: skip
    """Draws arguments until there is no near tie, it makes no difference whether places in the beam that become free are
    refilled, each search of `wrong` finds something else, each of `same` the same, and `good` says so of the results."""
    while True:
        callback, h0, beam, *others = arguments = make()
        step_fn: Any = build_callback(callback.kind, dict(callback.parameters))
        gaps: list[float] = []
        right = best(search(step_fn, h0, beam, *others, gaps=gaps), beam)
        if min(gaps, default=1.0) < 1e-3 or not good(right):
            continue
        if best(search(step_fn, h0, beam, *others, refill=True), beam) == right:
            found = (_finds(one, right, step_fn, h0, beam, *others) is (one in same) for one in (*wrong, *same))
            if all(found):
                return call("beam_search", *arguments)


def _finds(wrong: Search, right: Results, *arguments: Any) -> bool:
    """Whether a wrong search finds the right tokens all the same."""
    try:
        return [tokens for tokens, _ in wrong(*arguments)] == [tokens for tokens, _ in right]
    except (IndexError, RuntimeError):
        return False


def table(
    draw: Draw, V: int, boost: float = 0.0, M: int = 199, token: int = EOS, scale: float = 1.5
) -> tuple[Callback, Tensor]:
    """A decoder whose state is a hash of the prefix, `boost` added to the logits of `token`; and its first state."""
    logits = draw.normal(M, V, scale=scale)
    logits[:, token] += boost
    return Callback("prefix_table", {"table": logits}), draw.integers(0, M, 1, 1).double()


def network(draw: Draw, V: int, E: int, H: int) -> tuple[Callback, Tensor]:
    """A recurrent decoder with random weights, and its first state."""
    weights = {
        "embedding": draw.normal(V, E),
        "weight_ih": draw.normal(H, E),
        "weight_hh": draw.normal(H, H),
        "weight_out": draw.normal(V, H),
    }
    return Callback("unrecorded_decoder_step", weights), draw.normal(1, H)


def every_part() -> tuple[Search, ...]:
    """The mistakes that a search of some length with and without ends should show, the rarest first."""
    return (
        unfinished_only_for_want_of_others,
        unfinished_dropped,
        one_step_too_many,
        state_of_the_best,
        states_stay_in_place,
        one_continuation_each,
        goes_on_after_the_end,
        ends_and_goes_on,
        stops_at_the_first_end,
        all_results,
        end_cut_off,
    )


def every_stop() -> tuple[Search, ...]:
    """The mistakes that end a search too early, or let too few live."""
    return stops_when_enough_have_ended, stops_when_the_best_has_ended, beam_gets_narrower


def some_ended(results: Results) -> bool:
    """Whether there are ended and unfinished hypotheses among the results."""
    return len({tokens[-1] == EOS for tokens, _ in results}) == 2


@exercise.case(0.5, public=True)
def two_steps_by_hand(draw: Draw) -> Probe:
    """A beam of two for two steps, with a small table of logits; one result has ended, the other has not."""
    return until(lambda: (*table(draw, V=4, M=5), 2, 2), good=some_ended)


@exercise.case(0.75, public=True)
def a_beam_of_three(draw: Draw) -> Probe:
    """A beam of three for four steps, with length normalisation."""
    return until(
        lambda: (*table(draw, V=5, M=13), 3, 4, 0.75),
        length_ignored,
        states_stay_in_place,
        good=lambda results: len({len(tokens) for tokens, _ in results}) == 3,
    )


@exercise.case(0.25, public=True)
def a_beam_of_one_by_hand(draw: Draw) -> Probe:
    """A beam of one: greedy decoding, with the sum of the log-probabilities."""
    return until(lambda: (*table(draw, V=4, M=7), 1, 4), good=lambda results: len(results[0][0]) == 3)


@exercise.case(1)
def scores_without_normalisation(draw: Draw) -> Probe:
    """A beam of three; alpha is left at 0, so the score is the sum of the log-probabilities."""
    return until(
        lambda: (*table(draw, V=6, boost=0), 3, 5),
        *every_part(),
        results_not_sorted,
        stops_when_the_best_has_ended,
        width_ignored,
        same=(stops_when_enough_have_ended, beam_gets_narrower),
    )


@exercise.case(1)
def scores_with_normalisation(draw: Draw) -> Probe:
    """A beam of three with alpha 0.75."""
    return until(
        lambda: (*table(draw, V=6, boost=1), 3, 6, 0.75),
        *every_part(),
        *every_stop(),
        length_ignored,
        length_with_beginning,
        sorted_before_dividing,
    )


@exercise.case(0.5)
def mean_log_probabilities(draw: Draw) -> Probe:
    """A beam of four with alpha 1: the score is the mean log-probability of a token."""
    return until(
        lambda: (*table(draw, V=6, boost=1), 4, 6, 1.0),
        *every_part(),
        *every_stop(),
        length_ignored,
        penalty_of_another_kind,
        sorted_before_dividing,
    )


@exercise.case(1)
def long_sentences(draw: Draw) -> Probe:
    """A beam of four for ten steps, where EOS is rare: every surviving hypothesis needs its own state."""
    return until(
        lambda: (*table(draw, V=6, boost=-1), 4, 10, 0.75),
        *every_part(),
        sorted_before_dividing,
        results_not_sorted,
        beam_gets_narrower,
        same=(stops_when_enough_have_ended, stops_when_the_best_has_ended),
        good=some_ended,
    )


@exercise.case(1)
def a_recurrent_network(draw: Draw) -> Probe:
    """The step is a small recurrent network; a beam of three for nine steps."""
    return until(
        lambda: (*network(draw, V=7, E=3, H=5), 3, 9),
        *every_part(),
        width_ignored,
        same=(*every_stop(), results_not_sorted),
    )


@exercise.case(0.75)
def better_sentences_end_later(draw: Draw) -> Probe:
    """Hypotheses that end late are better than those that end first."""
    return until(
        lambda: (*table(draw, V=6, boost=1), 3, 8, 1.0),
        *every_part(),
        *every_stop(),
        sorted_before_dividing,
        results_not_sorted,
        *hasty(),
    )


@exercise.case(0.5)
def a_beam_of_one(draw: Draw) -> Probe:
    """A beam of one is greedy decoding: one result."""
    return until(
        lambda: (*table(draw, V=7), 1, 9, 0.75),
        good=lambda results: 3 < len(results[0][0]) < 9,
        same=(ends_and_goes_on,),
    )


@exercise.case(0.5)
def every_sequence(draw: Draw) -> Probe:
    """A beam so wide that nothing is left out: every sequence of three tokens, or of fewer with EOS, in order."""
    return until(lambda: (*table(draw, V=3), 27, 3, 0.75), stops_when_the_best_has_ended)


@exercise.case(0.5)
def wider_than_the_vocabulary(draw: Draw) -> Probe:
    """A beam that is wider than the vocabulary: at the first step there are fewer continuations than places."""
    return until(
        lambda: (*table(draw, V=5, boost=0.5), 8, 3),
        *every_part(),
        results_not_sorted,
        same=(stops_when_the_best_has_ended, beam_gets_narrower),
    )


@exercise.case(0.25)
def everything_ends(draw: Draw) -> Probe:
    """All hypotheses have ended long before max_len."""
    return until(
        lambda: (*table(draw, V=6, boost=4), 2, 20),
        stops_at_the_first_end,
        stops_when_the_best_has_ended,
        goes_on_after_the_end,
        ends_and_goes_on,
        all_results,
        same=(stops_when_enough_have_ended, beam_gets_narrower, results_not_sorted),
        good=lambda results: all(len(tokens) < 6 for tokens, _ in results),
    )


@exercise.case(0.25)
def nothing_ends(draw: Draw) -> Probe:
    """EOS never comes: the unfinished hypotheses are the results. The logits are in the thousands."""
    return until(
        lambda: (*table(draw, V=6, boost=-1000000, scale=5000), 3, 4, 0.75), states_stay_in_place, state_of_the_best
    )


@exercise.case(0.25)
def a_single_step(draw: Draw) -> Probe:
    """max_len is 1: the best tokens, ended or not."""
    return until(lambda: (*table(draw, V=6, boost=1), 3, 1, 1.0), results_not_sorted, ends_and_goes_on, good=some_ended)


@exercise.case(0.5)
def other_special_ids(draw: Draw) -> Probe:
    """BOS and EOS have other ids than usual, and the usual ones are tokens like any other."""
    return until(
        lambda: (*table(draw, V=6, boost=0.5, token=4), 3, 6, 0.75, 5, 4),
        *every_part(),
        *every_stop(),
        beginning_taken_to_be_one,
        end_taken_to_be_two,
        sorted_before_dividing,
        good=lambda results: any(EOS in tokens for tokens, _ in results),
    )


@exercise.case(0.25, dtype="float32", no_grad=True)
def single_precision(draw: Draw) -> Probe:
    """A float32 network, inside torch.no_grad(); scores are Python floats all the same."""
    return until(
        lambda: (*network(draw, V=6, E=3, H=4), 3, 5, 1.0),
        *every_part(),
        sorted_before_dividing,
        results_not_sorted,
        beam_gets_narrower,
        same=(stops_when_enough_have_ended, stops_when_the_best_has_ended),
    )


@exercise.case(0.25, watch="everything")
def arguments_stay_as_they_are(draw: Draw) -> Probe:
    """The call leaves h0 unchanged; it changes nothing else either, and gives the same when repeated."""
    return until(lambda: (*network(draw, V=5, E=3, H=4), 3, 5), *every_part(), same=(*every_stop(), results_not_sorted))


# Left out: gradients (tokens have none) and batches (the search is for one sentence).
# Wrong implementations: the search with one part exchanged, or its results changed.


@exercise.mistake(
    "beam_search",
    "The states stay in place when the hypotheses change places. When a continuation survives, it takes the new state of"
    " the hypothesis that it continues: index the states with the parents.",
    "仮説の並びが変わっても、状態が元の位置のままです。残った候補は、続きの元になった仮説の新しい状態を引き継ぎます。"
    "状態を親の番号で並べ替えます。",
)
def states_stay_in_place(*args: Any) -> Results:
    return best(search(*args, states=lambda h, parents: h[: len(parents)]), args[2])


@exercise.mistake(
    "beam_search",
    "All hypotheses go on from the state of the best one. Each takes the new state of the hypothesis that it continues.",
    "すべての仮説が、最良の仮説の状態から続いています。それぞれ、続きの元になった仮説の新しい状態を引き継ぎます。",
)
def state_of_the_best(*args: Any) -> Results:
    return best(search(*args, states=lambda h, parents: h[:1].expand(len(parents), -1)), args[2])


@exercise.mistake(
    "beam_search",
    "Every step starts from h0. Pass the states that step_fn returned on to the next step.",
    "どのステップも h0 から始まっています。step_fn が返した状態を次のステップに渡します。",
)
def state_restarted(step_fn: StepFunction, h0: Tensor, beam: int, *others: Any) -> Results:
    return best(search(lambda y, h: step_fn(y, h0.expand(len(y), -1)), h0, beam, *others), beam)


@exercise.mistake(
    "beam_search",
    "Probabilities are added, so long sentences win. Add their logarithms.",
    "確率を足しているため、長い文ほど有利になります。確率の対数を足します。",
)
def probabilities_added(*args: Any) -> Results:
    return best(search(*args, gain=lambda logits: torch.softmax(logits, -1)), args[2])


@exercise.mistake(
    "beam_search",
    "The score is a product of probabilities. It is the sum of their logarithms, divided by the length to the power of"
    " alpha.",
    "スコアが確率の積になっています。確率の対数の和を、長さの alpha 乗で割ったものです。",
)
def probabilities_multiplied(*args: Any) -> Results:
    return best(search(*args, final=lambda total, tokens, alpha: math.exp(total) / len(tokens) ** alpha), args[2])


@exercise.mistake(
    "beam_search",
    "Logits are added, which cannot be compared between steps. Apply log_softmax to the logits of each step first.",
    "logits をそのまま足していますが、logits は時刻の間で比べられません。先に各時刻の logits に log_softmax を適用します。",
)
def logits_added(*args: Any) -> Results:
    return best(search(*args, gain=lambda logits: logits), args[2])


@exercise.mistake(
    "beam_search",
    "The score of a hypothesis is the log-probability of its last token. Add up those of all its tokens.",
    "仮説のスコアが最後のトークンの対数確率だけになっています。すべてのトークンの対数確率を足します。",
)
def only_the_last_token_counts(*args: Any) -> Results:
    return best(search(*args, total_of=lambda total, gained: gained), args[2])


def first_of_each(candidates: list[Any], beam: int, ended: int) -> list[Any]:
    """The best continuation of each hypothesis; at the first step, the best `beam` of the only one."""
    if len(candidates[0][1]) == 1:
        return candidates[:beam]
    firsts = {parent: candidate for candidate in reversed(candidates) for parent in [candidate[2]]}
    return sorted(firsts.values(), key=lambda c: (-c[0], c[1]))


@exercise.mistake(
    "beam_search",
    "Each hypothesis keeps its own best continuation, so hypotheses never compete. Rank the continuations of all of them"
    " together.",
    "仮説ごとに最良の続きを 1 つずつ残しているため、仮説どうしが競争していません。すべての仮説の続きをまとめて順位付けします。",
)
def one_continuation_each(*args: Any) -> Results:
    return best(search(*args, choose=first_of_each), args[2])


@exercise.mistake(
    "beam_search",
    "Hypotheses go on after EOS. A continuation that ends with EOS leaves the beam and is kept aside.",
    "EOS のあとも仮説が続いています。EOS で終わった候補はビームから外し、別に取っておきます。",
)
def goes_on_after_the_end(*args: Any) -> Results:
    return best(search(*args, ends=False), args[2])


@exercise.mistake(
    "beam_search",
    "A hypothesis that ends is put aside, and goes on in the beam as well. It leaves the beam.",
    "終わった仮説を取り分けたうえで、ビームの中でも続けています。終わった仮説はビームから外します。",
)
def ends_and_goes_on(*args: Any) -> Results:
    return best(search(*args, goes_on=True), args[2])


@exercise.mistake(
    "beam_search",
    "The search stops as soon as one hypothesis has ended. A longer one may be better: go on until nothing is live.",
    "1 つの仮説が終わった時点で探索を止めています。より長い仮説のほうが良いこともあります。続いている仮説がなくなるまで続けます。",
)
def stops_at_the_first_end(*args: Any) -> Results:
    return best(search(*args, stop=lambda chosen, ended: bool(ended)), args[2])


@exercise.mistake(
    "beam_search",
    "The search stops when the best continuation of a step ends with EOS. Others may still overtake it: go on until nothing"
    " is live.",
    "その時刻の最良の候補が EOS で終わると探索を止めています。ほかの仮説が逆転することもあります。"
    "続いている仮説がなくなるまで続けます。",
)
def stops_when_the_best_has_ended(*args: Any) -> Results:
    return best(search(*args, stop=lambda chosen, ended: chosen[0] in ended), args[2])


@exercise.mistake(
    "beam_search",
    "The search stops when as many hypotheses have ended as the beam is wide. Those that are live may be better: go on"
    " until nothing is live.",
    "終わった仮説の数がビーム幅に達すると探索を止めています。続いている仮説のほうが良いこともあります。"
    "続いている仮説がなくなるまで続けます。",
)
def stops_when_enough_have_ended(*args: Any) -> Results:
    return best(search(*args, stop=lambda chosen, ended: len(ended) >= args[2]), args[2])


@exercise.mistake(
    "beam_search",
    "The beam gets narrower with each hypothesis that ends. At every step the best `beam` continuations are kept, however"
    " many have ended before.",
    "仮説が終わるたびにビームが狭くなっています。それまでにいくつ終わっていても、各時刻で上位 beam 個の候補を残します。",
)
def beam_gets_narrower(*args: Any) -> Results:
    return best(search(*args, choose=lambda candidates, beam, ended: candidates[: max(beam - ended, 0)]), args[2])


@exercise.mistake(
    "beam_search",
    "Hypotheses that have not ended at max_len are dropped. They compete with the others.",
    "max_len までに終わらなかった仮説を捨てています。終わった仮説と一緒に順位付けします。",
)
def unfinished_dropped(*args: Any) -> Results:
    return best(search(*args, unfinished=lambda ended: False), args[2])


@exercise.mistake(
    "beam_search",
    "Unfinished hypotheses are used only where none has ended. At max_len they compete with those that have.",
    "終わった仮説が 1 つもないときにしか、途中の仮説を使っていません。max_len では、終わった仮説と一緒に順位付けします。",
)
def unfinished_only_for_want_of_others(*args: Any) -> Results:
    return best(search(*args, unfinished=lambda ended: not ended), args[2])


@exercise.mistake(
    "beam_search",
    "alpha is not used. At the end, divide each sum by the length to the power of alpha.",
    "alpha が使われていません。最後に、それぞれの和を長さの alpha 乗で割ります。",
)
def length_ignored(*args: Any) -> Results:
    return best(search(*args, final=lambda total, tokens, alpha: total), args[2])


@exercise.mistake(
    "beam_search",
    "The length counts BOS. It counts the tokens that were generated, EOS included and BOS not.",
    "長さに BOS が数えられています。数えるのは生成したトークンで、EOS は含み、BOS は含みません。",
)
def length_with_beginning(*args: Any) -> Results:
    return best(search(*args, final=lambda total, tokens, alpha: total / (len(tokens) + 1) ** alpha), args[2])


@exercise.mistake(
    "beam_search",
    "The length leaves EOS out. It counts the tokens that were generated, EOS included.",
    "長さに EOS が数えられていません。生成したトークンを EOS も含めて数えます。",
)
def length_without_end(step_fn: StepFunction, h0: Tensor, beam: int, max_len: int, alpha: float = 0.0, bos: int = BOS, eos: int = EOS) -> Results:  # fmt: skip
    def final(total: float, tokens: Prefix, alpha: float) -> float:
        return total / float(max(len(tokens) - (tokens[-1] == eos), 1) ** alpha)

    return best(search(step_fn, h0, beam, max_len, alpha, bos, eos, final=final), beam)


@exercise.mistake(
    "beam_search",
    "The length leaves EOS out, so that of EOS alone is 0, by which nothing can be divided. It counts the tokens that were"
    " generated, EOS included.",
    "長さに EOS が数えられていないため、EOS だけの仮説では 0 で割ることになります。生成したトークンを EOS も含めて数えます。",
)
def divided_by_no_length(step_fn: StepFunction, h0: Tensor, beam: int, max_len: int, alpha: float = 0.0, bos: int = BOS, eos: int = EOS) -> Results:  # fmt: skip
    def final(total: float, tokens: Prefix, alpha: float) -> float:
        return total / float((len(tokens) - (tokens[-1] == eos)) ** alpha)

    return best(search(step_fn, h0, beam, max_len, alpha, bos, eos, final=final), beam)


@exercise.mistake(
    "beam_search",
    "The score is multiplied by the length to the power of alpha, which punishes long sentences even more, since"
    " log-probabilities are negative. Divide.",
    "長さの alpha 乗を掛けています。対数確率は負なので、長い文がさらに不利になります。割り算にします。",
)
def multiplied_by_the_length(*args: Any) -> Results:
    return best(search(*args, final=lambda total, tokens, alpha: total * len(tokens) ** alpha), args[2])


@exercise.mistake(
    "beam_search",
    "The length penalty is ((5 + L) / 6) ** alpha, as in Wu et al. (2016). Here it is L ** alpha.",
    "長さのペナルティが ((5 + L) / 6) ** alpha（Wu et al. 2016 の形）です。ここでは L ** alpha です。",
)
def penalty_of_another_kind(*args: Any) -> Results:
    return best(search(*args, final=lambda total, tokens, alpha: total / ((5 + len(tokens)) / 6) ** alpha), args[2])


@exercise.mistake(
    "beam_search",
    "The results are ordered by the sums, before the division by the length. Divide first, then sort.",
    "長さで割る前の和の順に並んでいます。割ってから並べます。",
)
def sorted_before_dividing(*args: Any) -> Results:
    return best(sorted(search(*args), key=lambda result: -result[2]), args[2])


@exercise.mistake(
    "beam_search",
    "The results are not sorted: those that ended first come first. The best score comes first.",
    "結果が並べ替えられておらず、先に終わったものが先に並んでいます。スコアの高い順に並べます。",
)
def results_not_sorted(*args: Any) -> Results:
    found = search(*args)
    ends = {args[6] if len(args) > 6 else EOS}
    return best(sorted(found, key=lambda result: (result[0][-1] not in ends, len(result[0]), -result[2])), args[2])


@exercise.mistake(
    "beam_search",
    "The hypotheses are sorted from the worst to the best, and the worst are returned. The best score, the largest, comes"
    " first.",
    "スコアの低い順に並べ、最も悪いものから選んでいます。スコアの高い順に並べます。",
)
def worst_first(*args: Any) -> Results:
    return best(search(*args)[::-1], args[2])


@exercise.mistake(
    "beam_search",
    "The results are the right ones, with the worst of them first. The best score, the largest, comes first.",
    "結果は正しいのですが、スコアの低い順に並んでいます。最も大きいスコアを先頭にします。",
)
def results_reversed(*args: Any) -> Results:
    return best(search(*args), args[2])[::-1]


@exercise.mistake(
    "beam_search",
    "Only one hypothesis is kept, which is greedy decoding. Keep the best `beam`.",
    "仮説を 1 つしか残していません。それは貪欲法です。上位 beam 個を残します。",
)
def width_ignored(step_fn: StepFunction, h0: Tensor, beam: int, *others: Any) -> Results:
    return best(search(step_fn, h0, 1, *others), 1)


@exercise.mistake(
    "beam_search",
    "The search starts with several copies of BOS, so the beam fills with equal hypotheses. Start with one.",
    "同じ BOS をいくつも並べて始めているため、ビームが同じ仮説で埋まっています。1 つから始めます。",
)
def starts_with_copies(*args: Any) -> Results:
    return best(search(*args, start=args[2]), args[2])


@exercise.mistake(
    "beam_search",
    "A beam that is wider than the vocabulary raises an exception: topk cannot take more than there is. Take at most all"
    " continuations.",
    "ビーム幅が語彙より大きいと例外が発生しています。topk は要素数より多くは取れません。候補の数を上限にします。",
)
def no_wider_than_the_vocabulary(step_fn: StepFunction, h0: Tensor, beam: int, *others: Any) -> Results:
    def narrow(y: Tensor, h: Tensor) -> tuple[Tensor, Tensor]:
        logits, h_new = step_fn(y, h)
        logits.topk(beam)
        return logits, h_new

    return best(search(narrow, h0, beam, *others), beam)


@exercise.mistake(
    "beam_search",
    "More than `beam` results come back, all that were found. Return the best `beam` only.",
    "見つかった仮説がすべて返され、beam 個を超えています。上位 beam 個だけを返します。",
)
def all_results(*args: Any) -> Results:
    return best(search(*args), 10**6)


# Programs that are wrong where hypotheses that end late are better, in ways that are too many to be named.


def hasty() -> tuple[Search, ...]:
    """Searches that stop once what is live looks worse than what has ended, or that drop what has ended by its sum."""

    def stopping(enough: int, power: float) -> Search:
        def hopeless(chosen: list[Any], ended: list[Any]) -> bool:
            over = sorted((c[0] / len(c[1]) ** power for c in ended), reverse=True)
            live = max(c[0] / len(c[1]) ** power for c in chosen if c not in ended)
            return len(over) >= enough and over[enough - 1] >= live

        return lambda *args: best(search(*args, stop=hopeless), args[2])

    def pruning(live_too: bool) -> Search:
        def pruned(*args: Any) -> Results:
            found = sorted(search(*args), key=lambda result: -result[2])
            places = [result for result in found if live_too or result[0][-1] == EOS][: args[2]]
            rest = [result for result in found if not live_too and result[0][-1] != EOS]
            return best(sorted(places + rest, key=lambda result: -result[1]), args[2])

        return pruned

    stops = [stopping(enough, power) for enough in (1, 3) for power in (0.0, 1.0)]
    return (*stops, pruning(False), pruning(True))


@exercise.mistake(
    "beam_search",
    "Only the best result comes back. Return up to `beam`, in a list.",
    "最良の結果だけが返されています。最大 beam 個をリストで返します。",
)
def only_the_best(*args: Any) -> Results:
    return best(search(*args), 1)


@exercise.mistake(
    "beam_search",
    "One pair of tokens and score comes back. Return a list of up to `beam` such pairs.",
    "トークンとスコアの組が 1 つだけ返されています。そのような組を最大 beam 個、リストに入れて返します。",
)
def one_result_without_a_list(*args: Any) -> tuple[list[int], float]:
    return best(search(*args), 1)[0]


@exercise.mistake(
    "beam_search",
    "The tokens start with BOS. BOS is fed to the decoder, but it is none of the tokens that it produces.",
    "トークンの先頭に BOS があります。BOS はデコーダに入力するもので、生成されたトークンではありません。",
)
def beginning_in_the_results(*args: Any) -> Results:
    return [([args[5] if len(args) > 5 else BOS, *tokens], score) for tokens, score in best(search(*args), args[2])]


@exercise.mistake(
    "beam_search",
    "EOS is cut off the tokens. It belongs to them where a hypothesis has ended.",
    "トークンから EOS が取り除かれています。終わった仮説では EOS も含めます。",
)
def end_cut_off(*args: Any) -> Results:
    eos = args[6] if len(args) > 6 else EOS
    return [([token for token in tokens if token != eos], score) for tokens, score in best(search(*args), args[2])]


@exercise.mistake(
    "beam_search",
    "There is one step too many: max_len tokens are the most.",
    "1 ステップ多く実行しています。トークンは最大で max_len 個です。",
)
def one_step_too_many(step_fn: StepFunction, h0: Tensor, beam: int, max_len: int, *others: Any) -> Results:
    return best(search(step_fn, h0, beam, max_len + 1, *others), beam)


@exercise.mistake(
    "beam_search",
    "The scores are tensors. Return Python floats, as item() or tolist() makes them.",
    "スコアがテンソルのままです。item() や tolist() で Python の float にして返します。",
)
def scores_are_tensors(*args: Any) -> list[tuple[list[int], Tensor]]:
    return [(tokens, torch.tensor(score, dtype=args[1].dtype)) for tokens, score in best(search(*args), args[2])]


@exercise.mistake(
    "beam_search",
    "EOS is taken to be 2. Use the argument eos.",
    "EOS を 2 と決めつけています。引数 eos を使います。",
)
def end_taken_to_be_two(*args: Any) -> Results:
    return best(search(*args[:6]), args[2])


@exercise.mistake(
    "beam_search",
    "BOS is taken to be 1. Use the argument bos.",
    "BOS を 1 と決めつけています。引数 bos を使います。",
)
def beginning_taken_to_be_one(step_fn: StepFunction, h0: Tensor, beam: int, max_len: int, alpha: float = 0.0, bos: int = BOS, eos: int = EOS) -> Results:  # fmt: skip
    return best(search(step_fn, h0, beam, max_len, alpha, BOS, eos), beam)
