"""nbgrader's own commands on a course of ours: the marks are ours, and whatever nbgrader does, they stay."""

from __future__ import annotations

import csv
import json
import os
import re
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

nbformat = pytest.importorskip("nbformat", reason="nbgrader is not installed: pip install -e '.[notebooks]'")
pytest.importorskip("nbgrader", reason="nbgrader is not installed: pip install -e '.[notebooks]'")

from autograder.authoring.build import write_tree  # noqa: E402
from autograder.authoring.nbgrader import nbgrader_tree  # noqa: E402
from autograder.authoring.release import release_to  # noqa: E402
from autograder.authoring.solution import read_solution  # noqa: E402
from autograder.course import Course  # noqa: E402

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(sys.platform != "linux", reason="untrusted code is confined on Linux only"),
]

ROOT = Path(__file__).parents[2]
STAMP = "2026-01-10 12:00:00 UTC"
GATES, CELL = "ch2-lstm_gates", "ch2-lstm_cell"
#: A known mistake of the LSTM cell.
MISTAKE = ("i, f, g, o = a.chunk", "i, f, o, g = a.chunk")


def run(*words: str | Path, cwd: Path) -> subprocess.CompletedProcess[str]:
    """A command of the environment that the tests run in."""
    places = {"PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}", "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-m", "autograder.cli"] if words[0] == "autograder" else [str(words[0])]
    command += [str(word) for word in words[1:]]
    environment = {**os.environ, **places, "PYTHONWARNINGS": "ignore"}
    return subprocess.run(command, cwd=cwd, env=environment, capture_output=True, text=True, timeout=300, check=False)


def cell_of(notebook: Any, identity: str) -> Any:
    """The cell with this id."""
    return next(cell for cell in notebook.cells if cell.get("id") == identity)


def exported(theirs: Path) -> dict[str, float]:
    """Each student's score by `nbgrader export`."""
    done = run("nbgrader", "export", cwd=theirs)
    assert done.returncode == 0, done.stderr
    with open(theirs / "grades.csv", encoding="utf-8", newline="") as file:
        return {row["student_id"]: float(row["score"]) for row in csv.DictReader(file)}


@pytest.fixture(scope="module")
def ours(tmp_path_factory: pytest.TempPathFactory) -> Course:
    """A course of two exercises."""
    root = tmp_path_factory.mktemp("ours")
    for tree in ("reference", "solutions"):
        (root / tree / "ch2").mkdir(parents=True)
        for name in ("lstm_gates.py", "lstm_cell.py"):
            shutil.copy(ROOT / tree / "ch2" / name, root / tree / "ch2")
    for name in ("README.md", "README.ja.md", "figures.py"):
        shutil.copy(ROOT / "solutions" / "ch2" / name, root / "solutions" / "ch2")
    course = Course.find(root)
    write_tree(course)
    return Course.find(root)


@pytest.fixture(scope="module")
def released(ours: Course, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The nbgrader course with its assignment generated, and nobody's submission."""
    theirs = tmp_path_factory.mktemp("theirs") / "course"
    release_to(ours, theirs, "nbgrader")
    done = run("nbgrader", "generate_assignment", "ch2", cwd=theirs)
    assert done.returncode == 0, done.stderr
    return theirs


@pytest.fixture(scope="module")
def answered(ours: Course, released: Path) -> Callable[..., Any]:
    """The released notebook with every exercise answered right, and then changed."""

    def notebook(change: Callable[[Any], None] = lambda notebook: None) -> Any:
        made = nbformat.read(released / "release" / "ch2" / "ch2.ipynb", as_version=4)
        for name in ours.names:
            cell_of(made, name.replace(".", "-")).source = read_solution(ours.solution_file(name), name).code
        change(made)
        return made

    return notebook


def mistaken(notebook: Any) -> None:
    """Make the known mistake."""
    cell = cell_of(notebook, CELL)
    assert MISTAKE[0] in cell.source
    cell.source = cell.source.replace(*MISTAKE)


def without_metadata(notebook: Any) -> None:
    """As some editors leave it."""
    for cell in notebook.cells:
        cell.metadata = {}


def without_tests(notebook: Any) -> None:
    """The test cell of the LSTM cell is deleted, that of the gates edited."""
    notebook.cells = [cell for cell in notebook.cells if cell.get("id") != "check-lstm_cell"]
    cell_of(notebook, "check-lstm_gates").source = "5.0"


def hand_in(theirs: Path, student: str, content: str, name: str = "ch2.ipynb") -> None:
    """Put a file where nbgrader collects it."""
    folder = theirs / "submitted" / student / "ch2"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / name).write_text(content, encoding="utf-8")
    (folder / "timestamp.txt").write_text(STAMP)


