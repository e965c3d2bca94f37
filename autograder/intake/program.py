"""The code of one exercise, cut out of a notebook: what its names need, in order, and nothing else.

A notebook runs from the top, in one namespace, so the last definition of a name counts. Two exceptions keep exercises
from each other: what stands in the cell of another exercise, and is that exercise's own or was given with it, is not
taken for this one; and a stub that was left behind does not hide an answer.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from autograder.intake.notebook import Cell
from autograder.intake.statements import Statement, Unrun, statements


@dataclass(frozen=True)
class Wanted:
    """What a submission defines for an exercise.

    Attributes:
        names: those that are graded.
        given: other names that the exercise's stub defines.
    """

    names: frozenset[str]
    given: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Program:
    """The code of one exercise in a notebook.

    Attributes:
        source: Python, with a comment where the code of a cell begins.
        cells: those that it is from.
        answered: how many functions and methods of the names that are graded are more than stubs.
        unrun: why the exercise's own cell does not run, if that is why nothing of it is there.
    """

    source: str
    cells: tuple[str, ...]
    answered: int
    unrun: str = ""


class Notebook:
    """The statements of a notebook, taken apart once for all its exercises."""

    def __init__(self, cells: Sequence[Cell]) -> None:
        self._statements, self.unrun = statements(cells)

    @property
    def exercises(self) -> frozenset[str]:
        """The exercises that cells say they belong to."""
        marks = {statement.owner for statement in self._statements}
        return frozenset(marks.union(*(unrun.exercises for unrun in self.unrun)) - {""})

    def binds_all(self, names: frozenset[str]) -> bool:
        """Whether every one of these names is defined somewhere."""
        return names <= frozenset().union(*(statement.binds for statement in self._statements))

    def program(self, exercise: str, wanted: Mapping[str, Wanted]) -> Program | None:
        """The code of `exercise`, or None where there is none. `wanted` tells of all exercises."""
        names = wanted[exercise].names
        usable = _unhidden(list(_of(exercise, self._statements, wanted)), names)
        answers = [statement for statement in usable if statement.binds & names]
        if all(answer.stub for answer in answers):
            unrun = next((each for each in self.unrun if _concerns(each, exercise, names)), None)
            if unrun is not None:
                return Program("", (unrun.place,), 1, unrun.reason)
        if not answers:
            return None
        kept = _needed(usable, names)
        cells = tuple(dict.fromkeys(statement.place for statement in kept))
        return Program(_composed(kept), cells, sum(answer.answered for answer in answers))


def _concerns(unrun: Unrun, exercise: str, names: frozenset[str]) -> bool:
    return exercise in unrun.exercises if unrun.exercises else bool(unrun.names & names)


def _of(exercise: str, found: Sequence[Statement], wanted: Mapping[str, Wanted]) -> Iterator[Statement]:
    """The statements that may count for an exercise."""
    own = frozenset().union(*(each.binds for each in found if each.owner == exercise))
    for statement in found:
        other = statement.owner if statement.owner != exercise else ""
        if other:
            theirs = wanted[other].names | wanted[other].given if other in wanted else frozenset()
            if statement.binds & (own | (wanted[exercise].names & theirs)):
                continue
        yield statement


def _unhidden(found: list[Statement], names: frozenset[str]) -> list[Statement]:
    """Without the stubs of names that are answered elsewhere."""
    answered = names & frozenset().union(*(each.binds for each in found if not each.stub))
    return [each for each in found if not (each.stub and each.binds & names and each.binds & names <= answered)]


def _needed(found: Sequence[Statement], names: frozenset[str]) -> list[Statement]:
    """The statements without which `names` would have another meaning when all have run, in order."""
    at_the_end = set(names)
    while True:
        live, kept, later = set(at_the_end), list[Statement](), set[str]()
        for statement in reversed(found):
            if statement.always or (statement.binds | statement.changes) & live:
                kept.append(statement)
                live -= statement.binds if statement.replaces else frozenset()
                live |= statement.needs | statement.changes
                later |= statement.needs_later
        if later <= at_the_end:
            return kept[::-1]
        at_the_end |= later


def _composed(kept: Sequence[Statement]) -> str:
    """One source. What concerns the compiler stands first."""
    lines, place = [each.text for each in kept if each.first], ""
    for statement in (each for each in kept if not each.first):
        if statement.place != place:
            place = statement.place
            lines.append(f"\n# {place}")
        lines.append(statement.text)
    return "\n".join(lines).lstrip("\n") + "\n"
