"""run_autograder under a folder that stands for Gradescope's: right and wrong work, attacks, faults of ours."""

from __future__ import annotations

import io
import json
import os
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from autograder.authoring.gradescope import autograder_files, zipped
from autograder.course import Course
from autograder.report.gradescope import NOT_GRADED
from autograder.upload import SECRET, grade_upload, memory_kills

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="untrusted code is confined on Linux only")

#: A short chapter, so that a run takes seconds.
NAMES = ("ch1.rnn_cell", "ch1.readout")
RNN_CELL = """
import torch

def rnn_cell(x, h, weight_ih, weight_hh, bias_ih=None, bias_hh=None, nonlinearity="tanh"):
    if nonlinearity not in ("tanh", "relu"):
        raise ValueError(nonlinearity)
    a = x @ weight_ih.T + h @ weight_hh.T
    for bias in (bias_ih, bias_hh):
        a = a if bias is None else a + bias
    return getattr(torch, nonlinearity)(a)
"""
#: Tries to read and to write what may not be reached; right if it got anything.
HOSTILE = """
import os

ROOT = {root!r}
GOT = []
for folder, _, names in os.walk(ROOT):
    GOT += [os.path.join(folder, name) for name in names]
for path in ("submission_metadata.json", "results/results.json", "source/{secret}", "source/reference/ch1/rnn_cell.py"):
    try:
        with open(os.path.join(ROOT, path), "rb") as file:
            GOT.append(file.read(10))
    except OSError:
        pass
for path in ("results/results.json", "results/results.json.part", "results/new", "submission/ch1/readout.py"):
    try:
        with open(os.path.join(ROOT, path), "w") as file:
            file.write('{{"score": 100, "tests": []}}')
        GOT.append(path)
    except OSError:
        pass
{right}
right = rnn_cell

def rnn_cell(*args, **options):
    if not GOT:
        raise LookupError("nothing found")
    return right(*args, **options)
"""
#: Runs a command in a process that may make no namespaces, as in a container of Docker; and without Landlock, if asked.
AS_IN_A_CONTAINER = """
import errno, os, sys
import pyseccomp as seccomp

names = ["unshare", "setns", "mount", "pivot_root"]
if sys.argv[1] == "old":
    names += ["landlock_create_ruleset", "landlock_add_rule", "landlock_restrict_self"]
filter = seccomp.SyscallFilter(defaction=seccomp.ALLOW)
for name in names:
    filter.add_rule(seccomp.ERRNO(errno.EPERM), name)
filter.add_rule(seccomp.ERRNO(errno.ENOSYS), "clone3")
for bit in (17, 25, 26, 27, 28, 29, 30):  # CLONE_NEWNS, NEWCGROUP, NEWUTS, NEWIPC, NEWUSER, NEWPID, NEWNET
    filter.add_rule(seccomp.ERRNO(errno.EPERM), "clone", seccomp.Arg(0, seccomp.MASKED_EQ, 1 << bit, 1 << bit))
filter.load()
os.execv(sys.argv[2], sys.argv[2:])
"""
CONTAINERS: dict[str, list[str]] = {
    "as found": [],
    "no namespaces": [sys.executable, "-c", AS_IN_A_CONTAINER, "new"],
    "no namespaces, no Landlock": [sys.executable, "-c", AS_IN_A_CONTAINER, "old"],
}

Read = Callable[[Path], dict[str, Any]]
Grade = Callable[[], dict[str, Any]]
Run = Callable[..., dict[str, Any]]