@pytest.fixture(scope="module")
def graded(ours: Course, released: Path, answered: Callable[..., Any]) -> Iterator[Path]:
    """The course with a class, graded by ``autograder grade --nbgrader``."""
    for student, change in [("ann", None), ("bob", mistaken), ("dora", without_metadata), ("finn", without_tests)]:
        hand_in(released, student, nbformat.writes(answered(change) if change else answered()))
    hand_in(released, "carl", (released / "release" / "ch2" / "ch2.ipynb").read_text("utf-8"))
    hand_in(released, "eve", '{"cells": [')
    hand_in(released, "gus", nbformat.writes(answered(mistaken)), "ch2 (1).ipynb")
    done = run("autograder", "grade", "--nbgrader", released, cwd=ours.root)
    assert done.returncode == 0, done.stdout + done.stderr
    (released / "said.txt").write_text(done.stdout, encoding="utf-8")
    yield released


RIGHT = {"ann": 12, "bob": 5, "carl": 0, "dora": 12, "eve": 0, "finn": 12, "gus": 5}


def test_the_course_is_the_same_each_time(ours: Course) -> None:
    """Byte for byte, with nothing of the hidden cases."""
    files = nbgrader_tree(ours)
    assert files == nbgrader_tree(Course.find(ours.root))
    hidden = [case.says for name in ours.names for case in ours[name].cases if not case.public]
    assert not any(says.encode() in content for says in hidden for content in files.values())


def test_what_students_get_holds_no_solution(ours: Course, released: Path) -> None:
    """nbgrader cuts the model solution out, and what is left is the stub of assignments/ but for what it raises."""
    notebook = nbformat.read(released / "release" / "ch2" / "ch2.ipynb", as_version=4)
    text = "\n".join(cell.source for cell in notebook.cells)
    for name in ours.names:
        solution = read_solution(ours.solution_file(name), name)
        assert not [line for line in solution.hidden_lines if line in text]
        cell = cell_of(notebook, name.replace(".", "-"))
        stub = re.sub(r"NotImplementedError\(.*\)", 'NotImplementedError("not started")', solution.stub)
        assert cell.source == f"# {name}\n{stub.strip()}"
        assert cell.metadata.nbgrader["solution"] and not cell.metadata.nbgrader["locked"]
    assert (released / "release" / "ch2" / "cases" / "lstm_cell.json").is_file()


def test_marks_are_in_the_gradebook(graded: Path) -> None:
    """Whatever students did to cells and files: metadata lost, test cells deleted or edited, a file renamed, broken."""
    assert exported(graded) == RIGHT


def test_what_nbgrader_cannot_show_is_told(graded: Path) -> None:
    """Two students are marked all the same, each named with nbgrader's reason."""
    said = (graded / "said.txt").read_text(encoding="utf-8")
    assert said.count("marked, but nbgrader cannot show the submission") == 2
    assert "eve: marked" in said and "gus: marked" in said
    stand_in = (graded / "autograded" / "eve" / "ch2" / "ch2.ipynb").read_text(encoding="utf-8")
    assert "nbgrader cannot show what was handed in" in stand_in


def test_the_same_command_again_writes_nothing(ours: Course, graded: Path) -> None:
    """What is graded and written already is kept."""
    before = {path: path.stat().st_mtime_ns for path in (graded / "autograded").rglob("*.ipynb")}
    done = run("autograder", "grade", "--nbgrader", graded, cwd=ours.root)
    assert done.returncode == 0, done.stderr
    assert "0 grades made, 14 kept from before" in " ".join(done.stdout.split())
    assert {path: path.stat().st_mtime_ns for path in (graded / "autograded").rglob("*.ipynb")} == before


