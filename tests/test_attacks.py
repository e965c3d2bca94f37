"""Hostile submissions by families: none wins against the grader, most win against a naive one; honest ones that look
odd lose nothing. `make attacks` does the same in every configuration of the wall."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterator

import pytest
from hostile.duel import naive_lost
from hostile.outcome import FAMILIES, Attack, all_of
from hostile.scene import Scene

from autograder.judge.verdict import Status

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(sys.platform != "linux", reason="untrusted code is confined on Linux only"),
]

ATTACKS = all_of(*FAMILIES)
CONTROLS = all_of("controls")


@pytest.fixture(scope="module")
def scene() -> Iterator[Scene]:
    """One set-up for all."""
    with Scene() as scene:
        yield scene


@pytest.mark.parametrize("attack", ATTACKS, ids=lambda attack: attack.name)
def test_no_attack_wins(scene: Scene, attack: Attack) -> None:
    """No points, no token, no trace, and the next submission feels nothing."""
    assert scene.won(attack) == ""


@pytest.mark.parametrize("control", CONTROLS, ids=lambda control: control.name)
def test_honest_programs_get_full_marks(scene: Scene, control: Attack) -> None:
    """However odd it looks, and it is not taken for an attack either."""
    grade = scene.grade(control)
    assert (grade.status, grade.points) == (Status.passed, grade.possible), grade.cases


def test_the_attacks_are_many_and_told() -> None:
    """75 attacks and 15 controls at least, in every family, and each says what it does."""
    assert len(ATTACKS) >= 75 and len(CONTROLS) >= 15
    assert {attack.family for attack in ATTACKS} == set(FAMILIES)
    assert all(attack.text.startswith('"""') for attack in [*ATTACKS, *CONTROLS])


@pytest.mark.skipif(shutil.which("bwrap") is None, reason="bubblewrap, behind which attacks may win, is not installed")
def test_a_naive_grader_loses_to_most(scene: Scene) -> None:
    """An attack that wins nowhere proves nothing: at least 60 win against a grader that shares its process."""
    lost = naive_lost(scene.bait, ATTACKS, enough=60)
    assert sum(map(bool, lost.values())) == 60, [name for name in lost if not lost[name]]
