"""What is proved of texts: formulas that GitHub renders, and both languages in step."""

from pathlib import Path

import pytest

from autograder.authoring.pages import chapter_pages, formulas_render, in_step
from autograder.authoring.pictures import figures_of, svg
from autograder.course import Course
from autograder.exercise import CourseError


@pytest.mark.parametrize(
    "text",
    [
        "The state $h_t$ and ($c_t$), in `cost: $5`.",
        "$$\\{ a, b \\}$$",
        "次の状態は $h_t$、 $c_t$ です（ $T$ は長さ）。",
        "| $x$ | a |",
        "```\necho $HOME\n```",
    ],
)
def test_formulas_that_render(text: str) -> None:
    """Behind a space, a bracket or a bar; code and displayed formulas are no affair of this check."""
    assert list(formulas_render(text)) == []


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("状態は、$h_t$ です。", "put a space before $h_t$"),
        ("長さ（全体で$T$ 個）", "put a space before $T$"),
        ("The mask $m \\in \\{0, 1\\}$.", "backslash"),
        ("It costs 5 $.", "without its partner"),
    ],
)
def test_formulas_that_do_not(text: str, told: str) -> None:
    """Each is told with what to do."""
    (complaint,) = formulas_render(text)
    assert told in complaint


def test_languages_out_of_step() -> None:
    """A paragraph, a heading or a list item that one language lacks."""
    page = {"en": "# A\n\nOne.\n\n- two\n", "ja": "# A\n\n一つ。\n"}
    assert len(list(in_step(page))) == 2


def test_the_chapters_pages_hold(course: Course) -> None:
    """Every introduction is in step and renders."""
    assert list(chapter_pages(course)) == []


def test_every_chapter_has_a_figure_that_its_page_shows(course: Course) -> None:
    """Drawn twice, it is the same to the byte; its text stays text, in the language of the page."""
    for chapter in course.chapters:
        folder = course.root / "solutions" / chapter
        figures = figures_of(folder / "figures.py")
        assert figures
        for name, draw in figures.items():
            assert f"(figures/{name}.svg)" in (folder / "README.md").read_text(encoding="utf-8")
            assert f"(figures/{name}.ja.svg)" in (folder / "README.ja.md").read_text(encoding="utf-8")
            english, japanese = (svg(draw(language)) for language in ("en", "ja"))
            assert english == svg(draw("en"))
            assert "<text" in english and english != japanese
            assert any("\u3040" <= letter <= "\u30ff" for letter in japanese)


def test_a_file_of_figures_that_does_not_load_is_told(tmp_path: Path) -> None:
    """With its path and the reason."""
    (tmp_path / "figures.py").write_text("FIGURE = 1\n", encoding="utf-8")
    with pytest.raises(CourseError, match=r"figures\.py: AttributeError"):
        figures_of(tmp_path / "figures.py")
