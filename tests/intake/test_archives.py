"""Archives, damaged and hostile, become submissions or are called broken; nothing is unpacked to disk."""

import random
import tracemalloc
import zipfile
from collections.abc import Mapping
from pathlib import Path

import pytest

from autograder.intake.archives import MAX_ENTRIES
from autograder.intake.candidates import READ_BYTES
from autograder.intake.folders import read_submission, student_of
from autograder.intake.program import Wanted

EXERCISES = {name: Wanted(frozenset()) for name in ("ch1.rnn_cell", "ch2.lstm_cell")}
HONEST = {"ch1/rnn_cell.py": b"one", "work/ch2/lstm_cell.py": b"two", "README.md": b"hello"}


def archive(path: Path, files: Mapping[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> Path:
    """A zip archive with these members, under names of any kind."""
    with zipfile.ZipFile(path, "w", method) as file:
        for name, content in files.items():
            file.writestr(name, content)
    return path


def sources(path: Path) -> dict[str, bytes]:
    """What counts, by exercise."""
    return {name: handed.source for name, handed in read_submission(student_of(path), path, EXERCISES).files.items()}


SLIPS = ["../ch2/lstm_cell.py", "/ch2/lstm_cell.py", "a/../../ch2/lstm_cell.py", "ch2/../lstm_cell.py", ".."]


@pytest.mark.parametrize("name", SLIPS)
def test_zip_slip(tmp_path: Path, name: str) -> None:
    """A member that leads out of its archive is passed over, with a note; nothing is written anywhere."""
    path = archive(tmp_path / "eve.zip", {name: b"out"})
    submission = read_submission(student_of(path), path, EXERCISES)
    assert submission.files == {} and "leads out of the archive" in submission.notes[0]
    assert list(tmp_path.iterdir()) == [path]


def test_a_bomb_is_not_unpacked(tmp_path: Path) -> None:
    """Of a member of one GiB only as much is read as a submission may have, at the cost of little memory."""
    path = tmp_path / "eve.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as file:
        file.writestr("ch2/lstm_cell.py", b"")
        with file.open("ch1/rnn_cell.py", "w", force_zip64=True) as member:
            for _ in range(64):
                member.write(bytes(16 << 20))
    tracemalloc.start()
    found = sources(path)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert len(found["ch1.rnn_cell"]) == READ_BYTES and found["ch2.lstm_cell"] == b""
    assert peak < 4 << 20


@pytest.mark.parametrize("method", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_methods_that_unpack_without_bounds(tmp_path: Path, method: int) -> None:
    """bzip2 makes gigabytes of a few bytes before anybody can stop it: such members are refused, in plain words."""
    path = archive(tmp_path / "eve.zip", {"ch2/lstm_cell.py": b"x = 1"}, method)
    assert "make an ordinary .zip" in read_submission(student_of(path), path, EXERCISES).broken


def test_damaged_archives(tmp_path: Path) -> None:
    """An archive with any bytes changed or its end missing is read or called broken; it is never a fault of ours."""
    intact = archive(tmp_path / "eve.zip", HONEST).read_bytes()
    dice = random.Random(1)
    for _ in range(600):
        data = bytearray(intact)
        for _ in range(dice.randint(1, 4)):
            data[dice.randrange(len(data))] = dice.randrange(256)
        (tmp_path / "eve.zip").write_bytes(data[: dice.randint(1, 2 * len(data))])
        submission = read_submission("eve", tmp_path / "eve.zip", EXERCISES)
        assert submission.student == "eve"
        assert not any(handed.problem for handed in submission.files.values())


def test_an_encrypted_archive(tmp_path: Path) -> None:
    """A password is asked of nobody: the archive is broken."""
    path = archive(tmp_path / "eve.zip", {"ch2/lstm_cell.py": b"x"})
    data = bytearray(path.read_bytes())
    data[6] |= 1
    data[data.rindex(b"PK\x01\x02") + 8] |= 1
    path.write_bytes(data)
    assert "encrypted" in read_submission(student_of(path), path, EXERCISES).broken


def test_a_link_inside_an_archive(tmp_path: Path) -> None:
    """A member marked as a link is only its own text."""
    info = zipfile.ZipInfo("ch2/lstm_cell.py")
    info.external_attr = 0o120777 << 16
    with zipfile.ZipFile(tmp_path / "eve.zip", "w") as file:
        file.writestr(info, "/etc/passwd")
    assert sources(tmp_path / "eve.zip") == {"ch2.lstm_cell": b"/etc/passwd"}


def test_too_many_members(tmp_path: Path) -> None:
    """Of an archive with too many members the first are looked at, and a note says that there were more."""
    files = {"ch2/lstm_cell.py": b"two"} | {f"a/{i}": b"" for i in range(MAX_ENTRIES)}
    submission = read_submission("eve", archive(tmp_path / "eve.zip", files, zipfile.ZIP_STORED), EXERCISES)
    assert list(submission.files) == ["ch2.lstm_cell"] and f"only the first {MAX_ENTRIES}" in submission.notes[0]


def test_archives_in_a_students_folder(tmp_path: Path) -> None:
    """One for each assignment, as some platforms make them; a damaged one costs only what lies in it."""
    eve = tmp_path / "eve"
    eve.mkdir()
    archive(eve / "hw1.zip", {"ch1/rnn_cell.py": b"one"})
    archive(eve / "hw2.zip", {"lstm_cell.py": b"two", "../x.py": b"out"})
    (eve / "hw3.zip").write_bytes(b"PK\x03\x04 and no more")
    submission = read_submission("eve", eve, EXERCISES)
    assert {name: handed.source for name, handed in submission.files.items()} == {
        "ch1.rnn_cell": b"one",
        "ch2.lstm_cell": b"two",
    }
    assert submission.files["ch1.rnn_cell"].path == "hw1.zip/ch1/rnn_cell.py"
    assert any(note.startswith("hw3.zip: cannot be opened") for note in submission.notes)
    assert any("leads out of the archive" in note for note in submission.notes)
