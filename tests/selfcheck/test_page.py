"""The page of a check: what it says, that nothing of a student's text becomes HTML, and its pictures."""

import base64
import html
import re
import struct
import subprocess
import sys
import warnings
from html.parser import HTMLParser
from pathlib import Path

import numpy as np
import pytest

from autograder.intake.candidates import Handed
from autograder.judge.answer import Answer, Container, Leaf
from autograder.judge.question import Kept, Question
from autograder.selfcheck.cases import read_case_file
from autograder.selfcheck.differing import Differing, Shown, differing
from autograder.selfcheck.notebook import Checked
from autograder.selfcheck.pictures import pictures_of
from autograder.selfcheck.sitting import HERE, put

ROOT = Path(__file__).parent.parent.parent
SOFTMAX = "import torch\ndef masked_softmax(scores, mask=None, dim=-1):\n    {}\n"


def checked(exercise: str, code: str, language: str = "en", printed: str = "") -> Checked:
    """The result for this code, as if it stood in cells."""
    chapter, _, entry = exercise.partition(".")
    cases = read_case_file(ROOT / "assignments" / chapter / "cases" / f"{entry}.json")
    places = tuple(("In [7]", number) for number, _ in enumerate(code.splitlines(), 1))
    return Checked(put(cases, Handed(HERE, code.encode(), places=places), "cpu"), language, printed)


class Parsed(HTMLParser):
    """Tags with their attributes, in order; raises where an end does not belong to a beginning."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self._open: list[str] = []
        self.feed(page)
        assert not self._open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Remember it."""
        self.tags.append((tag, dict(attrs)))
        if tag not in ("img", "br"):
            self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        """Ends come in the order of beginnings."""
        assert self._open.pop() == tag


def pictured(shown: Shown, yours: np.ndarray, expected: np.ndarray) -> Differing:
    """A difference to draw."""
    return Differing(shown, "y", yours, expected, ~np.isclose(yours, expected))


def test_a_right_answer_is_told_with_its_points() -> None:
    """Points, the sentence about hidden cases, no picture."""
    page = checked("ch4.masked_softmax", MASKED)._repr_html_()
    assert "Every public case passes." in page
    assert "Hidden cases decide" in page
    assert "<img" not in page


UNMASKED = SOFTMAX.format("return scores.exp() / scores.exp().sum(dim, keepdim=True)")
MASKED = SOFTMAX.format(
    "m = torch.ones_like(scores, dtype=torch.bool) if mask is None else mask.expand_as(scores)\n"
    "    e = (scores - scores.amax(dim, True).detach()).exp() * m\n    return e / e.sum(dim, True).clamp(min=1e-300)"
)


@pytest.mark.parametrize("language", ["en", "ja"])
def test_weights_lie_beside_the_expected_ones(language: str) -> None:
    """Two pictures for a case whose rows sum to 1, with alternative texts, small, in well-formed HTML."""
    page = checked("ch4.masked_softmax", UNMASKED, language)._repr_html_()
    images = [attributes for tag, attributes in Parsed(page).tags if tag == "img"]
    assert len(images) in (2, 4)
    for image in images:
        assert image["alt"] and "weights" in image["alt"] and re.search(r"\d\.\d+", image["alt"])
        assert image["src"] and len(image["src"]) < 40_000


def test_a_known_mistake_is_named_once() -> None:
    """However many cases show it; the text form does the same."""
    cases = read_case_file(ROOT / "assignments/ch2/cases/gru_cell.json")
    code = (
        "import torch\ndef gru_cell(x, h, weight_ih, weight_hh, bias_ih=None, bias_hh=None):\n"
        "    a, b = x @ weight_ih.T, h @ weight_hh.T\n"
        "    a = a if bias_ih is None else a + bias_ih\n    b = b if bias_hh is None else b + bias_hh\n"
        "    (r, z, n), (hr, hz, hn) = a.chunk(3, -1), b.chunk(3, -1)\n"
        "    r, z = torch.sigmoid(r + hr), torch.sigmoid(z + hz)\n    n = torch.sigmoid(n + r * hn)\n"
        "    return (1 - z) * n + z * h\n"
    )
    found = checked("ch2.gru_cell", code)
    assert found.sitting.mistakes
    hint = cases.mistakes[found.sitting.mistakes[0]]["en"]
    assert html.unescape(found._repr_html_()).count(hint) == 1
    assert repr(found).count(hint) == 1
    assert "Next" not in found._repr_html_()


def test_not_started_is_one_line() -> None:
    """No cases, no hidden points: there is nothing to read yet."""
    found = checked("ch4.masked_softmax", SOFTMAX.format("raise NotImplementedError"))
    assert "Not started." in found._repr_html_()
    assert "✗" not in found._repr_html_()
    assert len(repr(found).splitlines()) == 1


def test_nothing_that_a_student_chose_becomes_html() -> None:
    """Messages of exceptions, names of classes, and what was printed are text."""
    evil = "<script>alert(1)</script><img src=x onerror='a'>"
    for body in (f'raise ValueError("{evil}")', f'return type("{evil}", (), {{}})()'):
        page = checked("ch4.masked_softmax", SOFTMAX.format(body), printed=f"</pre>{evil}")._repr_html_()
        assert {tag for tag, _ in Parsed(page).tags} <= {"div", "b", "span", "code", "details", "summary", "pre", "br"}
        assert "&lt;script&gt;" in page


