"""Folders, honest, odd and hostile, become submissions; nothing outside is ever read."""

import os
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Mapping
from pathlib import Path

import pytest

from autograder.intake.folders import MAX_DEPTH, IntakeError, read_submission, student_of, students_in
from autograder.intake.program import Wanted
from autograder.sandbox import places

EXERCISES = {name: Wanted(frozenset()) for name in ("ch1.rnn_cell", "ch2.lstm_cell")}
HONEST = {"ch1/rnn_cell.py": b"one", "work/ch2/lstm_cell.py": b"two", "README.md": b"hello"}


def folder(path: Path, files: Mapping[str, bytes]) -> Path:
    """A folder with these files."""
    for name, content in files.items():
        (path / name).parent.mkdir(parents=True, exist_ok=True)
        (path / name).write_bytes(content)
    return path


def archive(path: Path, files: Mapping[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> Path:
    """A zip archive with these members, under names of any kind."""
    with zipfile.ZipFile(path, "w", method) as file:
        for name, content in files.items():
            file.writestr(name, content)
    return path


def sources(path: Path) -> dict[str, bytes]:
    """What counts, by exercise."""
    return {name: handed.source for name, handed in read_submission(student_of(path), path, EXERCISES).files.items()}


def test_a_folder_and_an_archive_are_the_same(tmp_path: Path) -> None:
    """The same files give the same submission, in a folder and in a .zip."""
    made = folder(tmp_path / "ann", HONEST), archive(tmp_path / "bob.zip", HONEST)
    ann, bob = (read_submission(student_of(path), path, EXERCISES) for path in made)
    assert (ann.student, bob.student) == ("ann", "bob")
    assert ann.files == bob.files and (ann.notes, ann.broken) == (bob.notes, bob.broken) == ((), "")
    assert sources(made[0]) == {"ch1.rnn_cell": b"one", "ch2.lstm_cell": b"two"}


def test_students(tmp_path: Path) -> None:
    """Folders and archives are students, in order of name; hidden ones, other files and links are not."""
    for name in ("bob", "ann", ".git"):
        (tmp_path / name).mkdir()
    archive(tmp_path / "eve.ZIP", HONEST)
    (tmp_path / "notes.txt").write_text("x")
    (tmp_path / "link").symlink_to("/etc")
    assert [path.name for path in students_in(tmp_path).values()] == ["ann", "bob", "eve.ZIP"]


@pytest.mark.parametrize("name", ["missing", "file", "empty"])
def test_nothing_to_grade(tmp_path: Path, name: str) -> None:
    """Where there is no class the message says what should be there."""
    (tmp_path / "file").write_text("x")
    (tmp_path / "empty").mkdir()
    with pytest.raises(IntakeError, match="for each student"):
        students_in(tmp_path / name)


def test_a_folder_and_an_archive_of_one_name(tmp_path: Path) -> None:
    """``ann`` and ``ann.zip`` are two students; ``ann.zip`` and ``ann.ZIP`` cannot be told apart, and are refused."""
    folder(tmp_path / "ann", HONEST)
    archive(tmp_path / "ann.zip", HONEST)
    names = [read_submission(student, path, EXERCISES).student for student, path in students_in(tmp_path).items()]
    assert names == ["ann", "ann.zip"]
    for name in ("eve.zip", "eve.ZIP"):
        archive(tmp_path / name, HONEST)
    with pytest.raises(IntakeError, match="more than one submission of eve"):
        students_in(tmp_path)


def test_links_and_pipes(tmp_path: Path) -> None:
    """Links are not followed and pipes not opened, though they have the right name; a note says so."""
    secret = folder(tmp_path / "secret", {"lstm_cell.py": b"secret"})
    eve = folder(tmp_path / "eve", {"ch1/rnn_cell.py": b"one"})
    (eve / "ch2").symlink_to(secret)
    (eve / "lstm_cell.py").symlink_to(secret / "lstm_cell.py")
    os.mkfifo(eve / "rnn_cell.py")
    submission = read_submission("eve", eve, EXERCISES)
    assert {name: handed.source for name, handed in submission.files.items()} == {"ch1.rnn_cell": b"one"}
    assert sorted(note.partition(":")[0] for note in submission.notes) == ["lstm_cell.py", "rnn_cell.py"]


def test_ten_thousand_files(tmp_path: Path) -> None:
    """The one file that counts is found among ten thousand others."""
    eve = folder(tmp_path / "eve", {"z/ch2/lstm_cell.py": b"two"})
    (eve / "a").mkdir()
    for i in range(10_000):
        (eve / "a" / f"{i}.py").touch()
    assert sources(eve) == {"ch2.lstm_cell": b"two"}


def test_folders_without_end(tmp_path: Path) -> None:
    """Below a certain depth nothing is looked at, and a note says so."""
    eve = folder(tmp_path / "eve", {"ch1/rnn_cell.py": b"one", "d/" * (MAX_DEPTH + 2) + "ch2/lstm_cell.py": b"two"})
    submission = read_submission("eve", eve, EXERCISES)
    assert list(submission.files) == ["ch1.rnn_cell"] and "nested deeper" in submission.notes[0]


def test_names_in_broken_encodings(tmp_path: Path) -> None:
    """A folder whose name is no UTF-8 does not hide the file in it; what is shown of it can be printed."""
    (tmp_path / "eve").mkdir()
    inner = os.fsencode(tmp_path / "eve") + b"/\xff\xfe"
    os.mkdir(inner)
    with open(inner + b"/lstm_cell.py", "wb") as file:
        file.write(b"two")
    handed = read_submission("eve", tmp_path / "eve", EXERCISES).files["ch2.lstm_cell"]
    assert handed.source == b"two" and handed.path == "\ufffd\ufffd/lstm_cell.py"


UNREADABLE = """
import sys
from pathlib import Path
from autograder.intake.folders import read_submission
from autograder.intake.program import Wanted
wanted = {name: Wanted(frozenset()) for name in ("ch1.rnn_cell", "ch2.lstm_cell")}
submission = read_submission("eve", Path(sys.argv[1]), wanted)
print(submission.files["ch1.rnn_cell"].problem, *submission.notes, sep="\\n")
"""


@pytest.mark.skipif(
    os.getuid() == 0 and not (places.open_to_all(places.PACKAGE) and places.open_to_all(Path(sys.executable))),
    reason="root may read everything, and here no other user can run Python",
)
def test_what_may_not_be_read() -> None:
    """A file that may not be read makes the exercise ungraded, and closed folders make notes; none is a zero."""
    with tempfile.TemporaryDirectory(dir="/tmp") as root:
        eve = folder(Path(root) / "eve", {"ch1/rnn_cell.py": b"one", "shut/a.py": b"", "listed/b.py": b""})
        for path, mode in (
            (eve / "ch1/rnn_cell.py", 0),
            (eve / "shut", 0),
            (eve / "listed", 0o744),
            (Path(root), 0o755),
        ):
            path.chmod(mode)
        user = {"user": 65534, "group": 65534, "extra_groups": []} if os.getuid() == 0 else {}
        run = [sys.executable, "-c", UNREADABLE, str(eve)]
        done = subprocess.run(run, capture_output=True, text=True, cwd="/", check=False, **user)  # type: ignore[call-overload]
        for path in (eve / "shut", eve / "listed"):
            path.chmod(0o755)
    assert done.stderr == ""
    assert done.stdout.splitlines() == [
        "the file cannot be read (Permission denied)",
        "listed/b.py: cannot be looked at (Permission denied)",
        "shut: cannot be listed (Permission denied)",
    ]
