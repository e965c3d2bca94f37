"""Whether the mark of an honest submission ever flickers: the model solution of each training exercise, graded often.

    python benchmarks/flakiness.py [--gradings 200] [exercise ...]

Every grading has a secret of its own, so other hidden data and other first weights: a stricter question than the same
run again, which gives the same bytes. Prints how many gradings ended in which points.
"""

from __future__ import annotations

import argparse
import time
from collections import Counter
from dataclasses import replace

from machine import describe_machine
from rich.console import Console
from rich.table import Table

from autograder.course import Course
from autograder.grading import Desk, grade_exercises
from autograder.intake.candidates import Handed
from autograder.intake.submission import Submission
from autograder.paper import digest_of
from autograder.questions import set_paper
from autograder.sandbox.wall import TRAINER, Wall


def gradings(course: Course, name: str, times: int, wall: Wall) -> Counter[str]:
    """The results of so many gradings of the model solution, each with its own secret."""
    exercise, results = replace(course[name], mistakes=[]), Counter[str]()  # whose answers nobody needs here
    submission = Submission("honest", {name: Handed(f"{name}.py", course[name].model.encode())})
    for number in range(times):
        paper = set_paper(exercise, name, f"grading {number}".encode())
        desk = Desk({name: paper}, {name: digest_of(paper)}, {})
        (grade,) = grade_exercises(desk, wall, submission, (name,), "cpu")
        lost = [case.case for case in grade.cases if case.finding]
        results[f"{grade.status.value}, {grade.points:g} of {paper.points:g}" + (f": {lost}" if lost else "")] += 1
    return results


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--gradings", type=int, default=200)
    parser.add_argument("exercises", nargs="*")
    arguments = parser.parse_args()
    course, console = Course.find(), Console(width=140)
    for label, text in describe_machine():
        console.print(f"{label}: {text}", highlight=False)
    trained = [name for name in course.names if any(case.goal for case in course[name].cases)]
    table = Table("exercise", "gradings", "results", "seconds each")
    with Wall(TRAINER) as wall:
        for name in arguments.exercises or trained:
            start = time.perf_counter()
            results = gradings(course, name, arguments.gradings, wall)
            seconds = (time.perf_counter() - start) / arguments.gradings
            told = "\n".join(f"{count} x {result}" for result, count in results.items())
            table.add_row(name, str(arguments.gradings), told, f"{seconds:.1f}")
    console.print(table)


if __name__ == "__main__":
    main()
