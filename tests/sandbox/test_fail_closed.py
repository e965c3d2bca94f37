"""The real command on machines that lack something: it refuses, or it says on every grade how it was made."""

import json
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(sys.platform != "linux", reason="untrusted code is confined on Linux only"),
]

ROOT = Path(__file__).parents[2]
GRADER = Path(__file__).parent / "serves" / "grader.py"
EXERCISE = "ch1.clip_grad_norm"
#: What a machine may lack without which nothing can be held, and what the refusal says of it.
NEEDED = {
    "landlock": "Landlock is missing",
    "old kernel": "Linux 5.13 or newer",
    "seccomp": "CONFIG_SECCOMP",
    "libseccomp": "make system-deps",
    "restriction": "landlock_restrict_self",
    "landlock+seccomp+namespaces+bubblewrap": "Landlock is missing",
}
#: What it may lack, and the layers of the child hold all the same: a container has no namespaces to give, usually.
WELCOME = {"namespaces": "user namespaces", "bubblewrap": "make system-deps"}


def autograder(lacks: str, *arguments: str | Path) -> "subprocess.CompletedProcess[str]":
    """Run the command on a machine that lacks something."""
    words = [sys.executable, str(GRADER), "command", lacks, *map(str, arguments)]
    return subprocess.run(words, cwd=ROOT, capture_output=True, text=True, timeout=300, check=False)


@pytest.fixture
def grade(tmp_path: Path):  # type: ignore[no-untyped-def]
    """Grades one honest submission: ``grade(lacks, *options)``."""
    file = tmp_path / "class" / "ann" / "ch1" / "clip_grad_norm.py"
    file.parent.mkdir(parents=True)
    file.write_text("def clip_grad_norm(*_):\n    return 1\n")
    (tmp_path / "seed").write_text("the secret of these tests")
    given: list[str | Path] = ["grade", tmp_path / "class", "--to", tmp_path / "out", "--exercise", EXERCISE]

    def run(lacks: str, *options: str) -> "subprocess.CompletedProcess[str]":
        return autograder(lacks, *given, "--seed-file", tmp_path / "seed", "--jobs", "1", *options)

    return run


def confinement(to: Path) -> str:
    """What grades.json says of it."""
    return str(json.loads((to / "grades.json").read_text(encoding="utf-8"))["setting"]["confinement"])


def engines(to: Path) -> set[str]:
    """What each grade of the gradebook says of how it was made."""
    with sqlite3.connect(to / "grades.db") as book:
        return {row[0] for row in book.execute("SELECT engine FROM grades")}


@pytest.mark.parametrize("lacks", NEEDED)
def test_too_little_is_refused(grade, lacks: str, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    """Below the needed level nothing is graded: exit status 2, one line with the level, the reason and the remedy."""
    done = grade(lacks)
    assert done.returncode == 2, done.stdout + done.stderr
    assert len(done.stderr.strip().splitlines()) == 1
    assert "level 0, 2 is needed" in done.stderr and NEEDED[lacks] in done.stderr
    assert "--allow-unconfined" in done.stderr
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("lacks", WELCOME)
def test_less_is_graded_and_said(grade, lacks: str, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    """Without namespaces the child's own layers hold everything: level 2, which is printed and written down."""
    done = grade(lacks)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "confinement" in done.stdout and "level 2" in done.stdout
    assert confinement(tmp_path / "out") == "level 2"


@pytest.mark.parametrize("lacks", [*NEEDED, *WELCOME])
def test_the_doctor_says_why(lacks: str) -> None:
    """The doctor derives the level from attacks, names what is missing, and its exit status tells the same."""
    done = autograder(lacks, "doctor")
    level = "level 2" if lacks in WELCOME else "level 0"
    assert level in done.stdout and {**NEEDED, **WELCOME}[lacks] in " ".join(done.stdout.split()), done.stdout
    assert (done.returncode == 0) == (lacks in WELCOME)


def test_whoever_insists_is_told_on_every_grade(grade, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    """With --allow-unconfined work is graded, and marked: on the terminal, in grades.json, on each grade. Where a later
    run is confined, such grades are not kept but made again."""
    done = grade("landlock", "--allow-unconfined")
    assert done.returncode == 0, done.stdout + done.stderr
    assert "unconfined" in done.stdout and confinement(tmp_path / "out") == "unconfined"
    assert all(engine.endswith(" unconfined") for engine in engines(tmp_path / "out"))
    again = grade("bubblewrap")
    assert "1 grades made" in again.stdout and "kept" not in again.stdout, again.stdout
    assert confinement(tmp_path / "out") == "level 2"
    assert not any("unconfined" in engine for engine in engines(tmp_path / "out"))


def test_a_layer_that_breaks_is_not_done_without(grade, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    """--allow-unconfined goes without what is missing, not without what fails: nobody gets a zero for that."""
    done = grade("restriction", "--allow-unconfined")
    assert done.returncode == 1, done.stdout + done.stderr
    assert "landlock_restrict_self" in done.stdout and "ungraded" in done.stdout
