"""What `autograder verify` proves of runs, like trainings: the solution reaches every goal, and no shortcut does."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from autograder.authoring.proofs import Evidence
from autograder.exercise import Exercise, Function
from autograder.judge.answer import Answer, read_document
from autograder.judge.goals import bound_of, figure_of
from autograder.judge.measures import MEASURES
from autograder.judge.records import read_answers
from autograder.judge.verdict import Status, decide
from autograder.paper import Paper
from autograder.sandbox.limits import Limits, Sandbox
from autograder.worker.drive import drive


def goals_well_formed(exercise: Exercise) -> Iterator[str]:
    """The declaration of goals: one bound each, measures that exist, something that misses them."""
    goals = [case.goal for case in exercise.cases if case.goal is not None]
    for goal in goals:
        if (goal.at_least is None) == (goal.at_most is None):
            yield f"goal {goal.name}: give one of at_least and at_most"
        if goal.measure not in MEASURES:
            yield f"goal {goal.name}: there is no measure {goal.measure}; there are: {', '.join(MEASURES)}"
    if goals and not exercise.shortcuts:
        yield "declare a shortcut that misses a goal; a goal that everything reaches proves nothing"


def goals_are_in_reach(paper: Paper, code: bytes, wall: Sandbox, evidence: Evidence) -> Iterator[str]:
    """The solution reaches every goal; what it reaches, and what that costs, is kept."""
    aimed = [question for question in paper.questions if question.target is not None]
    names = tuple(dict.fromkeys(question.asked for question in aimed))
    if not names:
        return
    seconds = sum(paper.seconds[name] for name in names)
    run = wall.run([paper.job("cpu", names), code], Limits(cpu_seconds=seconds, wall_seconds=5.0 * seconds))
    evidence.training_ms = 1000 * run.cpu_seconds
    answers = read_answers(run.output).by_case
    for question in aimed:
        answer = answers.get(question.asked)
        if answer is None or decide(question, answer).status is not Status.passed:
            yield f"goal {question.name}: the solution misses it"
        if answer is not None and answer.returned is not None and question.target is not None:
            evidence.figures[question.name] = figure_of(question.target, answer.returned), bound_of(question.target)


def shortcuts_fail(exercise: Exercise, paper: Paper, evidence: Evidence) -> Iterator[str]:
    """Every shortcut misses a hidden goal."""
    evidence.outclassed = 0
    aimed = [question for question in paper.questions if question.target is not None and not question.public]
    for name, functions in exercise.shortcuts.items():
        answers = {
            asked: driven(exercise, functions, paper, asked)
            for asked in dict.fromkeys(question.asked for question in aimed)
        }
        if all(decide(question, answers[question.asked]).status is Status.passed for question in aimed):
            yield f"the shortcut {name} reaches every hidden goal"
        else:
            evidence.outclassed += 1


def driven(exercise: Exercise, functions: Mapping[str, Function], paper: Paper, asked: str) -> Answer:
    """The answer of an implementation in this process, in the dtype of the case."""
    names = {**exercise.oracles, **functions}
    return read_document(*drive(names, paper.probes[asked], paper.arrays, "cpu", paper.dtypes[asked]))
