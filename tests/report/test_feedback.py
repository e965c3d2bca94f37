"""What a student reads: their own, harmless to open, with nothing of hidden inputs."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from autograder.gradebook import Gradebook
from autograder.grading import CaseGrade, Grade
from autograder.judge.messages import Finding
from autograder.judge.verdict import Status
from autograder.report.exports import CaseInfo, ExerciseInfo, MistakeInfo, results
from autograder.report.feedback import _file_name, feedback_files, plain

INFO = ExerciseInfo(
    "ch1.x",
    "Title",
    "題",
    2.0,
    "p",
    [CaseInfo("a", "Says a.", 1.0, True), CaseInfo("b", "Says b.", 1.0, False)],
    [MistakeInfo("swapped", "You swapped them.", "逆です。")],
    ["torch.nn.LSTM"],
)
OK = CaseGrade("a", Status.passed, 1.0, 1.0, True, None)


@pytest.fixture
def book(tmp_path: Path) -> Iterator[Gradebook]:
    """An empty gradebook."""
    book = Gradebook(f"sqlite:///{tmp_path / 'grades.db'}", "1")
    yield book
    book.close()


def wrong(finding: Finding, name: str = "b") -> CaseGrade:
    """A wrong case."""
    return CaseGrade(name, Status.wrong, 0.0, 1.0, False, finding)


def grade(student: str, *cases: CaseGrade, status: Status = Status.wrong, mistake: str | None = None) -> Grade:
    """A grade with these cases."""
    points = sum(case.points for case in cases)
    return Grade(student, "ch1.x", "cpu", status, points, 2.0, mistake, cases, "x.py", "f", "p")


def write(folder: Path, book: Gradebook) -> None:
    """The feedback on everybody in the gradebook."""
    add = feedback_files(folder, [INFO])
    for result in results(book, [INFO.exercise]):
        add(result)


def text_of(book: Gradebook, folder: Path, made: Grade, notes: tuple[str, ...] = ()) -> str:
    """The feedback on one grade."""
    book.write([made], [(made.student, notes)])
    write(folder, book)
    (path,) = folder.iterdir()
    return path.read_text(encoding="utf-8")


FACTS: dict[str, str | int] = {
    "where": "h",
    "wrong": 1,
    "of": 2,
    "first": "[0]",
    "got": "0.77",
    "expected": "0.88",
    "kind": "sign",
}


def test_what_a_student_reads(book: Gradebook, tmp_path: Path) -> None:
    """Points, what passed, what did not and why, the hint in both languages, the notes; not the values."""
    made = grade("ann", OK, wrong(Finding("values", FACTS)), mistake="swapped")
    text = text_of(book, tmp_path / "f", made, ("x.py counts",))
    parts = ("**1 of 2 points.**", "✓ Says a. (1 of 1)", "✗ Says b. (0 of 1)", "1 of 2 entries differ", "ch1.x Title")
    for part in (*parts, "The sign is reversed", "You swapped them.", "逆です。", "x.py counts"):
        assert part in text
    assert "0.77" not in text and "0.88" not in text


def test_passed_work_is_not_explained(book: Gradebook, tmp_path: Path) -> None:
    """Full marks are a line in the table, without a chapter of their own."""
    text = text_of(book, tmp_path / "f", grade("ann", OK, status=Status.passed))
    assert "| passed |" in text and "## ch1.x" not in text


def test_one_reason_is_told_once(book: Gradebook, tmp_path: Path) -> None:
    """Where all cases failed alike the student reads it once."""
    finding = Finding("no_entry", {"message": "cell"})
    text = text_of(book, tmp_path / "f", grade("ann", wrong(finding, "a"), wrong(finding)))
    assert text.count("does not define") == 1 and "Every case" in text


def test_what_is_ungraded_is_no_zero(book: Gradebook, tmp_path: Path) -> None:
    """A fault of ours leaves points open and says so."""
    case = CaseGrade("a", Status.ungraded, 0.0, 1.0, True, Finding("ungraded", {"detail": "the disk failed"}))
    text = text_of(book, tmp_path / "f", grade("ann", case, status=Status.ungraded))
    assert "could not be graded yet" in text and "– / 2" in text and "not counted against you" in text


HOSTILE = "</td><script>alert(1)</script> [x](javascript:1) `rm` **b**\n# Heading\r\n| a | b |\x1b[2J\u202e$\\$"


@pytest.mark.parametrize("place", ["student", "note", "fact"])
def test_hostile_words(book: Gradebook, tmp_path: Path, place: str) -> None:
    """Names, notes and facts with Markdown, HTML, control characters and line ends stay text on one line."""
    student = HOSTILE if place == "student" else "ann"
    quoted = f": {HOSTILE}" if place == "fact" else ""
    finding = Finding("raised", {"type": "ValueError", "line": 3, "source": quoted, "message": "m"})
    notes = (HOSTILE,) if place == "note" else ()
    text = text_of(book, tmp_path / "f", grade(student, OK, wrong(finding)), notes)
    assert "<" not in text and "\x1b" not in text and "\u202e" not in text and "\r" not in text
    assert re.search(r"(?<!\\)\[x|(?<!\\)`rm|(?<!\\)\*\*b", text) is None
    assert not any(line.startswith(("# Heading", "| a |")) for line in text.splitlines())
    assert "alert\\(1\\)" in text


@given(st.text())
def test_plain_text(text: str) -> None:
    """Of any text every character with a meaning in Markdown or HTML is escaped, and it stays on one line."""
    escaped = plain(text)
    assert escaped.isprintable() and not set("<>") & set(escaped)
    assert re.fullmatch(r"(?:\\[\\`*_{}\[\]()#+\-!|~$]|&(?:amp|lt|gt);|[^\\`*_{}\[\]()#+\-!|~$&<>])*", escaped)


def test_files_are_apart(book: Gradebook, tmp_path: Path) -> None:
    """Students whose names differ only in what no file name may have get files of their own."""
    students = ["a:b", "a?b", "a_b", "bob", "bob.", "bob ", "...", "x" * 255, "山" * 85, "山" * 84 + "田"]
    book.write([grade(student, OK) for student in students], [(student, ()) for student in students])
    write(tmp_path / "f", book)
    files = list((tmp_path / "f").iterdir())
    assert len(files) == len(students) and all(path.suffix == ".md" for path in files)
    assert sum("bob" in path.name for path in files) == 3


@given(st.lists(st.text(alphabet="ab.:/\\ ?*", max_size=4), unique=True, max_size=6))
def test_names_of_files(students: list[str]) -> None:
    """Different students have different files, whose names lead nowhere else and are good on any system."""
    taken: set[str] = set()
    names = [_file_name(student, taken) for student in students]
    assert len(set(names)) == len(names)
    for name in names:
        assert name and not set(name) & set('<>:"/\\|?*') and name.rstrip(". ") == name


def test_grades_of_an_older_course(book: Gradebook, tmp_path: Path) -> None:
    """A case or mistake that the course no longer has is called by its name."""
    made = grade("ann", OK, wrong(Finding("not_started"), "gone_by_now"), mistake="forgotten")
    assert "✗ gone_by_now (0 of 1)" in text_of(book, tmp_path / "f", made)
