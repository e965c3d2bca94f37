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

from autograder.judge.answer import Answer, Container, Leaf, Tree, parts

_SUMS = 4
#: Of a larger answer only so many numbers count: a hostile answer must not cost more than an honest one.
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
    outlines, sums, scales, left = [], np.zeros(_SUMS), np.zeros(_SUMS), _MOST
    for name, tree in _trees(answer):
        outlines.append(f"{name}={_outline(tree)}")
        for path, leaf in parts(tree):
            numbers = leaf.array.ravel()[:left].astype(np.float64)
            left -= numbers.size
            array = np.nan_to_num(numbers, nan=_NAN, posinf=_INFINITY, neginf=-_INFINITY)
            weights = _weights(f"{name}/{path}", array.size)
            with np.errstate(over="ignore", invalid="ignore"):
                sums += weights @ array
                scales += np.abs(weights) @ (1 + np.abs(array))
    return Fingerprint(zlib.crc32("|".join(outlines).encode()), _rounded(sums), _rounded(scales))


def _rounded(numbers: np.ndarray) -> tuple[float, ...]:
    return tuple(float(f"{number:.10g}") for number in numbers)


def _trees(answer: Answer) -> Iterator[tuple[str, Tree]]:
    """Everything that an answer holds, by name. What was computed before an exception does not count."""
    raised = answer.raised.type if answer.raised is not None else ""
    yield "raised", Leaf("str", raised)
    yield "cut", Leaf("str", " ".join(answer.cut))
    if answer.returned is not None and not raised:
        yield "returned", answer.returned
    for group in ("calls",) if raised else ("gradients", "inputs", "calls"):
        for label, tree in getattr(answer, group).items():
            yield f"{group}/{label}", tree


def _outline(tree: Tree) -> str:
    """Types, shapes and texts of a tree, without its numbers."""
    if isinstance(tree, Container):
        return f"{tree.kind}[{','.join(f'{key}:{_outline(part)}' for key, part in tree.parts)}]"
    kind = "float" if tree.kind == "int" else tree.kind
    text = tree.value if tree.kind == "str" else ""  # not the name of a class, which is the student's own
    return f"{kind}{tree.array.shape}{text}"


@functools.lru_cache(maxsize=512)
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
