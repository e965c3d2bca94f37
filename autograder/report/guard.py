"""What may leave the gradebook: findings about answers that student code made while it could see hidden inputs.

A shape, a type's name or a number of calls can spell anything. Facts are passed on only where they are one of a few
that honest mistakes need; the gradebook keeps the rest for the instructor.
"""

from __future__ import annotations

import builtins
import json
from collections.abc import Callable, Mapping

import msgspec

from autograder.judge.compare import CALLED
from autograder.judge.messages import Finding

Facts = Mapping[str, str | int]

_DTYPES = {f"{kind}{bits}" for kind in ("float", "int") for bits in (8, 16, 32, 64)} | {"bool", "uint8", "bfloat16"}
_MANY = 9


def guarded(finding: Finding) -> Finding:
    """The finding as a student may read it."""
    facts = {name: fact for name, fact in finding.facts.items() if name != "message"}
    guard = _GUARDS.get(finding.code)
    return msgspec.structs.replace(finding, facts=facts if guard is None else {**facts, **guard(facts)})


def _without_numbers(facts: Facts) -> Facts:
    return {"got": "", "expected": ""}


def _without_figure(facts: Facts) -> Facts:
    return {"got": ""}


def _shape(facts: Facts) -> Facts:
    """Shapes made of the expected sizes, 0 and 1 only."""
    allowed = {*json.loads(str(facts["expected"])), 0, 1}
    got = json.loads(str(facts["got"]))
    return {"got": facts["got"] if len(got) <= 6 and allowed.issuperset(got) else "[?]"}


def _type(facts: Facts) -> Facts:
    return {"got": facts["got"] if facts["got"] in CALLED.values() else "something else"}


def _dtype(facts: Facts) -> Facts:
    return {"got": facts["got"] if facts["got"] in _DTYPES else "another one"}


def _device(facts: Facts) -> Facts:
    return {"got": facts["got"] if facts["got"] in ("cpu", "cuda", "stand-in") else "another one"}


def _count(facts: Facts) -> Facts:
    return facts if int(facts["got"]) <= _MANY else _calls(facts)


def _calls(facts: Facts) -> Facts:
    return {"got": "fewer" if int(facts["got"]) < int(facts["expected"]) else "more"}


def _raised(facts: Facts) -> Facts:
    return {"type": _exception(facts["type"]), "line": _line(facts, "line", "source")}


def _mixed(facts: Facts) -> Facts:
    return {"line": _line(facts, "line", "source"), "made": _line(facts, "made", "made_source")}


def _kept(facts: Facts) -> Facts:
    return {"line": _line(facts, "line", "source")}


def _line(facts: Facts, line: str, source: str) -> str | int:
    """A line that the file does not have could spell anything."""
    return facts.get(line, "?") if facts.get(source) else "?"


def _raised_outside(facts: Facts) -> Facts:
    return {"type": _exception(facts["type"])}


def _other(facts: Facts) -> Facts:
    return {"got": _exception(facts["got"])}


def _exception(name: str | int) -> str:
    known = getattr(builtins, str(name), None)
    return str(name) if isinstance(known, type) and issubclass(known, BaseException) else "an exception"


_GUARDS: dict[str, Callable[[Facts], Facts]] = {
    "values": _without_numbers,
    "value": _without_numbers,
    "fed": _without_numbers,
    "goal_low": _without_figure,
    "goal_high": _without_figure,
    "too_good": _without_figure,
    "shape": _shape,
    "shape_exchanged": _shape,
    "type": _type,
    "dtype": _dtype,
    "device": _device,
    "device_mixed": _mixed,
    "device_kept": _kept,
    "device_numpy": _kept,
    "count": _count,
    "fed_calls": _calls,
    "raised": _raised,
    "raised_outside": _raised_outside,
    "loading": _raised,
    "should_raise_other": _other,
}
