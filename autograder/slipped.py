"""Programs with one slip or two: whose answers are these?

A known mistake is a whole function of the reference, and students make it in ways that differ from that in an edge
case. Where two mistakes show in the same numbers, the answers are neither's. So the model solution with a slip, or
with two, is put to the same probes, behind the wall like any other program: nobody has tried all of them before.
"""

from __future__ import annotations

import contextlib
import itertools
from collections.abc import Iterable, Mapping, Sequence

from autograder.judge.answer import Answer, BadAnswer
from autograder.judge.diagnose import Seen
from autograder.judge.fingerprints import Fingerprint, same
from autograder.judge.question import Question
from autograder.judge.records import read_answers, split_records
from autograder.paper import Paper
from autograder.sandbox.limits import Limits, Run, Sandbox
from autograder.sandbox.limits import Status as RunStatus
from autograder.slips import applied, both, mistake_of

#: The names of the slips that a program has.
Made = tuple[str, ...]

#: So many programs are put to one case by one process.
CHUNK = 24
#: Where this share of the cases speaks against two mistakes, as the reference has them, no program with both is made.
AGAINST = 0.5


def one_slip(wall: Sandbox, paper: Paper, seen: Mapping[str, Seen]) -> tuple[str, ...]:
    """The known mistake with one of whose slips the model solution gives these answers; none if there is no such one.

    Args:
        seen: by case, what differs in the student's answer.
    """
    return _whose(wall, paper, seen, [(name,) for name in paper.slips])


def two_slips(wall: Sandbox, paper: Paper, seen: Mapping[str, Seen]) -> tuple[str, ...]:
    """The two known mistakes whose answers, made together, these are; none if there are no such two."""
    cases, mistakes = list(seen.values()), dict.fromkeys(map(mistake_of, paper.slips))
    possible = {frozenset(pair) for pair in itertools.combinations(mistakes, 2) if _possible(*pair, cases)}
    pairs = itertools.combinations(paper.slips, 2)
    return _whose(wall, paper, seen, [made for made in pairs if frozenset(map(mistake_of, made)) in possible])


def _whose(wall: Sandbox, paper: Paper, seen: Mapping[str, Seen], candidates: Sequence[Made]) -> tuple[str, ...]:
    """The mistakes of the program that gives these answers; where several do, those that all of them have. First the
    one that explains more cases alone."""
    telling = next((name for name, case in seen.items() if case.mine and not case.raised), None)
    if telling is None:
        return ()
    answers = _answers(wall, paper, telling, candidates)
    found: list[list[str]] = []
    for made in candidates:
        theirs = answers.get(made)
        alike = theirs is not None and same(seen[telling].mine, theirs, seen[telling].tolerance)
        if alike and _agrees(wall, paper, made, seen):
            found.append([mistake_of(name) for name in made])
    common = [name for name in found[0] if all(name in mistakes for mistakes in found)] if found else []
    wrong = [case for case in seen.values() if case.mine]
    return tuple(sorted(common, key=lambda name: -sum(case.is_like(name) for case in wrong)))


def _possible(first: str, second: str, seen: Sequence[Seen]) -> bool:
    """Whether two mistakes can explain the answers: right where neither shows, like one's where only one does, but for
    some cases, since slips are not all alike. Each of the two must show where the other alone is no explanation."""
    if not (_shows(first, second, seen) and _shows(second, first, seen)):
        return False
    unlike = 0
    for case in seen:
        on = [name for name in (first, second) if case.known[name]]
        unlike += (not on and bool(case.mine)) or (len(on) == 1 and not case.is_like(on[0]))
    return unlike < AGAINST * len(seen) + 1


def _shows(mistake: str, other: str, seen: Sequence[Seen]) -> bool:
    """Whether a case is wrong because of a mistake, and not of the other one. An exception is a reason only where the
    mistake alone raises it, too."""
    concerned = (case for case in seen if case.mine and case.known[mistake] and not case.is_like(other))
    return any(not case.raised or case.is_like(mistake) for case in concerned)


def _agrees(wall: Sandbox, paper: Paper, made: Made, seen: Mapping[str, Seen]) -> bool:
    """Whether the program gives the student's answers in every case."""
    source = _program(paper, made)
    assert source is not None
    questions = [question for question in paper.questions if question.name in seen]
    run = wall.run([paper.job("cpu", tuple(question.asked for question in questions)), source], Limits(cpu_seconds=10))
    try:
        answers = read_answers(run.output).by_case
    except BadAnswer:
        return False
    return all(
        question.asked in answers
        and same(seen[question.name].mine, question.seen(answers[question.asked]).mine, question.tolerance)
        for question in questions
    )


def _answers(wall: Sandbox, paper: Paper, case: str, candidates: Iterable[Made]) -> Mapping[Made, Fingerprint | None]:
    """How the answers of programs with slips to one case differ from the right one; None for those without an answer.
    A fault of the wall leaves some out: they are not named, and tried again for the next student. What was found is
    kept with the paper."""
    known = paper.slipped.setdefault(case, {})
    question = next(question for question in paper.questions if question.name == case)
    sources = {made: _program(paper, made) for made in candidates if made not in known}
    known |= {made: None for made, source in sources.items() if source is None}
    left = {made: source for made, source in sources.items() if source is not None}
    while left:
        chunk = dict(itertools.islice(left.items(), CHUNK))
        run, answers = _run(wall, paper, question, chunk)
        if run.status is RunStatus.sandbox_error:
            break
        known |= {made: question.seen(answer).mine for made, answer in answers.items()}
        silent = next((made for made in chunk if made not in answers), None)
        if silent is not None:
            known[silent] = None  # it never ended, or crashed
        left = {made: source for made, source in left.items() if made not in known}
    return known


def _run(
    wall: Sandbox, paper: Paper, question: Question, programs: Mapping[Made, bytes]
) -> tuple[Run, dict[Made, Answer]]:
    """How several programs were run together, and their answers to one question."""
    names = {made: f"{paper.exercise}/{number}" for number, made in enumerate(programs)}
    jobs = [
        part for made, source in programs.items() for part in (paper.job("cpu", (question.asked,), names[made]), source)
    ]
    run = wall.run(jobs, Limits(cpu_seconds=20))
    records, answers = split_records(run.output), {}
    for made, name in names.items():
        with contextlib.suppress(BadAnswer):
            by_case = read_answers(records.get(name, b"")).by_case
            if question.asked in by_case:
                answers[made] = by_case[question.asked]
    return run, answers


def _program(paper: Paper, made: Made) -> bytes | None:
    """The model solution with the slips; None where they exclude each other."""
    slips = [paper.slips[name] for name in made]
    code = both(paper.model, *slips) if len(slips) == 2 else applied(paper.model, *slips)
    return None if code is None else code.encode()
