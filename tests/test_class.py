"""The sample class: what tests/class holds is graded by the command, and every verdict is the one that is right."""

from __future__ import annotations

import csv
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from graded import (
    JOBS,
    ROOT,
    SECRET,
    Marked,
    Run,
    command,
    differences,
    expectations,
    expected_marks,
    run,
)

from autograder.course import Course
from autograder.sandbox.places import open_to_all

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(sys.platform != "linux", reason="untrusted code is confined on Linux only"),
]

CLASS = Path(__file__).parent / "class"
USER = 1234
HOSTILE = "hostile_"
#: The exercises that most of the class handed in.
COMMON = (
    "ch1.rnn_cell",
    "ch2.lstm_gates",
    "ch2.lstm_cell",
    "ch3.teacher_forcing",
    "ch4.dot_product_attention",
    "ch5.make_windows",
    "ch5.mape",
)


def select(to: Path, slow: bool) -> Path:
    """Copy those of the class that cost wall-clock limits, or those that do not, to the new folder `to`."""
    to.mkdir()
    for student, told in expectations(CLASS).items():
        if bool(told.get("slow")) == slow:
            folder = CLASS / student
            if folder.is_dir():
                shutil.copytree(folder, to / student)
            else:
                shutil.copy(CLASS / f"{student}.zip", to)
    return to


@pytest.fixture(scope="module")
def exercises() -> tuple[str, ...]:
    """The names of all exercises."""
    return Course.find(ROOT).select()


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the secret and the two parts of the class."""
    path = tmp_path_factory.mktemp("class")
    (path / "secret").write_text(SECRET, encoding="ascii")
    select(path / "quick", slow=False)
    select(path / "slow", slow=True)
    return path


@pytest.fixture(scope="module")
def runs(place: Path) -> Iterator[dict[str, Run]]:
    """The class graded once: those who sleep meanwhile, since they need no processor."""
    secret = ("--seed-file", place / "secret")
    slow = command("grade", place / "slow", "--to", place / "slow-out", "--jobs", "1", *secret)
    with subprocess.Popen(slow, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as sleeping:
        quick = command("grade", place / "quick", "--to", place / "out", "--jobs", str(JOBS), *secret)
        made = run(quick, place / "out")
        out, err = sleeping.communicate(timeout=600)
    asleep = subprocess.CompletedProcess(slow, sleeping.returncode, out, err)
    yield {"quick": made, "slow": Run(asleep, place / "slow-out")}


@pytest.fixture(scope="module")
def graded(runs: dict[str, Run]) -> Run:
    """All but those who sleep, graded once."""
    return runs["quick"]


def test_every_mark_is_the_right_one(runs: dict[str, Run], exercises: tuple[str, ...]) -> None:
    """Status, points and diagnosed mistake of every student's every exercise."""
    right = expected_marks(CLASS, exercises)
    names = {part: {student for student, _ in given.marks()} for part, given in runs.items()}
    assert names["quick"] | names["slow"] == {student for student, _ in right}
    lines = []
    for part, given in runs.items():
        lines += differences(given, {key: mark for key, mark in right.items() if key[0] in names[part]})
    wrong = sum(not line.startswith(" ") for line in lines)
    assert not lines, f"{wrong} of {len(right)} marks are not the right ones:\n" + "\n".join(lines)


def test_a_run_that_graded_everything_exits_with_0(runs: dict[str, Run]) -> None:
    """Nothing of the class may be left ungraded, however broken or hostile."""
    for given in runs.values():
        assert given.done.returncode == 0, given.done.stdout + given.done.stderr
        assert not given.done.stderr
        assert "ungraded" not in {mark.status for mark in given.marks().values()}


def test_every_known_mistake_is_made_by_somebody(exercises: tuple[str, ...]) -> None:
    """The class makes each known mistake of the exercises that most handed in, and some of every other exercise."""
    course = Course.find(ROOT)
    known = {(name, mistake.name) for name in exercises for mistake in course[name].mistakes}
    made = {(name, mark.mistake) for (_, name), mark in expected_marks(CLASS, exercises).items() if mark.mistake}
    assert not {(name, mistake) for name, mistake in known if name in COMMON} - made, "made by nobody"
    assert not made - known, "not known (any more)"
    assert {name for name in exercises if not course[name].project} <= {name for name, _ in made}