def test_marks_survive_nbgraders_own_autograding(graded: Path) -> None:
    """`nbgrader autograde --force` runs nothing and takes the marks that are there."""
    done = run("nbgrader", "autograde", "ch2", "--force", "--student=bob", cwd=graded)
    assert done.returncode == 0, done.stderr
    assert exported(graded) == RIGHT
    notebook = nbformat.read(graded / "autograded" / "bob" / "ch2" / "ch2.ipynb", as_version=4)
    outputs = cell_of(notebook, "check-lstm_cell").outputs
    assert "order i, f, o, g" in outputs[0].data["text/markdown"] and outputs[1].data["text/plain"] == "0"


def test_what_was_handed_in_again_is_not_marked_by_old_marks(ours: Course, graded: Path, tmp_path: Path) -> None:
    """nbgrader refuses with our reason until the grader has been run, which then marks the new one."""
    theirs = Path(shutil.copytree(graded, tmp_path / "course"))
    notebook = (theirs / "submitted" / "ann" / "ch2" / "ch2.ipynb").read_text("utf-8")
    hand_in(theirs, "bob", notebook)
    done = run("nbgrader", "autograde", "ch2", "--force", "--student=bob", cwd=theirs)
    assert done.returncode != 0 and "ch2 of bob was handed in again after it was graded" in done.stderr
    assert run("autograder", "grade", "--nbgrader", theirs, cwd=ours.root).returncode == 0
    assert exported(theirs) == {**RIGHT, "bob": 12}


def test_feedback_shows_the_reasons_and_no_number(graded: Path) -> None:
    """`nbgrader generate_feedback` makes a page with hint, cases and comment, and nothing of hidden inputs."""
    done = run("nbgrader", "generate_feedback", "ch2", "--force", cwd=graded)
    assert done.returncode == 0, done.stderr
    page = (graded / "feedback" / "bob" / "ch2" / "ch2.html").read_text(encoding="utf-8")
    assert "The blocks are read in the order i, f, o, g" in page
    assert re.search(r"\d+ of \d+ cases passed", page)
    assert "Yours:" not in page


def test_an_assignment_with_a_cell_that_is_not_ours(ours: Course, graded: Path, tmp_path: Path) -> None:
    """A test cell of the instructor's own did not run: it waits to be marked by hand, and is not given full marks."""
    from nbgrader.api import Gradebook

    theirs = Path(shutil.copytree(graded, tmp_path / "course"))
    for folder in ("autograded", "release", "unrolled"):
        shutil.rmtree(theirs / folder)
    (theirs / "gradebook.db").unlink()
    path = theirs / "source" / "ch2" / "ch2.ipynb"
    notebook = nbformat.read(path, as_version=4)
    about = {"schema_version": 3, "grade": True, "solution": False, "locked": True, "task": False, "points": 3}
    cell = nbformat.v4.new_code_cell("assert True", metadata={"nbgrader": {**about, "grade_id": "own-test"}})
    notebook.cells.append(cell)
    nbformat.write(notebook, path)
    assert run("nbgrader", "generate_assignment", "ch2", cwd=theirs).returncode == 0
    hand_in(theirs, "carl", (theirs / "release" / "ch2" / "ch2.ipynb").read_text("utf-8"))
    done = run("autograder", "grade", "--nbgrader", theirs, cwd=ours.root)
    assert done.returncode == 0, done.stderr
    with Gradebook(f"sqlite:///{theirs / 'gradebook.db'}", "unrolled") as gradebook:
        grade = gradebook.find_grade("own-test", "ch2", "ch2", "carl")
        assert (grade.auto_score, grade.needs_manual_grade) == (None, True)


@pytest.fixture
def kernels(released: Path, tmp_path: Path) -> Path:
    """The course with nbgrader running submissions in its own kernels, as it does without our lines."""
    theirs = Path(shutil.copytree(released, tmp_path / "course"))
    for folder in ("submitted", "autograded", "feedback", "unrolled"):
        shutil.rmtree(theirs / folder, ignore_errors=True)
    config = (theirs / "nbgrader_config.py").read_text("utf-8")
    without = re.sub(r"^c\.Autograde\.autograde_preprocessors.*?^\]\n", "", config, flags=re.MULTILINE | re.DOTALL)
    assert without != config
    (theirs / "nbgrader_config.py").write_text(without, encoding="utf-8")
    return theirs


