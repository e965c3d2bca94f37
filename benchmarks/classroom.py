"""What every method is given: the submissions, and the cases as files."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from submissions import Author, name_of

from autograder.course import Course
from autograder.exercise import Exercise
from autograder.questions import set_paper
from autograder.worker.drive import drive
from autograder.worker.wire import pack

HERE = Path(__file__).parent
SEED = "the seed of the benchmark, the same each time"


@dataclass(frozen=True)
class Classroom:
    """What every peer is given.

    Attributes:
        points: for each exercise the points of its cases.
        frozen: the folder of the cases, ``ch1.rnn_cell.cases`` and so on.
        submissions: the folder of the students' folders.
        answers: what each student hands in, by exercise.
    """

    points: Mapping[str, Mapping[str, float]]
    frozen: Path
    submissions: Path
    answers: Mapping[str, Mapping[str, str]]

    def beside_a_notebook(self) -> list[Path]:
        """The files that a test needs."""
        return [HERE / "frozen.py", *sorted(self.frozen.glob("*.cases"))]


def set_up(
    course: Course, names: Sequence[str], author: Author, submissions: Path, frozen: Path, count: int
) -> Classroom:
    """A classroom of the first `count` submissions; writes the cases into the folder `frozen`."""
    frozen.mkdir()
    points = {}
    for name in names:
        blob, points[name] = freeze(course[name], name, SEED.encode())
        (frozen / f"{name}.cases").write_bytes(blob)
    return Classroom(points, frozen, submissions, {name_of(i): author.submission(i) for i in range(count)})


def freeze(exercise: Exercise, name: str, secret: bytes) -> tuple[bytes, dict[str, float]]:
    """All cases of `exercise` and their expected answers as one file; and the points by case."""
    paper = set_paper(exercise, name, secret)
    points = {question.name: question.points for question in paper.questions}
    head = [{"name": q.name, "tolerance": q.tolerance, "points": q.points} for q in paper.questions]
    blob = pack(head, {}) + paper.job("cpu", tuple(points))
    for question in paper.questions:
        probe = paper.probes[question.name]
        document, arrays = drive(exercise.oracles, probe, paper.arrays, "cpu", "float64")
        blob += pack({"case": question.name, "answer": document}, arrays)
    return blob, points
