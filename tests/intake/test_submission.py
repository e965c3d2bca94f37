"""Which of the files that a student handed in counts for which exercise."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from autograder.intake.candidates import Handed, exercise_of
from autograder.intake.program import Wanted
from autograder.intake.submission import choose_files, shown

EXERCISES = {name: Wanted(frozenset()) for name in ("ch1.rnn_cell", "ch2.lstm_cell", "ch2.shared", "ch3.shared")}

PATHS = [
    ("lstm_cell.py", "ch2.lstm_cell"),
    ("ch2/lstm_cell.py", "ch2.lstm_cell"),
    ("assignments/ch2/lstm_cell.py", "ch2.lstm_cell"),
    ("ch2/mine/lstm_cell.py", "ch2.lstm_cell"),
    ("CH2/LSTM_Cell.PY", "ch2.lstm_cell"),
    ("homework 2/lstm_cell.py", "ch2.lstm_cell"),
    ("ch1/ch2/lstm_cell.py", "ch2.lstm_cell"),
    ("ch2/ch1/lstm_cell.py", None),
    ("ch1/lstm_cell.py", None),
    ("ch2/shared.py", "ch2.shared"),
    ("ch3/shared.py", "ch3.shared"),
    ("shared.py", None),
    ("ch9/shared.py", None),
    ("ch2/lstm_cell.txt", None),
    ("ch2/lstm_cell", None),
    ("ch2/lstm_cell.py.bak", None),
    ("ch2/test_lstm_cell.py", None),
    ("ch2/lstm_cell (1).py", None),
    ("__MACOSX/ch2/lstm_cell.py", None),
    ("ch2/__pycache__/lstm_cell.py", None),
    (".ipynb_checkpoints/lstm_cell.py", None),
    (".venv/lib/site-packages/lstm_cell.py", None),
    ("", None),
    ("ch2/", None),
]


@pytest.mark.parametrize(("path", "exercise"), PATHS)
def test_exercise_of(path: str, exercise: str | None) -> None:
    """The file's name and the last folder named like a chapter decide; without a chapter the name must be unique."""
    assert exercise_of(path, EXERCISES) == exercise


def read(path: str, limit: int) -> Handed:
    """A file in which nothing was done, so that only its place decides."""
    return Handed(path, b"")


paths = st.lists(st.sampled_from([path for path, _ in PATHS]), unique=True)


@settings(deadline=None, max_examples=100)
@given(paths.flatmap(lambda found: st.tuples(st.just(found), st.permutations(found))))
def test_the_order_of_paths_does_not_matter(drawn: tuple[list[str], list[str]]) -> None:
    """However a file system lists the files, the same ones count and the same notes are made."""
    first, second = (choose_files(order, EXERCISES, read) for order in drawn)
    assert first == second


@settings(deadline=None, max_examples=100)
@given(paths)
def test_every_candidate_is_accounted_for(found: list[str]) -> None:
    """Each file that belongs to an exercise either counts or is named in a note, and the least deep one counts."""
    chosen, notes = choose_files(found, EXERCISES, read)
    candidates = [path for path in found if exercise_of(path, EXERCISES)]
    assert len(chosen) + sum("counts;" in note for note in notes) == len(candidates)
    assert not any(note.startswith(f"{path}: belongs to no exercise") for path in candidates for note in notes)
    for path in candidates:
        exercise = exercise_of(path, EXERCISES)
        assert exercise is not None
        counting = chosen[exercise].path
        assert counting.count("/") <= path.count("/")
        assert path == counting or any(f"{path} was passed over" in note for note in notes)


def test_the_name_of_what_is_shown() -> None:
    """Control characters, characters that turn text around and broken encodings are replaced; Japanese is kept."""
    assert shown("山田 太郎") == "山田 太郎"
    assert shown("a\x1b[31m\nb\u202ec\x00") == "a\ufffd[31m\ufffdb\ufffdc\ufffd"
    assert shown(b"\xe3\x81z\xff".decode("utf-8", "surrogateescape")) == "\ufffdz\ufffd"


@given(st.binary(max_size=20))
def test_any_name_can_be_shown(name: bytes) -> None:
    """A file name of any bytes becomes text that can be printed, stored and encoded."""
    text = shown(name.decode("utf-8", "surrogateescape"))
    assert text.isprintable() and text.encode().decode() == text


def test_digest_tells_contents_apart() -> None:
    """The digest depends on the bytes alone."""
    assert Handed("a", b"x").digest == Handed("b", b"x").digest != Handed("a", b"y").digest
