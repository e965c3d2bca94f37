"""Tolerances, measured on a real exercise, and the table that verify reads."""

from dataclasses import replace
from pathlib import Path

import pytest

from autograder.authoring.calibrate import Window, measure, page, table_holds
from autograder.course import Course

NAME = "ch5.mape"


@pytest.fixture(scope="module")
def window(course: Course) -> Window:
    """What is measured of one exercise in float32."""
    return measure(course.root, NAME, "float32")


def test_right_programs_and_mistakes_lie_far_from_the_tolerance(course: Course, window: Window) -> None:
    """Nobody right is refused; rounding and the weakest mistake are at least ten times away."""
    assert window.refused == [] and window.programs > 8
    assert window.tolerance == course[NAME].tolerance["float32"]
    assert window.below >= 10 and window.above >= 10


def test_the_table_must_have_every_exercise_with_its_tolerance(course: Course, window: Window, tmp_path: Path) -> None:
    """What is missing, changed since, or too narrow is told."""
    path = tmp_path / "tolerances.md"
    rest = sum(len(course[name].tolerance) for name in course.names) - 1

    def complaints(*windows: Window) -> list[str]:
        path.write_text(page(list(windows)), encoding="utf-8")
        return [text for text in table_holds(course, path) if f"{NAME} in float32" in text]

    assert complaints(window) == []
    assert len(list(table_holds(course, path))) == rest
    assert "missing" in complaints(replace(window, tolerance=window.tolerance * 10))[0]
    assert "margin below 10" in complaints(replace(window, noise=window.tolerance / 9))[0]
    assert "margin below 10" in complaints(replace(window, weakest=window.tolerance * 9))[0]
    assert "missing" in complaints(replace(window, dtype="float64"))[0]
