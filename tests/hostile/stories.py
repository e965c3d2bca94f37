"""Strikes that take more than one submission: an earlier run, a second file, a zygote that is killed."""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import tempfile
import threading
import time
from collections.abc import Callable
from pathlib import Path

from hostile import handed_in
from hostile.outcome import ATTACKS

#: Put behind an honest program: writes down what it was asked, and what it answered.
TELLS = """
def _told(right):
    def asked(x, state, weight_ih, weight_hh, bias_ih=None, bias_hh=None):
        answer = right(x, state, weight_ih, weight_hh, bias_ih, bias_hh)
        import json, os
        line = json.dumps([str(float(x.double().sum())), [a.tolist() for a in answer]])
        os.write(1, f"TOLD {line}\\n".encode())
        return answer
    return asked
lstm_cell = _told(lstm_cell)
"""


def remembered() -> str:
    """A table of the answers to an earlier run's inputs earns more than the public cases."""
    from autograder.course import Course
    from autograder.desk import set_desk
    from autograder.grading import grade_exercise
    from autograder.intake.candidates import Handed
    from autograder.intake.submission import Submission
    from autograder.sandbox.wall import Wall
    from hostile.scene import Watched

    course = Course.find(handed_in.ROOT)
    names = (handed_in.EXERCISE,)
    desks = [set_desk(course, names, secret, ("cpu",), 1) for secret in (b"last year's secret", b"this year's secret")]
    attack = (ATTACKS / "defences_persist" / "remembers.py").read_text(encoding="utf-8")
    with tempfile.TemporaryDirectory() as folder, Wall(desks[0].worker) as wall:
        watched = Watched(wall, (), narrows=False)

        def points(source: str, desk: int) -> float:
            handed = Submission("mallory", {names[0]: Handed("attack.py", source.encode())})
            return grade_exercise(desks[desk], watched, handed, names[0], "cpu").points

        points(handed_in.honest(Path(folder)).read_text(encoding="utf-8") + TELLS, 0)
        log = b"".join(run.log for _, run in watched.runs).decode()
        table = dict(json.loads(line.removeprefix("TOLD ")) for line in log.splitlines() if line.startswith("TOLD "))
        known = points(attack.replace("TABLE = {}", f"TABLE = {table!r}"), 1)
    assert table
    deserved = float(re.findall(r"DESERVES = ([0-9.]+)", attack)[0])
    return f"it got {known:g} points and deserves {deserved:g}" if known > deserved else ""


def replaced() -> str:
    """Marks that were stored for a right program stand for the wrong one that was put in its place."""
    work = Path(tempfile.mkdtemp(prefix="replaced-"))
    try:
        folder, to = work / "class", work / "out"
        handed_in.honest(folder, "mallory")
        file = handed_in.honest(folder)
        assert handed_in.grade(folder, to).returncode == 0 and handed_in.marks(to)["mallory"] == 7
        attack = ATTACKS / "defences_steal" / "honest_then_not.py"
        shutil.copy(attack, folder / "mallory" / "ch2" / file.name)
        assert handed_in.grade(folder, to).returncode == 0
        points = handed_in.marks(to)["mallory"]
    finally:
        shutil.rmtree(work)
    return f"the wrong program got {points:g} points" if points else ""


def _behind_a_wall(namespaces: bool, deed: Callable[[int], None]) -> list[int]:
    """Processes that are left of a sleeping submission a second after `deed` was done to its zygote."""
    from autograder.sandbox.limits import Limits
    from autograder.sandbox.wall import Wall
    from hostile.bait import descendants

    serves = handed_in.ROOT / "tests" / "sandbox" / "serves"
    wall = Wall("plain:serve", namespaces, extra_paths=[serves])
    running = threading.Thread(target=lambda: wall.run([b"sleep"], Limits(wall_seconds=20)))
    running.start()
    time.sleep(1)
    family = list(descendants(os.getpid()))
    deed(family[0])
    time.sleep(1)
    left = [pid for pid in family[1:] if _lives(pid)]
    for pid in left:
        os.kill(pid, signal.SIGKILL)
    running.join()
    wall.close()
    return left


def _lives(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def orphaned() -> str:
    """A submission outlives the process that keeps it to its limits."""
    left = _behind_a_wall(False, lambda zygote: os.kill(zygote, signal.SIGKILL))
    return f"{len(left)} processes live on without their zygote" if left else ""


def blamed() -> str:
    """A student is blamed where the machine could not confine a run."""
    from autograder.sandbox.limits import Status
    from autograder.sandbox.wall import Wall

    with Wall("plain:serve", False, extra_paths=[handed_in.ROOT / "tests" / "sandbox" / "serves"]) as wall:
        run = wall.run([b"echo", b"x"])
    return "" if run.status in (Status.ok, Status.sandbox_error) else f"an honest run is called {run.status}"


STORIES: dict[str, Callable[[], str]] = {
    "remembered": remembered,
    "replaced": replaced,
    "orphaned": orphaned,
    "blamed": blamed,
}
