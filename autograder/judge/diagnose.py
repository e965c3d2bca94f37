"""Known mistakes: whose answers are these?

The answer of each known mistake to a case is kept as a *fingerprint*: its structure, and a few weighted sums of its
numbers. That is enough to recognise the answer within a tolerance, and not enough to make one, so fingerprints of
public cases are shipped to students.
"""

from __future__ import annotations

import functools
import zlib
from collections.abc import Iterator, Mapping, Sequence

import msgspec
import numpy as np

from autograder.judge.answer import Answer, Leaf, Tree, parts

_SUMS = 4
#: Of a larger array only so many numbers count: a hostile answer must not cost more than an honest one.
_MOST = 1 << 16
_NAN, _INFINITY = 1234.5, 5432.1


class Fingerprint(msgspec.Struct, frozen=True):
    """`structure` identifies types, shapes and exceptions; `sums` are weighted sums of all numbers, and `scales` bound
    how far a sum moves when every number moves by one tolerance."""

    structure: int
    sums: tuple[float, ...]
    scales: tuple[float, ...]


def fingerprint(answer: Answer) -> Fingerprint:
    """The fingerprint of an answer."""
    structure, sums, scales = [], np.zeros(_SUMS), np.zeros(_SUMS)
    for path, leaf in _all_parts(answer):
        numbers = leaf.array.ravel()[:_MOST].astype(np.float64)
        array = np.nan_to_num(numbers, nan=_NAN, posinf=_INFINITY, neginf=-_INFINITY)
        text = leaf.value if leaf.kind in ("str", "object") else ""
        kind = "float" if leaf.kind == "int" else leaf.kind
        structure.append(f"{path}:{kind}:{leaf.array.shape}:{text}")
        weights = _weights(path, array.size)
        sums += weights @ array
        scales += np.abs(weights) @ (1 + np.abs(array))
    return Fingerprint(zlib.crc32("|".join(structure).encode()), _rounded(sums), _rounded(scales))


def _rounded(numbers: np.ndarray) -> tuple[float, ...]:
    return tuple(float(f"{number:.10g}") for number in numbers)


def _all_parts(answer: Answer) -> Iterator[tuple[str, Leaf]]:
    raised = answer.raised.type if answer.raised is not None else ""
    yield "raised", Leaf("str", raised)
    yield "cut", Leaf("str", " ".join(answer.cut))
    trees: list[tuple[str, Tree]] = [] if answer.returned is None else [("returned", answer.returned)]
    for group in ("gradients", "inputs", "calls"):
        trees += [(f"{group}/{label}", tree) for label, tree in getattr(answer, group).items()]
    for name, tree in trees:
        if raised and not name.startswith("calls"):
            continue
        for path, leaf in parts(tree):
            yield f"{name}/{path}", leaf


@functools.lru_cache(maxsize=2048)
def _weights(path: str, size: int) -> np.ndarray:
    """Fixed weights between -1 and 1 for the numbers at `path`, shape ``(_SUMS, size)``; the same on every machine."""
    start = zlib.crc32(path.encode()) % 1009
    index = np.arange(size, dtype=np.float64)
    return np.stack([np.cos((start + k * 17) * 0.618 + (index + 1) * (0.7548776662 + 0.3 * k)) for k in range(_SUMS)])


def matches(mine: Fingerprint, theirs: Fingerprint, tolerance: float) -> bool:
    """Whether two answers are the same within `tolerance`, as far as their fingerprints tell."""
    if mine.structure != theirs.structure:
        return False
    return all(
        abs(a - b) <= tolerance * scale + 1e-12
        for a, b, scale in zip(mine.sums, theirs.sums, theirs.scales, strict=True)
    )


def diagnose(
    answers: Sequence[tuple[Fingerprint, Mapping[str, Fingerprint], float]],
) -> str | None:
    """The known mistake whose fingerprints match all the answers, or None.

    Args:
        answers: for each case that was answered: the answer's fingerprint, those of each known mistake, the tolerance.
    """
    if not answers:
        return None
    for name in answers[0][1]:
        if all(matches(mine, known[name], tolerance) for mine, known, tolerance in answers):
            return name
    return None
