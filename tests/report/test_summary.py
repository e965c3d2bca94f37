"""Grades are put together over devices, exercises and the class."""

from typing import Any

import pytest

from autograder.grading import CaseGrade, Grade, overall
from autograder.judge.messages import Finding
from autograder.judge.verdict import Status
from autograder.report.summary import StudentResult, combine, student_result, summarise


def grade(device: str = "cpu", statuses: str = "p", exercise: str = "ch1.x", **changes: Any) -> Grade:
    """A grade with a case of one point for each letter: passed, wrong, ungraded, not run."""
    by_letter = {"p": Status.passed, "w": Status.wrong, "u": Status.ungraded, "n": Status.not_run}
    cases = []
    for number, letter in enumerate(statuses):
        status = by_letter[letter]
        finding = (
            None if letter == "p" else Finding("ungraded" if letter == "u" else "not_run", {"detail": "no reason"})
        )
        if letter == "w":
            finding = Finding("shape", {"where": "h", "got": "[1]", "expected": "[2]"})
        cases.append(
            CaseGrade(changes.get("names", "abcdef")[number], status, float(letter == "p"), 1.0, False, finding)
        )
    status = overall([case.status for case in cases])
    points = sum(case.points for case in cases)
    mistake = changes.get("mistake")
    return Grade("ann", exercise, device, status, points, float(len(cases)), mistake, tuple(cases), "x.py", "f", "p")


COMBINED = [
    ([grade("cpu", "pp")], "passed", 2.0),
    ([grade("cpu", "pp"), grade("cuda", "pp")], "passed", 2.0),
    ([grade("cpu", "pp"), grade("cuda", "pw")], "wrong", 1.0),
    ([grade("cpu", "wp"), grade("cuda", "pw")], "wrong", 0.0),
    ([grade("cpu", "pw"), grade("cuda", "nn")], "wrong", 1.0),
    ([grade("cuda", "nn"), grade("cpu", "pp")], "passed", 2.0),
    ([grade("cpu", "nn")], "not run", None),
    ([grade("cpu", "pp"), grade("stand-in", "pn")], "passed", 2.0),
    ([grade("cpu", "pp"), grade("stand-in", "nn")], "passed", 2.0),
    ([grade("cpu", "pp"), grade("stand-in", "nw")], "wrong", 1.0),
    ([grade("cpu", "wp"), grade("stand-in", "nn")], "wrong", 1.0),
    ([grade("cpu", "wp"), grade("stand-in", "pp")], "wrong", 1.0),
    ([grade("stand-in", "pn")], "passed", 1.0),
    ([grade("cpu", "uu")], "ungraded", None),
    ([grade("cpu", "pp"), grade("cuda", "pu")], "ungraded", None),
]


@pytest.mark.parametrize(("grades", "status", "points"), COMBINED)
def test_over_devices(grades: list[Grade], status: str, points: float | None) -> None:
    """A case earns its points if it passed on every device that was run; if any is ungraded, none are known."""
    result = combine(grades)
    assert (result.status.value, result.points, result.possible) == (status, points, len(grades[0].cases))
    assert set(result.devices) == {grade.device for grade in grades}


def test_devices_that_were_graded_with_other_cases() -> None:
    """A case that one device has not seen yet, since it was added later, counts on the others."""
    result = combine([grade("cpu", "ppw", names="abc"), grade("cuda", "wp", names="ba")])
    assert result.points == 1.0 and [len(cases) for cases in result.devices.values()] == [3, 2]


def test_the_mistake_of_any_device() -> None:
    """A known mistake that shows on one device only is named."""
    assert combine([grade("cpu", "p"), grade("cuda", "w", mistake="swapped")]).mistake == "swapped"


@pytest.mark.parametrize("code", ["values", "value", "fed", "raised", "raised_outside", "loading"])
def test_what_a_student_may_not_read(code: str) -> None:
    """Numbers and words that may hold hidden inputs appear neither in the reason nor in the facts."""
    facts: dict[str, str | int] = {"line": 1, "type": "0.77", "source": ": x = 1", "message": "0.99"}
    if code in ("values", "value", "fed"):
        facts = {name: 1 for name in ("wrong", "of", "call")}
        facts |= {"where": "h", "first": "[0]", "kind": "", "got": "0.77", "expected": "0.88"}
    case = CaseGrade("a", Status.wrong, 0, 1, False, Finding(code, facts))
    made = Grade("ann", "ch1.x", "cpu", Status.wrong, 0, 1, None, (case,), "", "", "")
    result = combine([made]).devices["cpu"][0]
    assert result.code == code and result.reason
    for secret in ("0.77", "0.88", "0.99"):
        assert secret not in result.reason and secret not in str(result.facts)


@pytest.mark.parametrize(
    ("second", "total"), [(grade(statuses="pw", exercise="ch2.y"), 2.0), (grade(statuses="uu", exercise="ch2.y"), None)]
)
def test_a_students_total(second: Grade, total: float | None) -> None:
    """The total adds up in the order of the course, and is unknown while anything is; other exercises are left out."""
    grades = [second, grade(), grade(exercise="ch9.gone")]
    result = student_result("ann", grades, ["ch1.x", "ch2.y", "ch3.z"], ["a note"])
    assert [entry.exercise for entry in result.exercises] == ["ch1.x", "ch2.y"]
    assert (result.total, result.possible, result.notes) == (total, 3.0, ["a note"])


def test_a_student_without_grades() -> None:
    """Nothing graded is nothing of nothing."""
    result = student_result("ann", [], ["ch1.x"], [])
    assert (result.total, result.possible, result.exercises) == (0, 0, [])


def test_the_class() -> None:
    """Statuses, mistakes and the reasons for what is not known are counted exercise by exercise."""
    students: list[StudentResult] = [
        student_result("a", [grade("cpu", "p")], ["ch1.x"], []),
        student_result("b", [grade("cpu", "w", mistake="swapped")], ["ch1.x"], []),
        student_result("c", [grade("cpu", "w", mistake="swapped")], ["ch1.x"], []),
        student_result("d", [grade("cpu", "u")], ["ch1.x"], []),
        student_result("e", [], ["ch1.x"], []),
    ]
    summary = summarise(students, ["ch1.x"])["ch1.x"]
    assert summary.statuses == {Status.passed: 1, Status.wrong: 2, Status.ungraded: 1}
    assert summary.mistakes == {"swapped": 2}
    (reason, count), *others = summary.reasons.items()
    assert count == 1 and not others and "no reason" in reason
