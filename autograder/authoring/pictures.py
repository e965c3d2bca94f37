"""A chapter's figures: drawn by ``solutions/chN/figures.py``, kept as SVG that is the same on every machine."""

from __future__ import annotations

import importlib.util
import io
import warnings
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import matplotlib
from matplotlib.figure import Figure

from autograder.exercise import CourseError

Drawing = Callable[[str], Figure]
#: Text stays text, which every reader sees in a font of its own and can search; names of elements do not change.
_SETTINGS: Mapping[Any, Any] = {"svg.fonttype": "none", "svg.hashsalt": "unrolled"}


def figures_of(path: Path) -> Mapping[str, Drawing]:
    """``FIGURES`` of the file: for each name a function from a language to a figure. Raises CourseError."""
    spec = importlib.util.spec_from_file_location(f"solutions.{path.parent.name}.figures", path)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    try:
        spec.loader.exec_module(module)
        figures: Mapping[str, Drawing] = module.FIGURES
    except Exception as error:
        raise CourseError(f"{path}: {type(error).__name__}: {error}") from error
    return figures


def svg(figure: Figure) -> str:
    """The figure as SVG."""
    text = io.StringIO()
    with matplotlib.rc_context(dict(_SETTINGS)), warnings.catch_warnings():
        warnings.filterwarnings("ignore", "Glyph .* missing from font", UserWarning)  # the reader's fonts have them
        figure.savefig(text, format="svg", metadata={"Date": None, "Creator": None})
    # The letters of formulas name one font alone; readers who lack it shall not get a serif one.
    return text.getvalue().replace("font-family: 'DejaVu Sans';", "font-family: 'DejaVu Sans', sans-serif;")
