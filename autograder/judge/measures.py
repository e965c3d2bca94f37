"""Figures that goals are about: each from what a run returned, and what it is held against, to one number.

`results` are the results that the goal names, `against` is what the run knows: numpy arrays, numbers and texts, in
lists and dicts. Their structure and shapes were checked before; their numbers may be anything.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

Measure = Callable[[Sequence[Any], Any], float]


def cross_entropy(results: Sequence[Any], against: Any) -> float:
    """Mean negative log-likelihood, in nats, of the ids `against` ``[...]`` under logits ``[..., V]``."""
    logits = np.asarray(results[0], dtype=np.float64)
    shifted = logits - logits.max(-1, keepdims=True)
    chosen = np.take_along_axis(shifted, np.asarray(against)[..., None], -1)[..., 0]
    return float((np.log(np.exp(shifted).sum(-1)) - chosen).mean())


def accuracy(results: Sequence[Any], against: Any) -> float:
    """Share of rows of the logits ``[N, C]`` whose largest entry is that of the label, ``[N]``."""
    return float((np.asarray(results[0]).argmax(-1) == np.asarray(against)).mean())


def right_entries(results: Sequence[Any], against: Any) -> float:
    """Share of entries that are the ones of `against`, which has the same shape."""
    return float((np.asarray(results[0]) == np.asarray(against)).mean())


def exact_match(results: Sequence[Any], against: Any) -> float:
    """Share of sequences that are right from end to end: texts, or rows of ids."""
    return float(np.mean([np.array_equal(mine, right) for mine, right in zip(results[0], against, strict=True)]))


def gain_in_exact_match(results: Sequence[Any], against: Any) -> float:
    """By how much the first result has a larger share of right sequences than the second."""
    return exact_match(results[:1], against) - exact_match(results[1:], against)


def loss_ratio(results: Sequence[Any], against: Any) -> float:
    """The last of a list of losses over the first."""
    losses = results[0]
    return math.inf if losses[0] == 0 else float(losses[-1]) / float(losses[0])


def bleu(results: Sequence[Any], against: Any) -> float:
    """BLEU of texts whose tokens are separated by blanks, in percent, over the whole corpus: up to four tokens, brevity
    penalty, no smoothing (Papineni, Roukos, Ward and Zhu 2002). `against` has one reference for each text."""
    right, total, lengths = [0] * 4, [0] * 4, [0, 0]
    for mine, reference in zip(results[0], against, strict=True):
        a, b = mine.split(), reference.split()
        lengths = [lengths[0] + len(a), lengths[1] + len(b)]
        for n in range(4):
            ours, theirs = (Counter(tuple(x[i : i + n + 1]) for i in range(len(x) - n)) for x in (a, b))
            right[n] += (ours & theirs).total()
            total[n] += ours.total()
    if 0 in right:
        return 0.0
    precision = sum(math.log(r / t) for r, t in zip(right, total, strict=True)) / 4
    return 100 * math.exp(precision + min(0.0, 1 - lengths[1] / lengths[0]))


def mae_ratio(results: Sequence[Any], against: Any) -> float:
    """Mean absolute error of a forecast over that of the naive one; `against` holds ``truth`` and ``naive``."""
    truth = np.asarray(against["truth"], dtype=np.float64)
    ours = np.abs(np.asarray(results[0], dtype=np.float64) - truth).mean()
    return float(ours / np.abs(np.asarray(against["naive"], dtype=np.float64) - truth).mean())


def rmse_ratio(results: Sequence[Any], against: Any) -> float:
    """As `mae_ratio`, of root mean squared errors."""
    truth = np.asarray(against["truth"], dtype=np.float64)
    ours = ((np.asarray(results[0], dtype=np.float64) - truth) ** 2).mean()
    return float(np.sqrt(ours / ((np.asarray(against["naive"], dtype=np.float64) - truth) ** 2).mean()))


def largest_change(results: Sequence[Any], against: Any) -> float:
    """The largest difference between two results of the same shape."""
    first, second = (np.asarray(result, dtype=np.float64) for result in results[:2])
    return float(np.abs(first - second).max(initial=0.0))


def change_when_alone(results: Sequence[Any], against: Any) -> float:
    """The largest difference between rows of a result and the same rows asked for alone. The results come in pairs: all
    rows, then those at the positions `against`."""
    pairs = [np.asarray(result, dtype=np.float64) for result in results]
    gaps = [np.abs(whole[against] - alone) for whole, alone in zip(pairs[::2], pairs[1::2], strict=True)]
    return float(np.max([gap.max(initial=0.0) for gap in gaps]))  # NaN stays NaN


def mae_ratio_first(results: Sequence[Any], against: Any) -> float:
    """As `mae_ratio`, of the first column of forecasts ``[N, H]``: one step ahead."""
    first = {name: np.asarray(values)[:, :1] for name, values in against.items()}
    return mae_ratio([np.asarray(results[0])[:, :1]], first)


def alignment(results: Sequence[Any], against: Any) -> float:
    """Share of target words whose largest attention weight among the source's own words, in rows of ``[N, T, S]``, lies
    on a right one. `against` has for each pair of sentences the number of source words, and for each target word the
    positions of its source words; target words without any do not count."""
    hits = [
        int(weights[t, :words].argmax()) in right
        for weights, (words, sentence) in zip(results[0], against, strict=True)
        for t, right in enumerate(sentence)
        if right
    ]
    return float(np.mean(hits))


MEASURES: dict[str, Measure] = {
    measure.__name__: measure
    for measure in (
        cross_entropy,
        accuracy,
        right_entries,
        exact_match,
        gain_in_exact_match,
        loss_ratio,
        bleu,
        mae_ratio,
        rmse_ratio,
        largest_change,
        alignment,
        change_when_alone,
        mae_ratio_first,
    )
}