def test_every_exercise_is_handed_in_right_and_wrong(exercises: tuple[str, ...]) -> None:
    """By two students at least, or one where it trains; translations train too long for a class that is graded again
    and again, and are graded once in test_projects.py."""
    course = Course.find(ROOT)
    marks = expected_marks(CLASS, exercises)
    for name in (name for name in exercises if "translate" not in name):
        statuses = [mark.status for (_, exercise), mark in marks.items() if exercise == name]
        enough = 1 if any(case.goal for case in course[name].cases) else 2
        assert statuses.count("passed") >= enough, name
        assert len(statuses) - statuses.count("passed") - statuses.count("not handed in") >= enough, name


def test_the_class_is_large_and_varied() -> None:
    """At least 36 students and 14 strategies of attack, every one described, no cheat without a strategy."""
    told = expectations(CLASS)
    assert sum(not name.startswith(HOSTILE) for name in told) >= 36
    assert sum(name.startswith(HOSTILE) for name in told) >= 14
    assert all(one["about"].endswith(".") for one in told.values())


@pytest.fixture(scope="module")
def some(place: Path) -> Path:
    """Every sixth of those who do not sleep."""
    (place / "some").mkdir()
    for path in sorted((place / "quick").iterdir())[::6]:
        (shutil.copytree if path.is_dir() else shutil.copy)(path, place / "some" / path.name)
    return place / "some"


def of_some(graded: Run, some: Path) -> dict[tuple[str, str], Marked]:
    """The marks that these got when all were graded."""
    names = {path.stem for path in some.iterdir()}
    return {key: mark for key, mark in graded.marks().items() if key[0] in names}


def test_one_job_alone_gives_the_same_lines(graded: Run, some: Path, place: Path) -> None:
    """A second run, into a fresh folder, with one job and without the others, writes the same of these students, byte
    for byte."""
    words = command("grade", some, "--to", place / "again", "--jobs", "1")
    again = run([*words, "--seed-file", str(place / "secret")], place / "again")
    assert again.done.returncode == 0, again.done.stderr
    lines = differences(again, of_some(graded, some))
    assert not lines, "\n".join(lines)
    whole, ours = (
        {line.rstrip(",") for line in (each.to / "grades.json").read_text(encoding="utf-8").splitlines()}
        for each in (graded, again)
    )
    assert len(ours) > len(list(some.iterdir())) and [line[:200] for line in ours - whole] == []


@pytest.fixture(scope="module")
def outside() -> Iterator[Path]:
    """A course in a folder that an ordinary user may read; skipped where there is no such user to be."""
    if os.getuid() != 0:
        pytest.skip("only root can become another user")
    if shutil.which("setpriv") is None:
        pytest.skip("setpriv is not installed")
    if not open_to_all(Path(sys.executable)):
        pytest.skip(f"an ordinary user may not read the interpreter {sys.executable}")
    with tempfile.TemporaryDirectory() as name:
        path = Path(name)
        path.chmod(0o755)
        for part in ("autograder", "reference", "solutions"):
            shutil.copytree(ROOT / part, path / part, ignore=shutil.ignore_patterns("__pycache__"))
        (path / "secret").write_text(SECRET, encoding="ascii")
        (path / "home").mkdir()
        os.chown(path / "home", USER, USER)
        yield path


def as_user(course: Path, submissions: Path, *more: str) -> Run:
    """Grade as an ordinary user."""
    become = ["setpriv", f"--reuid={USER}", f"--regid={USER}", "--clear-groups"]
    to = course / "home" / f"{submissions.name}-out"
    words = command("grade", submissions, "--to", to, "--jobs", str(JOBS), "--seed-file", course / "secret", *more)
    home = str(course / "home")
    return run([*become, *words], to, course, HOME=home, PYTHONDONTWRITEBYTECODE="1", TMPDIR=home)


def test_an_ordinary_user_gives_the_same_marks(graded: Run, some: Path, outside: Path) -> None:
    """Graded without any privilege, some of the class get the same marks, in the chapter that is attacked most."""
    submissions = outside / "submissions"
    shutil.copytree(some, submissions)
    given = as_user(outside, submissions, "--chapter", "ch2")
    assert given.done.returncode == 0, given.done.stderr
    right = of_some(graded, some)
    lines = differences(given, {key: right[key] for key in right if key[1].startswith("ch2.")})
    assert not lines, "\n".join(lines)


