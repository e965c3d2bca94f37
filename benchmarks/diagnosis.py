"""How often diagnosis is right: known mistakes as students write them, alone and in pairs, and mistakes it does not
know.

    python benchmarks/diagnosis.py [exercise ...]

Every slip of ``reference/**/*.slips.toml`` is made in the model solution and diagnosed from its answers. *In a new
way*: this slip is taken out of the library first, but not the mistake. Pairs are two slips made together, drawn at
random; a *first way* is the slip of the mistake's own name, an *other way* one of those with a number. *Held out*:
the mistake and all its slips are taken out of the library before its answers are diagnosed, so that any name is
wrong; but where the model solution with slips of the named mistakes gives the very same answers in every case, nobody
could tell them apart, and that is counted as *same*. Trainings are not put.
"""

from __future__ import annotations

import itertools
import random
import sys
import warnings
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from machine import describe_machine
from rich.console import Console
from rich.table import Table

from autograder.authoring.variants import answers_here
from autograder.course import Course
from autograder.exercise import Exercise
from autograder.judge.answer import Answer
from autograder.judge.diagnose import Seen
from autograder.judge.fingerprints import same
from autograder.marking import whose
from autograder.paper import Paper
from autograder.questions import ask, set_paper
from autograder.sandbox.limits import Sandbox
from autograder.sandbox.wall import TRAINER, Wall
from autograder.slips import applied, both, mistake_of

SECRET = b"benchmarks/diagnosis.py"
#: Pairs of each exercise.
PAIRS = 16
OUTCOMES = ("right", "same", "wrong", "none")


def seen_of(paper: Paper, answers: Mapping[str, Answer]) -> dict[str, Seen]:
    """What diagnosis sees of answers."""
    questions = [question for question in paper.questions if question.target is None]
    return {question.name: question.seen(answers[question.asked]) for question in questions}


def without(paper: Paper, seen: Mapping[str, Seen], mistake: str) -> tuple[Paper, dict[str, Seen]]:
    """The paper and what was seen, where nobody knows the mistake."""
    slips = {name: slip for name, slip in paper.slips.items() if mistake_of(name) != mistake}
    known = {
        name: Seen(case.mine, {m: d for m, d in case.known.items() if m != mistake}, case.tolerance, case.raised)
        for name, case in seen.items()
    }
    return replace(paper, slips=slips), known


@dataclass
class Tally:
    """The outcomes of one exercise by kind of program, and the wrong names."""

    paper: Paper
    wall: Sandbox
    counts: Counter[tuple[str, str]] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)

    def count(
        self, kind: str, what: str, seen: Mapping[str, Seen], right: set[str], paper: Paper | None = None
    ) -> None:
        """Diagnose a program, with the library of `paper` if that is another one; `right` are its mistakes."""
        named = set(whose(self.wall, paper or self.paper, seen))
        outcome = "none" if not named else "right" if named & right else "same" if self.same(named, seen) else "wrong"
        self.counts[kind, outcome] += 1
        if outcome == "wrong":
            self.wrong.append(f"{self.paper.exercise}: {kind}: {what} is taken for {' and '.join(sorted(named))}")

    def same(self, named: set[str], seen: Mapping[str, Seen]) -> bool:
        """Whether the model solution with slips of these mistakes gives these very answers, in every case. Where one is
        named, also with a slip of any other one: what several explanations have in common is named alone."""
        ways = [[slip for name, slip in self.paper.slips.items() if mistake_of(name) == mistake] for mistake in named]
        others = [slip for name, slip in self.paper.slips.items() if mistake_of(name) not in named]
        programs = [*itertools.product(*ways), *(itertools.product(*ways, others) if len(named) == 1 else ())]
        for made in programs:
            code = both(self.paper.model, *made) if len(made) == 2 else applied(self.paper.model, *made)
            if code is not None:
                theirs = seen_of(self.paper, answers_here(self.paper, code.encode()))
                if all(same(case.mine, theirs[name].mine, case.tolerance) for name, case in seen.items()):
                    return True
        return False


def tally(exercise: Exercise, name: str, wall: Sandbox) -> Tally:
    """Diagnose every program of an exercise."""
    paper = set_paper(exercise, name, SECRET)
    found = Tally(paper, wall)
    for slip, changed in exercise.slips.items():
        seen = seen_of(paper, answers_here(paper, (applied(exercise.model, changed) or "").encode()))
        mistake = mistake_of(slip)
        found.count("one mistake, as students write it", slip, seen, {mistake})
        others = replace(paper, slips={name: made for name, made in paper.slips.items() if name != slip})
        found.count("one mistake, made in a new way", slip, seen, {mistake}, others)
        unknown, seen_then = without(paper, seen, mistake)
        found.count("held out, as students write it", slip, seen_then, set(), unknown)
    for known in exercise.mistakes:
        names = {**exercise.oracles, **known.functions}
        answers = {q.asked: ask(names, paper.probes[q.asked], paper.arrays) for q in paper.questions if not q.target}
        seen = seen_of(paper, answers)
        found.count("one mistake, as the reference has it", known.name, seen, {known.name})
        unknown, seen_then = without(paper, seen, known.name)
        found.count("held out, as the reference has it", known.name, seen_then, set(), unknown)
    for first, second, code in pairs(exercise):
        ways = "first ways" if {mistake_of(first), mistake_of(second)} == {first, second} else "an other way among them"
        seen = seen_of(paper, answers_here(paper, code.encode()))
        made = {mistake_of(first), mistake_of(second)}
        found.count(f"two mistakes, {ways}", f"{first} with {second}", seen, made)
    return found


def pairs(exercise: Exercise) -> list[tuple[str, str, str]]:
    """Some pairs of slips, with the program that has both."""
    chosen = list(itertools.combinations(exercise.slips, 2))
    random.Random(5).shuffle(chosen)
    made: list[tuple[str, str, str]] = []
    for first, second in chosen:
        code = both(exercise.model, exercise.slips[first], exercise.slips[second])
        if code is not None and mistake_of(first) != mistake_of(second) and len(made) < PAIRS:
            made.append((first, second, code))
    return made


def main() -> None:
    """Print the table and the wrong names."""
    warnings.simplefilter("ignore")
    course, console, total = Course.find(), Console(width=140), Counter[tuple[str, str]]()
    for label, text in describe_machine():
        console.print(f"{label}: {text}", highlight=False)
    with Wall(TRAINER) as wall:
        for name in sys.argv[1:] or course.names:
            found = tally(course[name], name, wall)
            total += found.counts
            for line in found.wrong:
                console.print(line, highlight=False, markup=False)
    table = Table("programs", *OUTCOMES, "right", "wrong")
    for kind in sorted({kind for kind, _ in total}):
        counts = [total[kind, outcome] for outcome in OUTCOMES]
        shares = (f"{counts[0] / sum(counts):.1%}", f"{counts[2] / sum(counts):.1%}")
        table.add_row(f"{kind} ({sum(counts)})", *map(str, counts), *shares)
    console.print(table)


if __name__ == "__main__":
    main()
