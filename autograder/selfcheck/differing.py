"""Which results of a case differ, and what kind of picture shows it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum

import numpy as np

from autograder.judge.answer import Answer, Leaf, Tree, parts
from autograder.judge.compare import errors
from autograder.judge.question import Question

#: A heat map with more rows or columns shows nothing.
_LONGEST = 40
_MOST_PANELS = 6
#: With fewer numbers, a sentence says as much.
_FEWEST = 4
#: Two lines that are nearer to each other, as a part of what they span, look like one.
_SEEN = 0.02
#: How the course calls results along a time axis.
_SERIES = {"the forecast", "the windows", "the prices", "X", "Y", "X_test", "Y_test"}

_Place = tuple[int | slice, ...]


class Shown(Enum):
    """The kinds of pictures."""

    weights = "weights"
    series = "series"
    differences = "differences"


@dataclass(frozen=True)
class Differing:
    """A result that is not as expected.

    Attributes:
        name: as sentences call it.
        yours, expected: float64, of the same shape.
        wrong: which entries differ by more than the tolerance.
        part: where in the whole result these numbers are, like ``[0, :, 1]``, or "".
    """

    shown: Shown
    name: str
    yours: np.ndarray
    expected: np.ndarray
    wrong: np.ndarray
    part: str = ""

    @property
    def first(self) -> tuple[int, ...]:
        """The first entry that differs."""
        return tuple(int(i) for i in np.unravel_index(int(np.argmax(self.wrong)), self.wrong.shape))

    @property
    def apart(self) -> np.ndarray:
        """|yours - expected|; infinite where the two cannot be subtracted."""
        with np.errstate(invalid="ignore", over="ignore"):
            apart = np.abs(self.yours - self.expected)
        return np.where(self.wrong, np.where(np.isfinite(apart), apart, np.inf), 0.0)


def differing(question: Question, answer: Answer) -> Differing | None:
    """What a picture can show best: weights, where such differ; else the first result, or gradient, that does."""
    if question.target is not None or answer.raised is not None or question.expected.raised is not None:
        return None
    results = list(_pairs(question.expected.returned, answer.returned))
    named = [(question.name_of(path), mine, theirs) for path, mine, theirs in results]
    for label, expected in question.expected.gradients.items():
        named += [
            (f"the gradient of {label}", mine, theirs)
            for _, mine, theirs in _pairs(expected, answer.gradients.get(label))
        ]
    wrong = [(name, mine, theirs, errors(mine, theirs) > question.tolerance) for name, mine, theirs in named]
    found = [_shown(name, mine, theirs, bad) for name, mine, theirs, bad in wrong if bad.any()]
    weights = [each for each in found if each is not None and each.shown is Shown.weights]
    return (weights or found or [None])[0]


def _pairs(expected: Tree | None, actual: Tree | None) -> Iterator[tuple[str, np.ndarray, np.ndarray]]:
    """Arrays at the same place with the same shape."""
    if expected is None or actual is None:
        return
    mine = dict(parts(actual))
    for path, theirs in parts(expected):
        own = mine.get(path, Leaf("NoneType", None))
        if theirs.kind in ("tensor", "array") and own.kind == theirs.kind and own.array.shape == theirs.array.shape:
            yield path, own.array.astype(np.float64), theirs.array.astype(np.float64)


def _shown(name: str, yours: np.ndarray, expected: np.ndarray, wrong: np.ndarray) -> Differing | None:
    whole = Differing(Shown.differences, name, yours, expected, wrong)
    if expected.ndim in (2, 3) and max(expected.shape[-2:]) <= _LONGEST and _are_weights(expected):
        return _at(whole, Shown.weights, whole.first[:-2])
    if name.split(" of call")[0] in _SERIES and expected.ndim <= 3 and _steps(expected) > 2:
        first = whole.first
        place: _Place = () if expected.ndim == 1 else (first[0], slice(None), *first[2:])
        series = _at(whole, Shown.series, place)
        if float(series.apart.max()) > _SEEN * float(np.ptp(series.expected) + np.abs(series.expected).max()):
            return series
    fits = 1 <= expected.ndim <= 3 and max(expected.shape[-2:]) <= _LONGEST
    panels = expected.shape[0] if expected.ndim == 3 else 1
    return whole if fits and panels <= _MOST_PANELS and expected.size >= _FEWEST else None


def _are_weights(expected: np.ndarray) -> bool:
    """Whether each row, of at least two, sums to 1, as attention weights do; a row without keys to 0."""
    sums = expected.sum(axis=-1)
    rows = (np.abs(sums - 1) < 1e-6) | (sums == 0)
    return bool((expected >= 0).all() and rows.all() and sums.any()) and expected.shape[-1] > 1 and expected.size > 2


def _steps(expected: np.ndarray) -> int:
    return int(expected.shape[0 if expected.ndim == 1 else 1])


def _at(whole: Differing, shown: Shown, place: _Place) -> Differing:
    part = f"[{', '.join(':' if isinstance(each, slice) else str(each) for each in place)}]" if place else ""
    cut = (
        (whole.yours[place], whole.expected[place], whole.wrong[place])
        if place
        else (whole.yours, whole.expected, whole.wrong)
    )
    return Differing(shown, whole.name, *cut, part)
