"""Papers are the same however many processes set them, and a secret is one."""

from pathlib import Path

import pytest

from autograder.course import Course
from autograder.desk import MIN_SECRET_BYTES, read_secret, set_desk
from autograder.exercise import CourseError

NAMES = ("ch1.rnn_cell", "ch4.masked_softmax", "ch5.mape")
SECRET = b"a secret of this test"


def test_several_processes_set_the_same_papers(course: Course) -> None:
    """Questions, expected answers, and how known mistakes differ."""
    alone, together = (set_desk(course, NAMES, SECRET, ("cpu",), jobs) for jobs in (1, 2))
    assert alone.digests == together.digests and tuple(together.papers) == NAMES
    for name in NAMES:
        pairs = zip(alone.papers[name].questions, together.papers[name].questions, strict=True)
        assert all(one.right == other.right and one.fingerprints == other.fingerprints for one, other in pairs)


def test_devices_that_are_not_there_are_told(course: Course) -> None:
    """Nothing is run on a device that cannot be had, and the reason is kept."""
    assert "CUDA" in set_desk(course, NAMES[:1], SECRET, ("cpu", "cuda"), 1).absent["cuda"]


def test_a_course_makes_its_secret_once(tmp_path: Path) -> None:
    """It is the owner's alone, and the same the next time; one that is too short is refused."""
    for folder in ("reference", "solutions"):
        (tmp_path / folder).mkdir()
    course = Course.find(tmp_path)
    first = read_secret(course, None)
    assert len(first) >= MIN_SECRET_BYTES and read_secret(course, None) == first
    assert (tmp_path / ".unrolled-secret").stat().st_mode & 0o077 == 0
    (tmp_path / "short").write_bytes(b"short")
    with pytest.raises(CourseError, match="at least 16"):
        read_secret(course, tmp_path / "short")
    with pytest.raises(CourseError, match="cannot be read"):
        read_secret(course, tmp_path / "none")
