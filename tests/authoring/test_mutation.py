"""Mutants change one thing in what students write; those that nobody notices are told."""

import pytest

from autograder.authoring.mutation.generic import generic_mutants
from autograder.authoring.mutation.mutant import Mutant, mutant, unique
from autograder.authoring.mutation.run import Equivalent, caught, equivalents, hunt, lines_reached, mutants_of
from autograder.authoring.mutation.tensors import global_mutants, tensor_mutants
from autograder.course import Course
from autograder.exercise import CourseError
from autograder.questions import set_paper
from autograder.sandbox.wall import Wall

CODE = """\
import torch


def gate(x, c, reset=False):
    scale = 2
    # BEGIN SOLUTION
    if reset:
        c = torch.zeros_like(c)
    i, f = x.chunk(2, dim=-1)
    return torch.sigmoid(i) * c + f, c
    # END SOLUTION
"""


def changes(made: list[Mutant]) -> set[str]:
    """What the changed lines look like."""
    return {one.now for one in made}


def test_only_what_students_write_is_changed() -> None:
    """The line outside of the solution region stays; every mutant is another program."""
    made = list(unique((*generic_mutants(CODE), *tensor_mutants(CODE), *global_mutants(CODE))))
    assert len(made) > 30
    assert all("scale = 2" in one.source for one in made)
    assert len({one.source for one in made}) == len(made)
    assert mutant("none", CODE, CODE) is None
    assert mutant("broken", CODE, CODE.replace("c + f", "c +")) is None


@pytest.mark.parametrize(
    "changed",
    [
        "(f, i) = x.chunk(2, dim=-1)",
        "i, f = x.chunk(2, dim=0)",
        "return torch.tanh(i) * c + f, c",
        "return (torch.sigmoid(i) * c), c",
        "return (c, torch.sigmoid(i) * c + f)",
        "return ((torch.sigmoid(i) * c + f).detach(), c)",
        "c = torch.ones_like(c)",
    ],
)
def test_operators_of_tensors(changed: str) -> None:
    """Gates permuted, an axis off, an activation exchanged, a term dropped, results exchanged, cut off the graph."""
    made = changes([one for one in tensor_mutants(CODE) if one is not None])
    assert changed in made


def test_general_operators() -> None:
    """cosmic-ray's operators are used: a condition negated, plus for minus."""
    made = changes([one for one in generic_mutants(CODE) if one is not None])
    assert {"if not reset:", "return torch.sigmoid(i) * c - f, c"} <= made


def test_hidden_cases_kill(course: Course, wall: Wall) -> None:
    """Of the mutants of a cell all but those listed as equivalent are killed, and every entry is needed."""
    name = "ch2.gru_cell"
    paper = set_paper(course[name], name, b"mutants")
    made = mutants_of(course, name)[::8]
    listed = {(entry.was, now) for entry in equivalents(course, name) for now in entry.now}
    outcome = hunt(paper, made, [], [wall])
    assert outcome.killed > 10
    assert {(one.was, one.now) for one in outcome.survivors} <= listed
    survivor = Mutant("none", "a", "b", paper.model, frozenset())
    assert caught(paper, paper.model.encode(), wall) == (False, True)
    told = hunt(paper, [survivor], [Equivalent("a", ("b", "c"), "why")], [wall])
    assert (told.equivalent, told.survivors, told.unused) == (1, [], ["a  ->  c"])


def test_lines_that_only_trainings_run(course: Course) -> None:
    """The lines that the compared cases of an exercise run; those at the top of the file are not among them."""
    paper = set_paper(course["ch2.gru_cell"], "ch2.gru_cell", b"lines")
    reached = lines_reached(paper)
    lines = paper.model.splitlines()
    assert any("sigmoid" in lines[number - 1] for number in reached)
    assert not any(lines[number - 1].startswith("import") for number in reached)


def test_a_damaged_list_is_refused(course: Course, tmp_path: object) -> None:
    """A list that is not TOML of the right form is refused with its path."""
    assert isinstance(equivalents(course, "ch2.gru_cell"), list)
    with pytest.raises(CourseError, match="not the name of an exercise"):
        equivalents(course, "gru_cell")
