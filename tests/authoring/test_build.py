"""The generated tree."""

import json
import shutil
from pathlib import Path

import pytest

from autograder.authoring.build import make_tree, out_of_date, write_tree
from autograder.authoring.texts import flowing
from autograder.course import Course
from autograder.exercise import CourseError

ROOT = Path(__file__).parent.parent.parent


@pytest.fixture
def small(tmp_path: Path) -> Course:
    """A course of one exercise, copied."""
    for tree in ("reference", "solutions"):
        (tmp_path / tree / "ch2").mkdir(parents=True)
        shutil.copy(ROOT / tree / "ch2" / "lstm_cell.py", tmp_path / tree / "ch2")
    for name in ("README.md", "README.ja.md"):
        shutil.copy(ROOT / "solutions" / "ch2" / name, tmp_path / "solutions" / "ch2")
    return Course.find(tmp_path)


def test_what_is_committed_is_what_is_built(course: Course) -> None:
    """assignments/ is up to date, byte for byte."""
    assert out_of_date(course) == []


def test_building_twice_gives_the_same_bytes(small: Course) -> None:
    """Nothing in the tree depends on time, place or order."""
    assert make_tree(small) == make_tree(Course.find(small.root))


def test_the_tree_is_written_mended_and_cleaned(small: Course) -> None:
    """Stale, edited and stray files are found, and building brings them in order."""
    assert len(out_of_date(small)) == 8
    write_tree(small)
    assert out_of_date(small) == []
    (small.root / "assignments" / "ch2" / "lstm_cell.py").write_text("mine\n")
    (small.root / "assignments" / "ch2" / "old.py").write_text("left over\n")
    (small.root / "assignments" / "ch2" / ".hints-opened.json").write_text("a student's\n")
    assert out_of_date(small) == ["ch2/lstm_cell.py", "ch2/old.py"]
    write_tree(small)
    assert out_of_date(small) == []


def test_public_cases_are_readable_and_hold_no_hidden_case(small: Course) -> None:
    """The file of cases lists the public ones with inputs of two decimals, hints, and nothing else."""
    document = json.loads(make_tree(small)["ch2/cases/lstm_cell.json"])
    public = [case.name for case in small["ch2.lstm_cell"].cases if case.public]
    assert [case["name"] for case in document["cases"]] == public
    x = document["cases"][0]["probe"]["steps"][0]["args"][0]
    assert x["label"] == "x"
    assert all(number == round(number, 2) for number in x["tensor"])
    assert set(document["mistakes"]) == {mistake.name for mistake in small["ch2.lstm_cell"].mistakes}


def test_a_chapter_without_introduction_is_refused(small: Course) -> None:
    """The error names the file to write."""
    (small.root / "solutions" / "ch2" / "README.ja.md").unlink()
    with pytest.raises(CourseError, match=r"README\.ja\.md is missing"):
        make_tree(small)


def test_japanese_sentences_flow() -> None:
    """A line break between two Japanese letters goes; one beside other letters, in code or before an item stays."""
    text = "忘却ゲートは\n古い記憶を\n  残します。\nLSTM と\n`c` です。\n\n- 項目\n- 次の\n  項目\n\n```\nあ\nい\n```\n"
    assert flowing(text) == (
        "忘却ゲートは古い記憶を残します。\nLSTM と\n`c` です。\n\n- 項目\n- 次の項目\n\n```\nあ\nい\n```\n"
    )
    assert flowing("one\ntwo") == "one\ntwo"
