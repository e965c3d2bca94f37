"""What pictures are drawn with, and how one becomes a part of a page."""

from __future__ import annotations

import base64
import contextlib
import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

#: Readable on white and on black: the background is transparent.
GREY, RED, BLUE, AMBER = "#808080", "#d9534f", "#3b82c4", "#e09f1f"
_DPI = 200  # pictures are shown at half their size, so that they are sharp on any screen
_MOST_BYTES = 30_000  # a third more as base64


@dataclass(frozen=True)
class Picture:
    """A picture, as the page needs it: `source` is a data URI, `width` in CSS pixels."""

    source: str
    width: int
    alt: str
    caption: str


def span(count: int) -> float:
    """Inches for so many cells: large ones where there are few."""
    return max(0.28 * count if count <= 10 else 2.8 + 0.06 * (count - 10), 0.5)


def heat(axes: Axes, values: np.ndarray, top: float, colour: str) -> None:
    """Cells from nothing at 0 to the colour at `top`, with indices."""
    from matplotlib.colors import to_rgb

    shades = np.ones((*values.shape, 4))
    shades[..., :3] = to_rgb(colour)
    share = np.clip(values / top, 0, 1)
    shades[..., 3] = np.where(share > 0, 0.12 + 0.88 * share, 0)  # what is not right, or not 0, is seen
    axes.imshow(shades, interpolation="nearest", aspect="equal")
    rows, columns = values.shape
    axes.set_xticks(_ticks(columns))
    axes.set_yticks(_ticks(rows))
    if max(rows, columns) <= 20:
        lines: dict[str, Any] = {"color": GREY, "linewidth": 0.5, "alpha": 0.6}
        axes.hlines(np.arange(1, rows) - 0.5, -0.5, columns - 0.5, **lines)
        axes.vlines(np.arange(1, columns) - 0.5, -0.5, rows - 0.5, **lines)
    axes.xaxis.tick_top()
    quiet(axes)


def _ticks(count: int) -> np.ndarray:
    return np.arange(0, count, 1 if count <= 10 else 5)


def cross_out(axes: Axes, where: np.ndarray) -> None:
    """A cross where there is no number to compare."""
    rows, columns = np.nonzero(where)
    axes.plot(columns, rows, linestyle="", marker="x", color=GREY, markersize=5)


def frame(axes: Axes, row: int, column: int) -> None:
    """A frame around one cell, in front of all else."""
    from matplotlib.patches import Rectangle

    frame = Rectangle((column - 0.5, row - 0.5), 1, 1, fill=False, edgecolor=AMBER, linewidth=2, clip_on=False)
    axes.add_patch(frame).set_zorder(5)


def quiet(axes: Axes) -> None:
    """Small grey labels, thin grey lines."""
    axes.tick_params(labelsize=7, length=0, pad=2, colors=GREY)
    for spine in axes.spines.values():
        spine.set(color=GREY, linewidth=0.7)


def picture(size: tuple[float, float], draw: Callable[[Figure], None], alt: str, caption: str) -> Picture | None:
    """What `draw` puts into a figure of `size` inches; None if the file is too large for a page."""
    from matplotlib.figure import Figure
    from matplotlib.layout_engine import ConstrainedLayoutEngine

    content = io.BytesIO()
    with _plain_style():
        figure = Figure(
            figsize=size, dpi=_DPI, layout=ConstrainedLayoutEngine(w_pad=0.02, h_pad=0.02), facecolor="none"
        )
        draw(figure)
        for axes in figure.axes:
            axes.set_facecolor("none")
        figure.savefig(content, format="png", dpi=_DPI, transparent=True, metadata={"Software": None})
    png = content.getvalue()
    if len(png) > _MOST_BYTES:
        return None
    return Picture(f"data:image/png;base64,{base64.b64encode(png).decode()}", int(size[0] * _DPI / 2), alt, caption)


@contextlib.contextmanager
def _plain_style() -> Iterator[None]:
    """What the notebook has set for its own figures does not reach these, and is as before afterwards. What
    matplotlib says meanwhile, of fonts or its cache, is left out."""
    from matplotlib import style

    with contextlib.redirect_stderr(io.StringIO()), np.errstate(all="ignore"), style.context("default"):
        yield