def test_our_test_cells_in_nbgraders_kernels(kernels: Path, answered: Callable[..., Any]) -> None:
    """Partial credit for the public cases, whatever the student's code prints or warns of, and feedback."""

    def partly(notebook: Any) -> None:
        cell = cell_of(notebook, CELL)
        cell.source = cell.source.replace(
            "h, c = state", "h, c = (part * 1.0 for part in (state[0].detach(), state[1]))"
        )

    def noisy(notebook: Any) -> None:
        cell = cell_of(notebook, GATES)
        loud = "import sys, warnings; print('p' * 99, file=sys.stderr); warnings.warn('w'); print(x)"
        cell.source = cell.source.replace("# BEGIN SOLUTION", loud)

    changes = {"ann": noisy, "bob": mistaken, "carl": partly}
    for student, change in changes.items():
        hand_in(kernels, student, nbformat.writes(answered(change)))
    done = run("nbgrader", "autograde", "ch2", cwd=kernels)
    assert done.returncode == 0, done.stderr
    scores = exported(kernels)
    assert scores["ann"] == 12 and scores["bob"] == 5
    assert 5 < scores["carl"] < 12, scores
    assert run("nbgrader", "generate_feedback", "ch2", cwd=kernels).returncode == 0
    page = (kernels / "feedback" / "bob" / "ch2" / "ch2.html").read_text(encoding="utf-8")
    assert "The blocks are read in the order i, f, o, g" in page


@pytest.fixture
def formgrader(graded: Path, tmp_path: Path) -> Iterator[str]:
    """The address of a running Jupyter server with nbgrader's formgrader."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    options = [f"--port={port}", "--no-browser", "--allow-root", "--IdentityProvider.token=", "--ip=127.0.0.1"]
    extension = "--ServerApp.jpserver_extensions={'nbgrader.server_extensions.formgrader': True}"
    words = [sys.executable, "-m", "jupyter", "server", *options, extension]
    environment = {**os.environ, "HOME": str(tmp_path), "JUPYTER_CONFIG_DIR": str(tmp_path)}
    with (
        open(tmp_path / "log", "w") as log,
        subprocess.Popen(words, cwd=graded, env=environment, stdout=log, stderr=log) as server,
    ):
        try:
            _wait_for(f"http://127.0.0.1:{port}/api", server)
            yield f"http://127.0.0.1:{port}/formgrader"
        finally:
            server.terminate()


def _wait_for(address: str, server: subprocess.Popen[bytes]) -> None:
    while server.poll() is None:
        try:
            urllib.request.urlopen(address).close()
            return
        except OSError:
            time.sleep(0.3)
    pytest.fail("the Jupyter server ended")


def test_formgrader_shows_marks_and_comments(formgrader: str) -> None:
    """Everybody is graded, nobody waits for autograding; a submission's page opens with its scores and comments."""

    def get(path: str) -> Any:
        with urllib.request.urlopen(f"{formgrader}/{path}") as answer:
            return answer.read()

    submissions = json.loads(get("api/submissions/ch2"))
    assert {each["student"]: each["score"] for each in submissions} == RIGHT
    assert all(each["autograded"] and not each["needs_manual_grade"] for each in submissions)
    notebooks = json.loads(get("api/submitted_notebooks/ch2/ch2"))
    bob = next(each["id"] for each in notebooks if each["student"] == "bob")
    comments = json.loads(get(f"api/comments?submission_id={bob}"))
    assert any("order i, f, o, g" in (comment["auto_comment"] or "") for comment in comments)
    assert b"check-lstm_cell" in get(f"submissions/{bob}/")


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (lambda root: root.mkdir(), "is no nbgrader course: it has no nbgrader_config.py"),
        (lambda root: (root.mkdir(), (root / "nbgrader_config.py").touch()), "run `nbgrader generate_assignment`"),
    ],
)
def test_what_is_no_course_is_refused(make: Callable[[Path], object], words: str, ours: Course, tmp_path: Path) -> None:
    """One line says what is missing; nothing is written but nbgrader's own empty gradebook."""
    make(tmp_path / "course")
    done = run("autograder", "grade", "--nbgrader", tmp_path / "course", cwd=ours.root)
    assert done.returncode == 2 and words in done.stderr and len(done.stderr.splitlines()) == 1
