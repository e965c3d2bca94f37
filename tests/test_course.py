"""A course is found, its exercises are loaded when asked for, and an author's errors name the file."""

from pathlib import Path

import pytest

from autograder.course import Course, chapter_of, entry_of, inner_path
from autograder.exercise import CourseError

GOOD = "from autograder.exercise import Exercise\nexercise = Exercise('T', '題', {position}, 1, 1, 1)\n"


@pytest.fixture
def made(tmp_path: Path) -> Path:
    """A course with a few exercises, good and bad."""
    files = {
        "ch1/b.py": GOOD.format(position=1),
        "ch1/a.py": GOOD.format(position=2),
        "ch2/c.py": GOOD.format(position=1),
        "ch3/e.py": GOOD.format(position=1),
        "ch2/broken.py": "x = 1 / 0\n",
        "ch2/syntax.py": "def f(:\n",
        "ch2/empty.py": "x = 1\n",
        "ch2/other.py": "exercise = 3\n",
        "ch2/__init__.py": "",
        "notes/d.py": "",
    }
    for name, text in files.items():
        (tmp_path / "reference" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "reference" / name).write_text(text)
    (tmp_path / "solutions" / "ch1").mkdir(parents=True)
    return tmp_path


def test_this_course(course: Course) -> None:
    """Every exercise of this repository loads, has its files, and is called by its path."""
    assert "ch2.lstm_cell" in course.names
    for name in course.names:
        assert course[name] is course[name]
        assert course.reference_file(name).is_file() and course.solution_file(name).is_file()
        assert inner_path(name) == f"{chapter_of(name)}/{entry_of(name)}"


@pytest.mark.parametrize("start", [".", "solutions", "solutions/ch1"])
def test_found_from_below(made: Path, start: str) -> None:
    """The course is that of the folder, or of the nearest one above it."""
    found = Course.find(made / start)
    assert found.root == made and {"ch1.a", "ch2.c"} <= set(found.names)
    assert not any("__init__" in name or name.startswith("notes") for name in found.names)


def test_no_course(tmp_path: Path) -> None:
    """Elsewhere the message says what a course has."""
    with pytest.raises(CourseError, match="reference/ and solutions/"):
        Course.find(tmp_path)


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("ch2.broken", "broken.py: ZeroDivisionError"),
        ("ch2.syntax", "syntax.py: SyntaxError"),
        ("ch2.empty", "define a global named exercise"),
        ("ch2.other", "define a global named exercise"),
        ("ch9.nothing", "there is no exercise 'ch9.nothing'; there are: ch1.a, ch1.b"),
        ("../../etc/passwd", "there is no exercise"),
    ],
)
def test_what_does_not_load(made: Path, name: str, reason: str) -> None:
    """The author's error names the file, or what there is."""
    with pytest.raises(CourseError, match=reason):
        Course.find(made)[name]


@pytest.mark.parametrize("name", ["lstm_cell", "ch.x", "ch2.", "ch2.X", "ch2/x", "ch2.x.y", "ch2.../x"])
def test_names_that_are_none(name: str) -> None:
    """A path is made only of names like ch2.lstm_cell."""
    with pytest.raises(CourseError, match="names are like"):
        inner_path(name)


@pytest.mark.parametrize(
    ("chapters", "exercises", "selected"),
    [
        (("ch1",), (), ("ch1.b", "ch1.a")),
        (("ch3", "ch1"), (), ("ch1.b", "ch1.a", "ch3.e")),
        ((), ("ch2.c", "ch1.a"), ("ch1.a", "ch2.c")),
        (("ch3",), ("ch1.a", "ch3.e"), ("ch1.a", "ch3.e")),
    ],
)
def test_select(made: Path, chapters: tuple[str, ...], exercises: tuple[str, ...], selected: tuple[str, ...]) -> None:
    """Exercises come in the order of their positions, of chapters or by name."""
    assert Course.find(made).select(chapters, exercises) == selected


@pytest.mark.parametrize(("chapters", "exercises"), [(("ch1", "ch7"), ()), ((), ("ch1.z",))])
def test_select_what_there_is_not(made: Path, chapters: tuple[str, ...], exercises: tuple[str, ...]) -> None:
    """A chapter or an exercise that does not exist is an error, not an empty selection."""
    with pytest.raises(CourseError, match="there is no"):
        Course.find(made).select(chapters, exercises)


def test_ten_chapters(tmp_path: Path) -> None:
    """The tenth chapter comes after the ninth."""
    for number in (2, 10):
        (tmp_path / f"reference/ch{number}").mkdir(parents=True)
        (tmp_path / f"reference/ch{number}/a.py").write_text(GOOD.format(position=1))
    (tmp_path / "solutions").mkdir()
    assert Course.find(tmp_path).chapters == ("ch2", "ch10")
