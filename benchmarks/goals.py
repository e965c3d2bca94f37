"""How the figures of trainings spread, and what the shortcuts reach: what the bounds of goals are set from.

    python benchmarks/goals.py [--draws 8] [--exercise ch1.hello_rnn]

For every hidden goal: what the model solution reaches behind the wall over so many secrets, the
bound, and what each shortcut reaches with the first secret; and CPU seconds of one submission's hidden trainings.
"""

from __future__ import annotations

import argparse
import os
import platform
import statistics

os.environ["OMP_NUM_THREADS"] = os.environ["OPENBLAS_NUM_THREADS"] = "1"

import torch
from rich.console import Console
from rich.table import Table

from autograder.authoring.reach import driven
from autograder.authoring.solution import read_solution
from autograder.course import Course
from autograder.judge.answer import Answer
from autograder.judge.goals import bound_of, figure_of
from autograder.judge.question import Question
from autograder.judge.records import read_answers
from autograder.paper import Paper
from autograder.questions import set_paper
from autograder.sandbox.limits import Limits
from autograder.sandbox.wall import TRAINER, Wall


def aims(paper: Paper) -> list[Question]:
    """The hidden goals."""
    return [question for question in paper.questions if question.target is not None and not question.public]


def reached(question: Question, answer: Answer | None) -> float:
    """The figure of an answer; not a number where there is none."""
    if answer is None or answer.returned is None or question.target is None:
        return float("nan")
    return figure_of(question.target, answer.returned)


def trained(paper: Paper, code: bytes, wall: Wall) -> tuple[dict[str, float], float]:
    """The figures of a submission, by goal, and the CPU seconds of its trainings."""
    names = tuple(dict.fromkeys(question.asked for question in aims(paper)))
    seconds = sum(paper.seconds[name] for name in names)
    run = wall.run([paper.job("cpu", names), code], Limits(cpu_seconds=seconds, wall_seconds=10.0 * seconds))
    answers = read_answers(run.output).by_case
    return {goal.name: reached(goal, answers.get(goal.asked)) for goal in aims(paper)}, run.cpu_seconds


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--draws", type=int, default=8)
    parser.add_argument("--exercise", action="append")
    arguments = parser.parse_args()
    torch.set_num_threads(1)
    course = Course.find()
    names = course.select(exercises=arguments.exercise or ())
    table = Table(title=f"{arguments.draws} secrets each", title_justify="left")
    for column in ("exercise", "goal", "lowest", "median", "highest", "bound", "shortcuts", "CPU s"):
        table.add_column(column, justify="left" if column in ("exercise", "goal", "bound", "shortcuts") else "right")
    with Wall(TRAINER) as wall:
        for name in names:
            if any(case.goal for case in course[name].cases):
                add_rows(table, course, name, arguments.draws, wall)
    Console(width=170).print(table)
    print(f"{platform.machine()}, Linux {platform.release()}, torch {torch.__version__}, one thread")


def add_rows(table: Table, course: Course, name: str, draws: int, wall: Wall) -> None:
    """One row for each hidden goal of an exercise."""
    exercise, code = course[name], read_solution(course.solution_file(name), name).code.encode()
    papers = [set_paper(exercise, name, f"draw {number} of the benchmark".encode()) for number in range(draws)]
    runs = [trained(paper, code, wall) for paper in papers]
    answers = {
        (shortcut, goal.asked): driven(exercise, functions, papers[0], goal.asked)
        for shortcut, functions in exercise.shortcuts.items()
        for goal in {goal.asked: goal for goal in aims(papers[0])}.values()
    }
    for goal in aims(papers[0]):
        figures = sorted(figure[goal.name] for figure, _ in runs)
        others = [f"{cut} {reached(goal, answers[cut, goal.asked]):.4g}" for cut in exercise.shortcuts]
        spread = (figures[0], statistics.median(figures), figures[-1])
        assert goal.target is not None
        cpu = statistics.median(seconds for _, seconds in runs)
        table.add_row(
            name, goal.name, *(f"{x:.4g}" for x in spread), bound_of(goal.target), ", ".join(others), f"{cpu:.1f}"
        )


if __name__ == "__main__":
    main()
