"""Chapter notebooks: what a cell shows wherever the notebook is opened."""

import re
from pathlib import Path
from urllib.parse import unquote

import pytest

nbformat = pytest.importorskip("nbformat", reason="nbformat, of the extra notebooks, is not installed")
ASSIGNMENTS = Path(__file__).parent.parent.parent / "assignments"
NOTEBOOKS = sorted(ASSIGNMENTS.glob("ch*/*.ipynb"))


def texts(path: Path) -> str:
    """The Markdown of a notebook."""
    cells = nbformat.read(path, as_version=4).cells
    return "\n".join(cell.source for cell in cells if cell.cell_type == "markdown")


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.name)
def test_figures_travel_in_the_text(path: Path) -> None:
    """JupyterLab shows no SVG attachment, so each figure is an image with its data, and with a text instead."""
    text = texts(path)
    assert "attachment:" not in text and "](figures/" not in text
    images = re.findall(r'<img alt="([^"]+)" src="data:image/svg\+xml;base64,', text)
    assert images and all(len(alt) > 50 for alt in images)


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.name)
def test_links_lead_to_headings_and_nothing_speaks_of_a_terminal(path: Path) -> None:
    """Jupyter's anchors are the headings with hyphens for spaces; commands of files are those of cells here."""
    text = texts(path)
    headings = {title.strip().replace(" ", "-") for title in re.findall(r"^#+ (.*)$", text, re.MULTILINE)}
    assert {unquote(link) for link in re.findall(r"\]\(#([^)]+)\)", text)} <= headings
    assert not re.search(r"`(pytest|autograder) |`python \w+\.py", text)
