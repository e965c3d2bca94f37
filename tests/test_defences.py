"""Every defence is needed: here a quick sample of what `make defences` shows for all, and that its table is sound."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from hostile.defences import PACKAGE, Defence, Matrix, defences, struck
from hostile.outcome import ATTACKS

from autograder.sandbox.wall import Wall

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="untrusted code is confined on Linux only")

TABLE = defences()
#: Quick ones, a layer each; the doctor strikes at them. What wins then, among others.
SAMPLE = {
    "descriptors closed": "inherited_descriptors",
    "Landlock": "project_file",
    "limit of memory": "raise_limits",
    "seccomp": "internet",
    "filter: signals by message": "queue_signal",
    "empty environment": "environment_variables",
    "arguments taken away": "arguments",
}


@pytest.mark.parametrize("defence", TABLE.values(), ids=lambda defence: defence.name)
def test_the_text_of_a_defence_is_there(defence: Defence) -> None:
    """Once, and something else stands there without it; those it stands behind and its strikes exist."""
    text = (PACKAGE / defence.file).read_text(encoding="utf-8")
    assert text.count(defence.text) == 1 and defence.instead != defence.text
    compile(text.replace(defence.text, defence.instead), defence.file, "exec")
    assert set(defence.behind) <= set(TABLE) - {defence.name}
    assert defence.promise.endswith(".") and defence.strikes
    for strike in defence.strikes:
        assert strike.partition("/")[0] in ("doctor", "story") or Path(ATTACKS, f"{strike}.py").is_file()


def test_nothing_wins_with_every_defence_on() -> None:
    """A copy that was not changed holds: what wins elsewhere wins by the change."""
    assert struck([], ["doctor/plain"]) == {}


def test_an_old_kernel_is_held_as_well() -> None:
    """Where Landlock does not know of cutting files, the filter does."""
    assert struck([TABLE["an old kernel"]], ["doctor/plain"]) == {}


@pytest.mark.parametrize("name", SAMPLE)
def test_without_a_defence_something_wins(name: str) -> None:
    """Switched off in a copy, and the doctor's attack gets through."""
    with Wall(warm_up=False) as wall:
        if TABLE["own user"].name in TABLE[name].behind and wall.user.uid is None:
            pytest.skip(f"there is no user to take away: {wall.user.reason}")
    assert SAMPLE[name] in Matrix(TABLE).wins(TABLE[name])
