"""What the course covers: ``solutions/coverage.toml``, and whether it is so."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator

import msgspec

from autograder.course import Course
from autograder.exercise import CourseError


class Item(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A learning content, objective or outcome, in both languages, and the exercises that practise it."""

    en: str
    ja: str
    by: list[str]


def read_coverage(course: Course) -> dict[str, Item]:
    """The items by their number, like ``C1.1``. Raises CourseError."""
    path = course.root / "solutions" / "coverage.toml"
    try:
        return _flat(tomllib.loads(path.read_text(encoding="utf-8")))
    except (OSError, tomllib.TOMLDecodeError, msgspec.ValidationError) as error:
        raise CourseError(f"{path}: {error}") from error


def _flat(table: dict[str, object], number: str = "") -> dict[str, Item]:
    """``C1.1`` is a table in a table to TOML."""
    if "by" in table:
        return {number: msgspec.convert(table, Item)}
    items: dict[str, Item] = {}
    for key, inner in table.items():
        items |= _flat(msgspec.convert(inner, dict[str, object]), f"{number}.{key}" if number else key)
    return items


def coverage_holds(course: Course) -> Iterator[str]:
    """Every item has exercises that exist, and every exercise belongs to an item."""
    items = read_coverage(course)
    for number, item in items.items():
        if not item.by:
            yield f"coverage: {number} has no exercise"
        yield from (
            f"coverage: {number} names {name}, which does not exist" for name in item.by if name not in course.names
        )
    covered = {name for item in items.values() for name in item.by}
    yield from (f"coverage: {name} belongs to no learning content" for name in course.names if name not in covered)
