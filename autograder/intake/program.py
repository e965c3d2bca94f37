"""The code of one exercise, cut out of a notebook: what its names need, in order, and nothing else.

A notebook runs from the top, in one namespace, so the last definition of a name counts. Two exceptions keep exercises
from each other: what stands in the cell of another exercise, and is that exercise's own or was given with it, is not
taken for this one; and a stub that was left behind does not hide an answer.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from autograder.intake.changes import BUILTINS
from autograder.intake.notebook import Cell
from autograder.intake.statements import Statement, Unrun, statements

#: Functions that are defined above those that they use cost one more look each; after so many everything is taken.
MAX_ROUNDS = 50
_NOWHERE = ("", 0)


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
        started: whether a name that is graded has no stub left in it.
        unrun: why the exercise's own cell does not run, if that is why nothing of it is there.
        places: for each line of the source its cell and the line there; ("", 0) where it is from none.
    """

    source: str
    cells: tuple[str, ...]
    answered: int
    started: bool
    unrun: str = ""
    places: tuple[tuple[str, int], ...] = ()


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
        found = _without_repeats(_of(exercise, _adopted(self._statements, wanted), wanted), exercise)
        usable = _unhidden(found, names)
        answers = [statement for statement in usable if statement.binds & names]
        started = not all(answer.stub for answer in answers)
        if not started:
            unrun = next((each for each in self.unrun if _concerns(each, exercise, names)), None)
            if unrun is not None:
                return Program("", (unrun.place,), 1, False, unrun.reason)
        if not answers:
            return None
        kept = _needed(usable, names)
        cells = tuple(dict.fromkeys(statement.place for statement in kept))
        lines = list(_composed(kept))
        source = "".join(f"{text}\n" for text, _ in lines)
        answered = sum(answer.answered for answer in answers)
        return Program(source, cells, answered, started, places=tuple(place for _, place in lines))


def _concerns(unrun: Unrun, exercise: str, names: frozenset[str]) -> bool:
    return exercise in unrun.exercises if unrun.exercises else bool(unrun.names & names)


def _of(exercise: str, found: Sequence[Statement], wanted: Mapping[str, Wanted]) -> Iterator[Statement]:
    """The statements that may count for an exercise."""
    own = set[str]()
    imported = frozenset().union(*(each.binds for each in found if each.owner == exercise and not each.value))
    elsewhere = frozenset().union(*(each.binds - _given(each, wanted) for each in found))
    for statement in found:
        if statement.owner == exercise:
            own |= statement.binds
        other = statement.owner if statement.owner != exercise else ""
        if other:
            theirs = wanted[other].names | wanted[other].given if other in wanted else frozenset()
            if statement.binds & (own | (wanted[exercise].names & theirs) | (_given(statement, wanted) & elsewhere)):
                continue
        if statement.owner != exercise and statement.value and statement.binds & (imported | BUILTINS):
            continue  # sum = 0, np = 3 in a scratch cell: no part of the answer
        yield statement


def _adopted(found: Sequence[Statement], wanted: Mapping[str, Wanted]) -> list[Statement]:
    """The statements; what was given with an exercise and was copied with its answer to a cell that says nothing
    belongs to that exercise, if the name is answered in another cell."""
    beside: dict[str, set[str]] = {}
    for statement in found:
        if not statement.owner:
            beside.setdefault(statement.place, set()).update(statement.binds)
    adopted = [
        next((name for name, w in wanted.items() if each.binds & w.given and w.names <= beside[each.place]), "")
        if not each.owner
        else ""
        for each in found
    ]
    answered = frozenset().union(
        *(each.binds - _given(each, wanted) for each, name in zip(found, adopted, strict=True) if not name)
    )
    return [
        replace(each, owner=name) if name and each.binds <= answered else each
        for each, name in zip(found, adopted, strict=True)
    ]


def _without_repeats(found: Iterable[Statement], exercise: str) -> list[Statement]:
    """Without imports of what the names stand for already, but for those in the exercise's own cell."""
    kept, stand_for = list[Statement](), dict[str, str]()
    for statement in found:
        repeated = all(stand_for.get(name) == statement.text for name in statement.binds)
        if repeated and statement.imports and statement.owner != exercise:
            continue
        stand_for.update(dict.fromkeys(statement.binds, statement.text))
        kept.append(statement)
    return kept


def _given(statement: Statement, wanted: Mapping[str, Wanted]) -> frozenset[str]:
    """The names that a statement binds as they were given with the exercise that it belongs to."""
    return statement.binds & wanted[statement.owner].given if statement.owner in wanted else frozenset()


def _unhidden(found: list[Statement], names: frozenset[str]) -> list[Statement]:
    """Without the stubs of names that are answered elsewhere."""
    answered = names & frozenset().union(*(each.binds for each in found if not each.stub))
    return [each for each in found if not (each.stub and each.binds & names and each.binds & names <= answered)]


def _needed(found: Sequence[Statement], names: frozenset[str]) -> list[Statement]:
    """The statements without which `names` would have another meaning when all have run, in order."""
    later = frozenset[str]()
    for _ in range(MAX_ROUNDS):
        kept = _kept(found, names | later, later)
        used = later.union(*(statement.needs_later for statement in kept))
        if used == later:
            return kept[::-1]
        later = used
    return list(found)


def _kept(found: Sequence[Statement], at_the_end: frozenset[str], later: frozenset[str]) -> list[Statement]:
    """The statements, last first, that what `at_the_end` stands for depends on, if functions use the names `later`."""
    live, kept = set(at_the_end), list[Statement]()
    for statement in reversed(found):
        if statement.always or (statement.binds | statement.changes) & live:
            kept.append(statement)
            live -= statement.binds if statement.replaces else frozenset()
            live |= statement.needs | statement.changes
            if statement.calls:
                live |= later
    return kept


def _composed(kept: Sequence[Statement]) -> Iterator[tuple[str, tuple[str, int]]]:
    """The lines of one source, each with its cell and its line there. What concerns the compiler stands first."""
    place = ""
    for statement in sorted(kept, key=lambda each: not each.first):
        if statement.place != place and not statement.first:
            if place:
                yield "", _NOWHERE
            place = statement.place
            yield f"# {place}", _NOWHERE
        for number, text in enumerate(statement.text.split("\n"), statement.line):
            yield text, (statement.place, number)