def test_an_exception_is_told_with_the_line_of_the_cell() -> None:
    """Cells have no file; said once, not for each case."""
    code = SOFTMAX.format('raise ValueError("no")')
    page = html.unescape(checked("ch4.masked_softmax", code)._repr_html_())
    line = next(number for number, text in enumerate(code.splitlines(), 1) if "raise" in text)
    assert page.count(f'ValueError at line {line} of In [7]: raise ValueError("no") (no)') == 1
    assert "your file" not in page


def test_a_kind_that_differs_is_told_beside_the_expected_one() -> None:
    """Two shapes, which are not drawn."""
    page = checked("ch4.masked_softmax", SOFTMAX.format("return scores.sum(-1)"))._repr_html_()
    assert re.search(r"came back</span> <code[^>]*>float64 \[1\]</code>", page)
    assert "<img" not in page
    assert re.search(r"expected</span> <code[^>]*>float64 \[1, 3\]</code>", page)


def test_what_was_printed_is_short_and_plain() -> None:
    """Colours and bars that were written over are gone; of much, the end is kept; halves of characters are safe."""
    printed = "\x1b[31mred\x1b[0m\n10%\r20%\r100%\n\ud800\n" + "x" * 9000
    page = checked("ch4.masked_softmax", MASKED, printed=printed)._repr_html_()
    page.encode()
    assert "\x1b" not in page and "10%" not in page
    assert len(page) < 10_000


def test_the_page_loads_nothing() -> None:
    """No style sheet, script or address but pictures that it carries."""
    page = checked("ch4.masked_softmax", UNMASKED)._repr_html_()
    assert "<style" not in page and "http" not in page and "class=" not in page


@pytest.mark.parametrize("shape", [(6,), (2, 3), (40, 40), (6, 3, 4), (3, 30, 20)])
def test_differences_are_drawn_small(shape: tuple[int, ...]) -> None:
    """A PNG of at most 40 kB at twice the width that it is shown in; the text says how many, where, how much."""
    expected = np.random.default_rng(0).normal(size=shape)
    yours = expected.copy()
    yours.flat[3] += 2
    (picture,) = pictures_of(pictured(Shown.differences, yours, expected), "en")
    first = [int(i) for i in np.unravel_index(3, shape)]
    assert f"1 of {yours.size} entries differ" in picture.alt and f"at {first}" in picture.alt and " 2 " in picture.alt
    png = base64.b64decode(picture.source.partition(",")[2])
    assert len(picture.source) < 41_000
    assert struct.unpack(">I", png[16:20])[0] == pytest.approx(2 * picture.width, abs=2)


@pytest.mark.parametrize("shown", Shown)
@pytest.mark.parametrize("odd", [np.nan, np.inf, -np.inf, 1e308, -1e308, 5e-324])
def test_odd_numbers_can_be_drawn(shown: Shown, odd: float) -> None:
    """NaN, infinities, the largest and the smallest number: a picture, no warning, no exception."""
    expected = np.array([[0.5, 0.5, 0.0, 0.0], [0.25, 0.25, 0.25, 0.25]])
    yours = expected.copy()
    yours[1, 2] = odd
    what = pictured(shown, yours, expected)
    if shown is Shown.series:
        what = Differing(shown, "y", yours[1], expected[1], ~np.isclose(yours[1], expected[1]))
    what.wrong[..., 2] = True
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert pictures_of(what, "ja")


def question(name: str, expected: np.ndarray) -> Question:
    """One about a single array."""
    tree = Container("sequence", (("0", Leaf("array", expected, "float64")),))
    return Question("q", "", 1, True, 1e-6, Answer(tree, None), {}, "", (Kept(1, (name,)),), "")


@pytest.mark.parametrize(
    ("name", "shape", "shown", "part"),
    [
        ("the forecast", (5,), Shown.series, ""),
        ("the forecast", (2, 5), Shown.series, "[1, :]"),
        ("Y", (2, 5, 1), Shown.series, "[1, :, 0]"),
        ("the forecast", (2, 2), Shown.differences, ""),
        ("h_new", (2, 5), Shown.differences, ""),
        ("h_new", (2,), None, ""),
        ("h_new", (100, 100), None, ""),
        ("h_new", (20, 3, 3), None, ""),
        ("h_new", (2, 2, 2, 2), None, ""),
    ],
)
def test_what_is_shown_how(name: str, shape: tuple[int, ...], shown: Shown | None, part: str) -> None:
    """Forecasts over time; tensors of up to three axes and a moderate size as they are; the rest in words alone."""
    expected = np.zeros(shape)
    yours = expected.copy()
    yours[tuple(size - 1 for size in shape)] = 1
    answer = Answer(Container("sequence", (("0", Leaf("array", yours, "float64")),)), None)
    found = differing(question(name, expected), answer)
    assert (found.shown if found else None) is shown
    assert found is None or found.part == part


def test_the_notebooks_figures_and_settings_stay() -> None:
    """Drawing opens no figure of pyplot and changes no rcParams; matplotlib is imported only then."""
    code = (
        "import sys, numpy as np\n"
        "from autograder.selfcheck import notebook\n"
        "from autograder.selfcheck.differing import Differing, Shown\n"
        "from autograder.selfcheck.pictures import pictures_of\n"
        "assert 'matplotlib' not in sys.modules\n"
        "import matplotlib\n"
        "matplotlib.rcParams['font.size'] = 33\n"
        "before = dict(matplotlib.rcParams)\n"
        "a = np.eye(3)\n"
        "assert pictures_of(Differing(Shown.differences, 'y', a, a + 1, a < 2), 'en')\n"
        "assert dict(matplotlib.rcParams) == before and 'matplotlib.pyplot' not in sys.modules\n"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert not done.stderr
