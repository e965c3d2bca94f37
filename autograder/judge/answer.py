"""Answers as they came over the wall: untrusted bytes, read into plain frozen data."""

from __future__ import annotations

import functools
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Annotated, Any

import msgspec
import numpy as np

from autograder.worker.values import MAX_DEPTH, MAX_LEAVES, numbers


class BadAnswer(Exception):
    """The bytes are not an answer. Honest code cannot cause this: the worker writes the answer, not the student."""


@dataclass(frozen=True)
class Leaf:
    """One value: kind is "tensor", "array", "object" or the Python type's name ("int", "float", "str", "NoneType")."""

    kind: str
    value: Any
    dtype: str = ""
    device: str = ""

    @property
    def array(self) -> np.ndarray:
        """The numbers of a tensor, array, int, float or bool; other kinds have none (shape ``(0,)``)."""
        if self.kind in ("tensor", "array", "int", "float", "bool"):
            return np.asarray(self.value)
        return np.zeros(0)

    @functools.cached_property
    def scale(self) -> np.ndarray:
        """What errors of floats are measured by, ``1 + |e|`` for each entry, or NaN where it is not finite. Of expected
        answers, which are held against those of a whole class."""
        return np.where(np.isfinite(self.array), 1 + np.abs(self.array), np.nan)


@dataclass(frozen=True)
class Container:
    """A list, tuple (both "sequence") or "dict" with its parts by key."""

    kind: str
    parts: tuple[tuple[str, Tree], ...]


Tree = Leaf | Container


class Raised(msgspec.Struct, frozen=True):
    """An exception: `type` is a built-in's name or one of the worker's own; `message` is the student's words; `made` is
    the line that made the tensor of the CPU, where devices are mixed."""

    type: Annotated[str, msgspec.Meta(max_length=100)]
    message: Annotated[str, msgspec.Meta(max_length=500)]
    line: Annotated[int, msgspec.Meta(ge=0, lt=1 << 31)] | None
    memory: bool
    made: Annotated[int, msgspec.Meta(ge=0, lt=1 << 31)] | None = None


@dataclass(frozen=True)
class Answer:
    """What one case brought back. Keys of `gradients`, `inputs` and `calls` are labels of arguments; `disturbed` names
    state that belongs to everybody and was changed, `again` is what the same call returned a second time."""

    returned: Tree | None
    raised: Raised | None
    cut: tuple[str, ...] = ()
    gradients: Mapping[str, Tree] = field(default_factory=dict)
    inputs: Mapping[str, Tree] = field(default_factory=dict)
    calls: Mapping[str, Tree] = field(default_factory=dict)
    disturbed: tuple[str, ...] = ()
    again: Tree | None = None


class Document(msgspec.Struct, forbid_unknown_fields=True):
    """The wire form of an answer; nodes are checked by `_Reader`."""

    returned: Any
    raised: Raised | None
    cut: list[str]
    gradients: dict[str, Any]
    inputs: dict[str, Any]
    calls: dict[str, Any]
    disturbed: list[str] = []
    again: Any = None


def read_document(document: Mapping[str, Any], arrays: Mapping[str, np.ndarray] | None = None) -> Answer:
    """The answer of a trusted document: one that `autograder.worker.drive.drive` returned in this process, with its
    arrays, or one of a case file, with its numbers written out (`arrays` None)."""
    return answer_of(msgspec.json.decode(msgspec.json.encode(document), type=Document), arrays)


def read_tree(node: Any, arrays: Mapping[str, np.ndarray] | None = None) -> Tree:
    """The tree of one trusted node; `arrays` as in `read_document`."""
    return _Reader(arrays).read(node)


def answer_of(document: Document, arrays: Mapping[str, np.ndarray] | None) -> Answer:
    """The answer that a document holds; `arrays` as in `read_document`. Raises BadAnswer."""
    reader = _Reader(arrays)

    def trees(nodes: Mapping[str, Any]) -> dict[str, Tree]:
        return {label: reader.read(node) for label, node in nodes.items()}

    return Answer(
        None if document.returned is None else reader.read(document.returned),
        document.raised,
        tuple(document.cut),
        trees(document.gradients),
        trees(document.inputs),
        trees(document.calls),
        tuple(document.disturbed),
        None if document.again is None else reader.read(document.again),
    )


class _Reader:
    """Nodes to trees, with bounds on how many and how deep."""

    def __init__(self, arrays: Mapping[str, np.ndarray] | None) -> None:
        self._arrays = arrays
        self._count = 0

    def read(self, node: Any, depth: int = 0) -> Tree:
        self._count += 1
        if self._count > 4 * MAX_LEAVES or depth > 2 * MAX_DEPTH:
            raise BadAnswer("an answer has too many parts")
        if isinstance(node, list):
            return self._sequence(node, depth)
        if isinstance(node, int) and abs(node) >= 1 << 63:
            raise BadAnswer("a number is too large")
        if not isinstance(node, dict):
            return Leaf(type(node).__name__, node)
        try:
            return self._tagged(node, depth)
        except (KeyError, TypeError, ValueError, AttributeError, OverflowError) as error:
            raise BadAnswer(f"a value could not be read: {type(error).__name__}") from error

    def _sequence(self, parts: list[Any], depth: int) -> Container:
        return Container("sequence", tuple((str(i), self.read(part, depth + 1)) for i, part in enumerate(parts)))

    def _tagged(self, node: dict[str, Any], depth: int) -> Tree:
        if "tuple" in node:
            return self._sequence(node["tuple"], depth)
        if "dict" in node:
            parts = [(_key(self.read(key, depth + 1)), self.read(part, depth + 1)) for key, part in node["dict"]]
            return Container("dict", tuple(sorted(parts, key=lambda part: part[0])))
        if "float" in node:
            return Leaf("float", float(node["float"]))
        for kind in ("tensor", "array"):
            if kind in node:
                # In files of our own the numbers are written out; over the wall they always travel beside.
                array = numbers(node, node[kind], {}) if self._arrays is None else self._arrays[str(node[kind])]
                if array.dtype.kind not in "biuf":
                    raise BadAnswer(f"an array of dtype {array.dtype.name}")
                return Leaf(kind, array, str(node["dtype"])[:20], str(node.get("device", ""))[:20])
        return Leaf("object", str(node["object"])[:100])


def _key(tree: Tree) -> str:
    return str(tree.value) if isinstance(tree, Leaf) else "?"


def parts(tree: Tree, path: str = "") -> Iterator[tuple[str, Leaf]]:
    """The leaves of a tree with their paths, as in `autograder.worker.values.leaves`."""
    if isinstance(tree, Leaf):
        yield path, tree
        return
    for key, part in tree.parts:
        yield from parts(part, f"{path}.{key}" if path else key)