def test_what_cannot_be_read_is_ungraded_and_exits_with_1(outside: Path) -> None:
    """A file that the grader may not read is no zero, and the next run tries it again."""
    file = outside / "closed" / "somebody" / "ch1" / "rnn_cell.py"
    file.parent.mkdir(parents=True)
    shutil.copy(CLASS / "mariko" / "ch1" / "rnn_cell.py", file)
    file.chmod(0)
    only = ("--exercise", "ch1.rnn_cell")
    given = as_user(outside, outside / "closed", *only)
    assert given.done.returncode == 1, given.done.stderr
    assert given.marks() == {("somebody", "ch1.rnn_cell"): Marked("ungraded", None, None)}
    assert given.grades["students"][0]["total"] is None
    file.chmod(0o644)
    again = as_user(outside, outside / "closed", *only)
    assert again.done.returncode == 0, again.done.stderr
    assert again.marks()["somebody", "ch1.rnn_cell"].status == "passed"


@pytest.mark.parametrize("wrong", ["folder", "empty", "secret", "short"])
def test_wrong_use_exits_with_2(wrong: str, place: Path, tmp_path: Path) -> None:
    """One line says what is wrong, and nothing is written."""
    (tmp_path / "empty").mkdir()
    (tmp_path / "short").write_text("too short\n", encoding="ascii")
    submissions = {"folder": tmp_path / "nowhere", "empty": tmp_path / "empty"}.get(wrong, place / "slow")
    secret = {"secret": tmp_path / "nowhere", "short": tmp_path / "short"}.get(wrong, place / "secret")
    given = run(command("grade", submissions, "--to", tmp_path / "out", "--seed-file", secret), tmp_path / "out")
    assert given.done.returncode == 2
    assert given.done.stderr.startswith("autograder: ") and given.done.stderr.count("\n") == 1
    assert not (tmp_path / "out").exists()


def test_columns_of_grades_csv(graded: Run, exercises: tuple[str, ...]) -> None:
    """A row a student, a column an exercise, totals that add up, and no cell that is a formula."""
    with open(graded.to / "grades.csv", encoding="utf-8", newline="") as file:
        header, *rows = csv.reader(file)
    assert header == ["student", *exercises, "total", "possible"]
    marks = graded.marks()
    assert [row[0].removeprefix("'") for row in rows] == sorted({student for student, _ in marks})
    for name, *points, total, possible in rows:
        assert not name.startswith(("=", "+", "-", "@"))
        given = [marks[name.removeprefix("'"), exercise].points for exercise in exercises]
        assert [float(cell) for cell in points] == given
        assert float(total) == sum(map(float, points)) and float(possible) >= float(total)
    assert "'=cmd" in [row[0] for row in rows]


def test_feedback_is_text_and_nothing_else(graded: Run) -> None:
    """What hostile students wrote is no HTML, no Markdown and no control sequence in what is shown."""
    files = sorted((graded.to / "feedback").glob("*.md"))
    assert len(files) == len({student for student, _ in graded.marks()})
    for path in files:
        text = path.read_text(encoding="utf-8")
        odd = sorted({hex(ord(c)) for c in text if c != "\n" and not c.isprintable()})
        assert not odd, f"{path.name} holds {odd}"
        assert not re.search(r"<[a-zA-Z/!]", text), f"{path.name} holds HTML"
        assert not re.search(r"(?<!\\)\[click(?<!\\)\]", text), f"{path.name} holds a link of the student's"
        assert "**bold**" not in text and "| cell |" not in text, f"{path.name} holds Markdown of the student's"
        assert not re.search(r"^# heading", text, re.MULTILINE), f"{path.name} holds a heading of the student's"


def test_feedback_tells_nothing_hidden(graded: Run) -> None:
    """No number with many digits, be it an input or an expected value, and no word of a student's own; but for examples
    to calculate by hand and hints, which are ours."""
    course, leaks = Course.find(ROOT), []
    hints = {text for name in course.names for known in course[name].mistakes for text in (known.hint, known.hint_ja)}
    ours = {text for text in hints if re.search(r"\d\.\d{4}|\d{6}", text)}
    for path in sorted((graded.to / "feedback").glob("*.md")):
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            example = " → " in line and "✗" in line
            if example or any(text in line for text in ours):
                continue
            if re.search(r"\d\.\d{4}|\d{6}|INPUTS [-0-9]|Yours:", line):
                leaks.append(f"{path.name}:{number}: {line[:200]}")
    assert not leaks, "\n".join(leaks)


def test_feedback_names_the_mistake_and_the_files_that_count(graded: Run) -> None:
    """A diagnosed mistake comes with both hints; of two copies the student is told which one counts."""
    course = Course.find(ROOT)
    (mistake,) = (m for m in course["ch5.mape"].mistakes if m.name == "symmetric")
    assert mistake.hint in graded.feedback("=cmd") and mistake.hint_ja in graded.feedback("=cmd")
    assert "passed over" in graded.feedback("tuan")
    assert "archive" in graded.feedback("walid")
