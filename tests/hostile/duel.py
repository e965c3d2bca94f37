"""Every attack against the naive grader, by the same rules."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from autograder.authoring.solution import read_solution
from autograder.course import Course

from .bait import Bait
from .naive import POINTS
from .naive_process import Naive
from .outcome import Attack, won

EXERCISE = "ch2.lstm_cell"
NOTHING = Attack("controls/nothing", "def lstm_cell(*given):\n    raise NotImplementedError\n", EXERCISE, 0.0)


def naive_lost(bait: Bait, attacks: Sequence[Attack], enough: int | None = None) -> dict[str, str]:
    """What each attack won against the naive grader, or "", by its name; only those on the exercise that it grades. No
    more are made once `enough` have won."""
    solution = read_solution(Course.find(Path(__file__)).solution_file(EXERCISE), EXERCISE).code
    with Naive(bait, solution) as naive:
        nothing = naive.happened(NOTHING)
        problem = won(NOTHING, nothing, bait.tokens, POINTS, nothing.felt)
        if problem or not nothing.felt:
            raise RuntimeError(f"the naive grader cannot even grade who does not attack: {problem}")
        lost: dict[str, str] = {}
        for attack in attacks:
            if attack.exercise == EXERCISE and (enough is None or sum(map(bool, lost.values())) < enough):
                lost[attack.name] = won(attack, naive.happened(attack), bait.tokens, POINTS, nothing.felt)
        return lost