@pytest.fixture(scope="module")
def packed(course: Course, tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The autograder of the short chapter."""
    root = tmp_path_factory.mktemp("course")
    for name in ("reference", "assignments", "pyproject.toml", "constraints.txt", "LICENSE"):
        (root / name).symlink_to(course.root / name)
    (root / ".unrolled-secret").write_text("the secret of these tests\n")
    return zipped(autograder_files(Course(root, NAMES), "ch1"))


@pytest.fixture
def gradescope(packed: bytes, tmp_path: Path) -> Path:
    """The folder that Gradescope makes of the autograder, with nothing uploaded."""
    root = tmp_path / "autograder"
    for folder in ("source", "submission", "results"):
        (root / folder).mkdir(parents=True)
    zipfile.ZipFile(io.BytesIO(packed)).extractall(root / "source")
    shutil.copy(root / "source" / "run_autograder", root)
    (root / "run_autograder").chmod(0o755)
    (root / "submission_metadata.json").write_text('{"users": [{"name": "Ann", "email": "ann@example.org"}]}')
    return root


@pytest.fixture
def grade(gradescope: Path, gradescope_results: Read) -> Grade:
    """Grades the upload in this process, which is quicker, and reads what was left."""

    def start() -> dict[str, Any]:
        grade_upload(gradescope, "ch1", allow_unconfined=False)
        return gradescope_results(gradescope / "results" / "results.json")

    return start


@pytest.fixture
def run(gradescope: Path, gradescope_results: Read) -> Run:
    """Runs run_autograder in a container, and reads what it left."""

    def start(container: str = "as found", python: str = sys.executable) -> dict[str, Any]:
        places = {"AUTOGRADER_ROOT": gradescope, "AUTOGRADER_PYTHON": python, "PYTHONPATH": gradescope / "source"}
        environment = {**os.environ, **{name: str(place) for name, place in places.items()}}
        command = [*CONTAINERS[container], str(gradescope / "run_autograder")]
        done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=120, check=False)
        assert done.returncode == 0, done.stderr
        assert [path.name for path in (gradescope / "results").iterdir()] == ["results.json"]
        results = gradescope_results(gradescope / "results" / "results.json")
        assert "ann@example.org" not in json.dumps(results)
        return results

    return start


def hand_in(root: Path, path: str, content: str) -> None:
    """Put a file into the upload."""
    (root / "submission" / path).parent.mkdir(parents=True, exist_ok=True)
    (root / "submission" / path).write_text(content, encoding="utf-8")


def entry(results: dict[str, Any], exercise: str) -> dict[str, Any]:
    """The entry of an exercise."""
    (found,) = [each for each in results["tests"] if each["name"].startswith(exercise)]
    return dict(found)


def reason(results: dict[str, Any]) -> str:
    """Why nothing was graded, as only the instructor reads it."""
    assert "score" not in results and results["output"] == NOT_GRADED
    (only,) = results["tests"]
    assert only["visibility"] == "hidden" and "score" not in only
    return str(only["output"])


def test_right_work_beside_a_known_mistake(gradescope: Path, run: Run) -> None:
    """Points for one, the hint for the other, and their sum; the file is the one that Gradescope wants."""
    hand_in(gradescope, "ch1/rnn_cell.py", RNN_CELL)
    hand_in(gradescope, "ch1/readout.py", "def last_valid(output, lengths):\n    return output[:, -1]\n")
    results = run()
    right, wrong = entry(results, "ch1.rnn_cell"), entry(results, "ch1.readout")
    assert (right["status"], right["score"], right["max_score"]) == ("passed", 6.0, 6.0)
    assert wrong["status"] == "failed" and "What your results look like" in wrong["output"]
    assert results["score"] == right["score"] + wrong["score"]
    assert results["extra_data"]["setting"]["confinement"].startswith("level ")


def test_an_archive_in_the_upload_counts(gradescope: Path, grade: Grade) -> None:
    """One zip and nothing else is taken for what lies in it."""
    with zipfile.ZipFile(gradescope / "submission" / "mine.zip", "w") as archive:
        archive.writestr("work/ch1/rnn_cell.py", RNN_CELL)
    assert entry(grade(), "ch1.rnn_cell")["score"] == 6.0


def test_an_empty_upload_is_zero(grade: Grade) -> None:
    """Every exercise is not handed in."""
    results = grade()
    assert results["score"] == 0.0
    assert {each["output"] for each in results["tests"]} == {"Every case: not handed in."}


def test_a_broken_notebook_is_told(gradescope: Path, grade: Grade) -> None:
    """No points, and a sentence on the file."""
    hand_in(gradescope, "ch1.ipynb", '{"cells": [')
    results = grade()
    assert results["score"] == 0.0 and "ch1.ipynb" in results["output"]
    assert "cannot be read" in entry(results, "ch1.rnn_cell")["output"]


@pytest.mark.parametrize("container", ["as found", "no namespaces"])
def test_student_code_reaches_nothing_of_gradescopes(gradescope: Path, run: Run, container: str) -> None:
    """Neither the secret, the oracles, the metadata nor the results can be read or written."""
    code = HOSTILE.format(root=str(gradescope), secret=SECRET, right=RNN_CELL)
    hand_in(gradescope, "ch1/rnn_cell.py", code)
    hand_in(gradescope, "ch1/readout.py", "")
    loot = subprocess.run(
        [sys.executable, "-c", f"{code}\nprint(len(GOT))"], capture_output=True, text=True, check=True
    )
    assert int(loot.stdout) > 100  # the same code, where nothing stops it
    (gradescope / "results" / "new").unlink()
    results = run(container)
    assert entry(results, "ch1.rnn_cell")["score"] == 0.0 and results["score"] == 0.0
    levels = ("level 2",) if container == "no namespaces" else ("level 2", "level 3")
    assert results["extra_data"]["setting"]["confinement"] in levels


@pytest.mark.slow
def test_a_container_that_cannot_confine_grades_nothing(gradescope: Path, run: Run) -> None:
    """The reason is there; with the instructor's word for it every result says so."""
    hand_in(gradescope, "ch1/rnn_cell.py", RNN_CELL)
    assert "Landlock is missing" in reason(run("no namespaces, no Landlock"))
    script = gradescope / "run_autograder"
    script.write_text(script.read_text().replace("\nOPTIONS=()\n", "\nOPTIONS=(--allow-unconfined)\n"))
    results = run("no namespaces, no Landlock")
    assert results["score"] == 6.0 and results["extra_data"]["setting"]["confinement"] == "unconfined"


@pytest.mark.parametrize(
    ("damaged", "said"),
    [("reference/ch1/readout.py", "SyntaxError"), (SECRET, "a secret needs at least 16")],
)
def test_a_fault_of_ours_is_no_zero(gradescope: Path, grade: Grade, damaged: str, said: str) -> None:
    """No score, whatever part of the autograder is broken."""
    hand_in(gradescope, "ch1/rnn_cell.py", RNN_CELL)
    (gradescope / "source" / damaged).write_text("def (\n")
    assert said in reason(grade())


def test_no_folder_of_an_upload_is_no_zero(gradescope: Path, grade: Grade) -> None:
    """An empty folder is an empty upload; none at all is a fault."""
    (gradescope / "submission").rmdir()
    assert "is not there" in reason(grade())


def test_a_grader_that_does_not_start_leaves_no_score(gradescope: Path, run: Run) -> None:
    """Neither does one that dies, nor a Python that is not there, as when setup.sh did not finish."""
    (gradescope / "source" / "autograder" / "upload.py").write_text("import os\nos.kill(os.getpid(), 9)\n")
    assert "exit status 137" in reason(run())
    (gradescope / "source" / "autograder" / "upload.py").write_text("def (\n")
    assert "exit status 1;" in reason(run())
    assert "exit status 127" in reason(run(python="/nowhere/python"))


def test_memory_that_ran_out_is_seen(tmp_path: Path) -> None:
    """In both versions of control groups; 0 where there are none."""
    assert memory_kills(tmp_path) == 0
    (tmp_path / "memory").mkdir()
    (tmp_path / "memory" / "memory.oom_control").write_text("oom_kill_disable 0\nunder_oom 0\noom_kill 2\n")
    assert memory_kills(tmp_path) == 2
    (tmp_path / "memory.events").write_text("low 0\nhigh 0\nmax 7\noom 1\noom_kill 3\n")
    assert memory_kills(tmp_path) == 3
