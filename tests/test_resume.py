"""A grader that is killed goes on where it was: the final grades equal those of an undisturbed run."""

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from sessions import left_in

ROOT = Path(__file__).parent.parent
KILLS = 10


@pytest.fixture(scope="module")
def handed_in(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Thirty submissions of two exercises, right and wrong in turn."""
    root = tmp_path_factory.mktemp("resume") / "submissions"
    for number in range(30):
        folder = root / f"student{number:02}" / "ch2"
        folder.mkdir(parents=True)
        for entry in ("lstm_cell", "lstm_gates"):
            code = (ROOT / "solutions" / "ch2" / f"{entry}.py").read_text(encoding="utf-8")
            wrong = code.replace("i, f, g, o =", "i, f, o, g =") if number % 3 == 0 else code
            (folder / f"{entry}.py").write_text(f"# student {number}\n{wrong}", encoding="utf-8")
    (root.parent / "secret").write_text("a secret for the tests of resuming")
    return root


def command(submissions: Path, to: Path) -> list[str]:
    """The command line of one run."""
    seed = submissions.parent / "secret"
    words = ["grade", str(submissions), "--to", str(to), "--seed-file", str(seed), "--jobs", "2"]
    return [
        sys.executable,
        "-m",
        "autograder.cli",
        *words,
        "--exercise",
        "ch2.lstm_cell",
        "--exercise",
        "ch2.lstm_gates",
    ]


def test_killed_at_ten_moments_the_grades_are_the_same(handed_in: Path, tmp_path: Path) -> None:
    """Kill -9 at ten random moments, run again each time: the files equal the undisturbed ones, no process is left."""
    undisturbed = tmp_path / "undisturbed"
    started = time.monotonic()
    subprocess.run(command(handed_in, undisturbed), cwd=ROOT, check=True, capture_output=True)
    whole = time.monotonic() - started
    to, moments, sessions = tmp_path / "killed", random.Random(7), []
    for _ in range(KILLS):
        grader = subprocess.Popen(
            command(handed_in, to),
            cwd=ROOT,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        sessions.append(grader.pid)
        try:
            grader.wait(moments.uniform(0.3, 1.0) * whole)
        except subprocess.TimeoutExpired:
            os.kill(grader.pid, signal.SIGKILL)
            grader.wait()
    subprocess.run(command(handed_in, to), cwd=ROOT, check=True, capture_output=True)
    for name in ("grades.csv", "grades.json"):
        assert (to / name).read_bytes() == (undisturbed / name).read_bytes()
    for path in (undisturbed / "feedback").iterdir():
        assert (to / "feedback" / path.name).read_bytes() == path.read_bytes()
    assert left_in(sessions) == []


def test_a_second_run_keeps_every_grade(handed_in: Path, tmp_path: Path) -> None:
    """Nothing is graded again; a changed file and a new student are."""
    submissions = Path(shutil.copytree(handed_in, tmp_path / "submissions"))
    shutil.copy(handed_in.parent / "secret", tmp_path / "secret")
    first = subprocess.run(command(submissions, tmp_path / "out"), cwd=ROOT, check=True, capture_output=True, text=True)
    assert "60 grades made" in first.stdout
    shutil.copytree(submissions / "student01", submissions / "student99")
    (submissions / "student02" / "ch2" / "lstm_cell.py").write_text("# changed my mind\n")
    second = subprocess.run(
        command(submissions, tmp_path / "out"), cwd=ROOT, check=True, capture_output=True, text=True
    )
    assert "3 grades made, 59 kept" in second.stdout
