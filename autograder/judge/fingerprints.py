"""Fingerprints of answers: enough to recognise one, not enough to make it.

Of the answer of each known mistake to a case, the parts that differ from the expected answer are kept as
*fingerprints*: their structure, and a few weighted sums of their numbers. That is enough to recognise a part within a
tolerance, and not enough to make one, so fingerprints of public cases are shipped to students.

A part is one tensor or number that came back, one gradient, one argument after the call, an exception. Two mistakes in
one program often show in different parts, so that each can be recognised where the other does not reach.
"""

from __future__ import annotations

import functools
import zlib
from collections.abc import Iterator, Mapping

import msgspec
import numpy as np

from autograder.judge.answer import Answer, Container, Leaf, Tree, parts

_SUMS = 3
#: Of a larger answer only so many numbers count: a hostile answer must not cost more than an honest one.
_MOST = 1 << 16
_NAN, _INFINITY = 1234.5, 5432.1


class Part(msgspec.Struct, frozen=True, array_like=True):
    """`outline` identifies type, shape and texts; `sums` are weighted sums of the numbers, and `scales` bound how far a
    sum moves when every number moves by one tolerance."""

    outline: int
    sums: tuple[float, ...] = ()
    scales: tuple[float, ...] = ()


#: The parts of an answer by name: all of them, or those that differ from the expected answer's.
Fingerprint = Mapping[str, Part]

#: What stands for a part that is expected and missing.
MISSING = Part(0)


def fingerprint(answer: Answer) -> Fingerprint:
    """The fingerprint of every part of an answer."""
    found: dict[str, Part] = {}
    left = _MOST
    for name, tree in _trees(answer):
        found[name] = Part(zlib.crc32(_skeleton(tree).encode()))
        for path, leaf in parts(tree):
            numbers = leaf.array.ravel()[:left].astype(np.float64)
            left -= numbers.size
            found[f"{name}/{path}"] = _part(f"{name}/{path}", leaf, numbers)
    return found


def _part(name: str, leaf: Leaf, numbers: np.ndarray) -> Part:
    outline = zlib.crc32(_outline(leaf).encode())
    if not numbers.size:
        return Part(outline)
    array = np.nan_to_num(numbers, nan=_NAN, posinf=_INFINITY, neginf=-_INFINITY)
    weights = _weights(name, array.size)
    with np.errstate(over="ignore", invalid="ignore"):
        return Part(outline, _rounded(weights @ array), _rounded(np.abs(weights) @ (1 + np.abs(array))))


def _rounded(numbers: np.ndarray) -> tuple[float, ...]:
    return tuple(float(f"{number:.10g}") for number in numbers)


def _trees(answer: Answer) -> Iterator[tuple[str, Tree]]:
    """Everything that an answer holds, by name. What was computed before an exception does not count."""
    raised = answer.raised.type if answer.raised is not None else ""
    yield "raised", Leaf("str", raised)
    yield "cut", Leaf("str", " ".join(answer.cut))
    if answer.returned is not None and not raised:
        yield "returned", answer.returned
    if not raised:
        yield "disturbed", Leaf("str", " ".join(answer.disturbed))
    if answer.again is not None:
        yield "again", answer.again
    for group in ("calls",) if raised else ("gradients", "inputs", "calls"):
        for label, tree in getattr(answer, group).items():
            yield f"{group}/{label}", tree


def _skeleton(tree: Tree) -> str:
    """The containers of a tree and their keys."""
    if isinstance(tree, Container):
        return f"{tree.kind}[{','.join(f'{key}:{_skeleton(part)}' for key, part in tree.parts)}]"
    return ""


def _outline(leaf: Leaf) -> str:
    """Type, shape and text of a leaf, without its numbers."""
    kind = "float" if leaf.kind == "int" else leaf.kind
    text = leaf.value if leaf.kind == "str" else ""  # not the name of a class, which is the student's own
    return f"{kind}{leaf.array.shape}{text}"


@functools.lru_cache(maxsize=512)
def _weights(path: str, size: int) -> np.ndarray:
    """Fixed weights between -1 and 1 for the numbers at `path`, shape ``(_SUMS, size)``; the same on every machine."""
    start = zlib.crc32(path.encode()) % 1009
    index = np.arange(size, dtype=np.float64)
    return np.stack([np.cos((start + k * 17) * 0.618 + (index + 1) * (0.7548776662 + 0.3 * k)) for k in range(_SUMS)])


#: What the part "raised" is of an answer that is no exception.
NOTHING_RAISED = _part("raised/", Leaf("str", ""), np.zeros(0))


def matches(mine: Part, theirs: Part, tolerance: float) -> bool:
    """Whether two parts are the same within `tolerance`, as far as their fingerprints tell."""
    if mine.outline != theirs.outline or len(mine.sums) != len(theirs.sums):
        return False
    return all(
        abs(a - b) <= tolerance * scale + 1e-12
        for a, b, scale in zip(mine.sums, theirs.sums, theirs.scales, strict=True)
    )


def differences(mine: Fingerprint, expected: Fingerprint, tolerance: float) -> Fingerprint:
    """The parts of an answer that are not as expected."""
    differing = {
        name: part
        for name, part in mine.items()
        if name not in expected or not matches(part, expected[name], tolerance)
    }
    return differing | {name: MISSING for name in expected if name not in mine}


def same(mine: Fingerprint, theirs: Fingerprint, tolerance: float) -> bool:
    """Whether two answers differ from the expected one in the same parts, and in the same way."""
    return mine.keys() == theirs.keys() and all(matches(part, theirs[name], tolerance) for name, part in mine.items())
