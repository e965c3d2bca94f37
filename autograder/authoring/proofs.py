"""What `autograder verify` proves of one exercise. Each proof returns complaints; none means that it holds."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from autograder.authoring.solution import Solution
from autograder.exercise import Exercise, Function
from autograder.grading import Desk, Grade, grade_exercise
from autograder.intake.candidates import Handed
from autograder.intake.submission import Submission
from autograder.judge.compare import distance
from autograder.judge.diagnose import exactly
from autograder.judge.expected import as_asked
from autograder.judge.messages import sentence
from autograder.judge.question import Question
from autograder.judge.records import read_answers
from autograder.judge.verdict import Status, decide
from autograder.paper import Paper, digest_of
from autograder.questions import ask
from autograder.sandbox.limits import Limits, Sandbox

#: How far the tolerance must lie from the noise of right answers, and from the weakest mistake.
MARGIN = 10.0


@dataclass
class Evidence:
    """What was measured while an exercise was proved: errors in units of the tolerance, CPU, and the complaints.

    Attributes:
        noise: the largest error of a right answer.
        weakest: the smallest, over mistakes, of the largest error that gives the mistake away.
        figures: what the solution reaches, and the bound, for each goal.
        training_ms: CPU of all runs together.
        outclassed: how many shortcuts fail a goal.
    """

    noise: float = 0.0
    weakest: float = math.inf
    cpu_ms: float = 0.0
    killed: int = 0
    figures: dict[str, tuple[float, str]] = field(default_factory=dict)
    training_ms: float = 0.0
    outclassed: int = 0
    complaints: list[str] = field(default_factory=list)


def well_formed(exercise: Exercise) -> Iterator[str]:
    """The declaration itself: points, sentences, names, hints in both languages."""
    total = sum(case.points for case in exercise.cases)
    if total != exercise.points:
        yield f"its cases add up to {total:g} points, the exercise has {exercise.points:g}"
    if not any(case.public for case in exercise.cases) or all(case.public for case in exercise.cases):
        yield "give it at least one public and one hidden case"
    for kind, names in (
        ("case", [c.name for c in exercise.cases]),
        ("mistake", [m.name for m in exercise.mistakes]),
    ):
        yield from (f"two {kind}s are called {name}" for name in sorted({n for n in names if names.count(n) > 1}))
    for case in exercise.cases:
        if not case.says.endswith(".") or "\n" in case.says:
            yield f"case {case.name}: its docstring should be one sentence on one line"
        if case.points <= 0 or case.points % 0.25:
            yield f"case {case.name}: points should be a positive multiple of 0.25"
    for mistake in exercise.mistakes:
        if not mistake.hint.strip() or not mistake.hint_ja.strip():
            yield f"mistake {mistake.name}: give a hint in English and in Japanese"
    if not exercise.mistakes:
        yield "name the mistakes that students make; there is none"


def twins_agree(exercise: Exercise, paper: Paper, evidence: Evidence) -> Iterator[str]:
    """Independent implementations give the oracle's answers."""
    if not exercise.twins:
        return
    for question, error in _errors(exercise, paper, exercise.twins):
        evidence.noise = max(evidence.noise, error)
        if error * MARGIN > 1:
            yield f"case {question.name}: the twin is {error:.1e} tolerances away from the oracle"


def _errors(exercise: Exercise, paper: Paper, names: Mapping[str, Function]) -> Iterator[tuple[Question, float]]:
    for question in _compared(paper):
        answer = ask({**exercise.oracles, **names}, paper.probes[question.asked], paper.arrays)
        yield question, distance(answer, question.expected) / question.tolerance


def _compared(paper: Paper) -> list[Question]:
    """The questions that have a right answer."""
    return [question for question in paper.questions if question.target is None]


def mistakes_are_caught(exercise: Exercise, paper: Paper, evidence: Evidence) -> Iterator[str]:
    """Every known mistake fails a hidden case, and is the one that is named."""
    evidence.killed = 0
    for mistake in exercise.mistakes:
        seen, caught, error, returned = [], False, 0.0, False
        for question in _compared(paper):
            answer = ask({**exercise.oracles, **mistake.functions}, paper.probes[question.asked], paper.arrays)
            seen.append(question.seen(answer))
            returned = returned or answer.raised is None
            if decide(question, as_asked(answer, paper.dtypes[question.asked])).status is not Status.passed:
                caught = caught or not question.public
                error = max(error, distance(answer, question.expected) / question.tolerance)
        evidence.killed += caught
        evidence.weakest = min(evidence.weakest, error)
        if not caught:
            yield f"mistake {mistake.name} passes every hidden case"
        elif not returned:
            yield f"mistake {mistake.name} raises in every case, so it is never named: exceptions alone are no evidence"
        elif (named := exactly(seen)) != (mistake.name,):
            yield f"mistake {mistake.name} is taken for {' '.join(named)}; add a case that tells them apart"


def solution_passes(paper: Paper, code: bytes, wall: Sandbox) -> Iterator[str]:
    """The model solution gets full marks, behind the wall."""
    grade = _grade(paper, code, wall)
    for case in grade.cases:
        if case.status is not Status.passed:
            reason = sentence(case.finding, "en", reveal=True) if case.finding else ""
            yield f"the solution does not pass {case.case}: {case.status.value}, {reason}"


def stub_passes_nothing(paper: Paper, stub: bytes, wall: Sandbox) -> Iterator[str]:
    """The stub gets no point and reads as not started."""
    grade = _grade(paper, stub, wall)
    if grade.points or grade.status is not Status.not_started:
        yield f"the stub gets {grade.points:g} points and the status {grade.status.value!r}; expected 'not started'"


def _grade(paper: Paper, source: bytes, wall: Sandbox) -> Grade:
    desk = Desk({paper.exercise: paper}, {paper.exercise: digest_of(paper)}, {})
    submission = Submission("verify", {paper.exercise: Handed("solution", source)})
    return grade_exercise(desk, wall, submission, paper.exercise, "cpu")


def measure_noise(paper: Paper, code: bytes, wall: Sandbox, evidence: Evidence) -> Iterator[str]:
    """How far the solution's answers lie from the oracle's, in each case's own dtype."""
    compared = _compared(paper)
    run = wall.run([paper.job("cpu", tuple(question.asked for question in compared)), code], Limits())
    evidence.cpu_ms = 1000 * run.cpu_seconds
    answers = read_answers(run.output).by_case
    for question in compared:
        if question.name in answers:
            error = distance(answers[question.name], question.expected) / question.tolerance
            evidence.noise = max(evidence.noise, error)
            if error * MARGIN > 1:
                yield f"case {question.name}: the solution is {error:.1e} tolerances away from the oracle"


def window_is_wide(evidence: Evidence) -> Iterator[str]:
    """The tolerance lies well above the noise and well below the weakest mistake."""
    if evidence.weakest < MARGIN:
        yield f"the weakest mistake is only {evidence.weakest:.1f} tolerances away; {MARGIN:g} are needed"


def nothing_leaks(solution: Solution, tree: Mapping[str, str], exercise: Exercise) -> Iterator[str]:
    """No line of a solution region, no hidden case and no mistake's function is in anything that students get."""
    hidden = [case.name for case in exercise.cases if not case.public]
    for path, text in tree.items():
        lines = {line.strip() for line in text.splitlines()}
        yield from (f"{path} holds a line of the solution: {line!r}" for line in sorted(solution.hidden_lines & lines))
        yield from (f"{path} mentions the hidden case {name}" for name in hidden if f'"{name}"' in text)
