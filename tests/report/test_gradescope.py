"""Results for Gradescope: by its schema, without a score unless everything is graded, nothing of hidden inputs."""

import json
import math
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from autograder.grading import CaseGrade, Grade
from autograder.judge.messages import Finding
from autograder.judge.verdict import Status
from autograder.report.exports import CaseInfo, ExerciseInfo, MistakeInfo, Setting
from autograder.report.gradescope import NOT_GRADED, Results, graded, not_graded, write_results
from autograder.report.summary import student_result

INFO = ExerciseInfo(
    "ch1.x",
    "Title",
    "題",
    2.0,
    "paper",
    [CaseInfo("a", "Says a.", 1.0, True), CaseInfo("b", "Says b.", 1.0, False)],
    [MistakeInfo("swapped", "You swapped them.", "逆です。")],
    [],
)
SETTING = Setting("1", "2", "seed", "level 3", ["cpu"])
OK = CaseGrade("a", Status.passed, 1.0, 1.0, True, None)
FACTS: dict[str, str | int] = {
    "where": "h",
    "wrong": 1,
    "of": 2,
    "first": "[0]",
    "got": "0.77",
    "expected": "0.88",
    "kind": "sign",
}
WRONG = CaseGrade("b", Status.wrong, 0.0, 1.0, False, Finding("values", FACTS))

Read = Callable[[Path], dict[str, Any]]


def results(cases: Sequence[CaseGrade], status: Status, notes: Sequence[str] = (), **changed: Any) -> Results:
    """The results of one exercise with these cases."""
    made = {"points": sum(case.points for case in cases), "possible": 2.0, "mistake": None, **changed}
    grade = Grade(
        "ann", "ch1.x", "cpu", status, **made, cases=tuple(cases), path="", submission_digest="s", paper_digest="p"
    )
    return graded(student_result("ann", [grade], ["ch1.x"], notes), [INFO], SETTING)


def written(made: Results, folder: Path, read: Read) -> dict[str, Any]:
    """The file, read again."""
    write_results(folder / "results" / "results.json", made)
    assert [path.name for path in (folder / "results").iterdir()] == ["results.json"]
    return read(folder / "results" / "results.json")


def test_an_entry_for_an_exercise(tmp_path: Path, gradescope_results: Read) -> None:
    """Score, sentences, the hint in both languages, digests; no number of a hidden case."""
    made = results([OK, WRONG], Status.wrong, ("old.py was passed over",), mistake="swapped")
    file = written(made, tmp_path, gradescope_results)
    (entry,) = file["tests"]
    assert (entry["name"], entry["status"], entry["visibility"]) == ("ch1.x Title", "failed", "visible")
    assert (entry["score"], entry["max_score"], file["score"]) == (1.0, 2.0, 1.0)
    for part in ("✓ Says a. (1 of 1)", "✗ Says b. (0 of 1)", "You swapped them.", "逆です。"):
        assert part in entry["output"]
    assert "**1 of 2 points.**" in file["output"] and "old.py was passed over" in file["output"]
    assert file["extra_data"]["papers"] == {"ch1.x": "paper"} and file["extra_data"]["submission"] == {"ch1.x": "s"}
    assert file["extra_data"]["setting"]["confinement"] == "level 3"
    assert "0.77" not in json.dumps(file) and "0.88" not in json.dumps(file) and "ann" not in json.dumps(file)


def test_full_marks_pass(tmp_path: Path, gradescope_results: Read) -> None:
    """Passed, with every point."""
    both = [OK, CaseGrade("b", Status.passed, 1.0, 1.0, False, None)]
    file = written(results(both, Status.passed), tmp_path, gradescope_results)
    assert file["score"] == 2.0 and file["tests"][0]["status"] == "passed"


def test_nothing_handed_in_is_zero(tmp_path: Path, gradescope_results: Read) -> None:
    """A zero that is a number, not a score that is missing."""
    missing = [CaseGrade(name, Status.not_handed_in, 0.0, 1.0, False, Finding("not_handed_in")) for name in "ab"]
    file = written(results(missing, Status.not_handed_in), tmp_path, gradescope_results)
    assert file["score"] == 0.0 and file["tests"][0]["score"] == 0.0
    assert file["tests"][0]["output"] == "Every case: not handed in."


def test_anything_ungraded_leaves_no_score(tmp_path: Path, gradescope_results: Read) -> None:
    """The student reads that it is no fault of theirs; the reason is the instructor's."""
    fault = CaseGrade("b", Status.ungraded, 0.0, 1.0, False, Finding("ungraded", {"detail": "the disk is full"}))
    file = written(results([OK, fault], Status.ungraded), tmp_path, gradescope_results)
    assert "score" not in file and all("score" not in entry for entry in file["tests"])
    assert file["output"] == NOT_GRADED and "disk" not in file["output"]
    (entry,) = file["tests"]
    assert entry["visibility"] == "hidden" and "ch1.x" in entry["output"] and "the disk is full" in entry["output"]


@pytest.mark.parametrize("number", [math.nan, math.inf, np.float64("nan")])
def test_what_is_no_number_is_never_written(tmp_path: Path, number: float) -> None:
    """NaN is no JSON; a platform might take it for full marks."""
    with pytest.raises(ValueError, match="JSON"):
        write_results(tmp_path / "results.json", results([OK], Status.wrong, points=number, possible=number))
    assert list(tmp_path.iterdir()) == []


def test_a_result_takes_the_place_of_the_one_before(tmp_path: Path, gradescope_results: Read) -> None:
    """Renamed into its place."""
    written(not_graded("first"), tmp_path, gradescope_results)
    assert written(not_graded("second"), tmp_path, gradescope_results)["tests"][0]["output"] == "second"


def test_texts_of_students_are_text(tmp_path: Path, gradescope_results: Read) -> None:
    """Names of files can hold HTML and Markdown."""
    made = results([OK, WRONG], Status.wrong, ("<script>.py [click](evil) was passed over",))
    output = written(made, tmp_path, gradescope_results)["output"]
    assert "&lt;script&gt;" in output and "[click](evil)" not in output
