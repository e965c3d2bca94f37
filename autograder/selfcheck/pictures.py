"""Small pictures of what differs, as PNG, each with a text that says the same. The notebook's own figures stay."""

from __future__ import annotations

import base64
import contextlib
import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from autograder.selfcheck.differing import Differing, Shown

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

#: Readable on white and on black: the background is transparent.
_GREY, _RED, _BLUE, _AMBER = "#808080", "#d9534f", "#3b82c4", "#e09f1f"
_DPI = 200  # pictures are shown at half their size, so that they are sharp on any screen
_MOST_BYTES = 30_000  # a third more as base64
#: So many numbers are told in an alternative text.
_TOLD = 12

_TEXTS = {
    "en": {
        "yours": "yours",
        "expected": "expected",
        "differences": "|yours - expected| for {name}, {shape}. {wrong} of {of} entries differ, the first, in a frame,"
        " at {first}. The largest difference is {largest} at {at}.",
        "differences_caption": "|yours - expected| for {name}. Right entries are empty; the darkest is {largest}. In a"
        " frame: the first that differs, {first}.",
        "weights": "{name}, {side}: {rows}.",
        "row": "row {row}: largest {weight} in column {column}",
        "weights_caption": "{name}, {side}",
        "framed": ". In a frame: the first that differs.",
        "series": "{name} over time. Yours: {yours}. Expected: {expected}. They differ first at step {first}.",
        "series_caption": "{name} over time: yours is the line with dots, expected the dashed one.",
        "more": "and {more} more",
    },
    "ja": {
        "yours": "あなたの結果",
        "expected": "期待される結果",
        "differences": "{name}（形状 {shape}）の |あなたの値 - 期待される値|。"
        "{of} 個のうち {wrong} 個が違い、最初（枠で囲んだ値）は {first} です。最大の差は {at} の {largest} です。",
        "differences_caption": "{name} の |あなたの値 - 期待される値|。"
        "正しい値は空白、最も濃い色は {largest} です。枠は最初に違う値 {first} です。",
        "weights": "{name}、{side}。{rows}。",
        "row": "{row} 行目の最大は {column} 列目の {weight}",
        "weights_caption": "{name}、{side}",
        "framed": "。枠は最初に違う値です。",
        "series": "{name} の時間変化。あなたの値: {yours}。期待される値: {expected}。"
        "最初に違うのはステップ {first} です。",
        "series_caption": "{name} の時間変化。点つきの線があなたの値、破線が期待される値です。",
        "more": "ほか {more} 個",
    },
}


@dataclass(frozen=True)
class Picture:
    """A picture, as the page needs it: `source` is a data URI, `width` in CSS pixels."""

    source: str
    width: int
    alt: str
    caption: str


def pictures_of(what: Differing, language: str) -> list[Picture]:
    """One picture, or for weights two to lie beside each other. What is too large as a file is left out."""
    texts = _TEXTS[language]
    made: list[Picture | None]
    if what.shown is Shown.weights:
        sides = (("yours", what.yours), ("expected", what.expected))
        made = [_weights(what, texts, side, values) for side, values in sides]
    elif what.shown is Shown.series:
        made = [_series(what, texts)]
    else:
        made = [_differences(what, texts)]
    return [picture for picture in made if picture is not None]


def _differences(what: Differing, texts: dict[str, str]) -> Picture | None:
    apart = what.apart
    panels = apart.reshape(-1, *apart.shape[-2:]) if apart.ndim > 1 else apart.reshape(1, 1, -1)
    finite = apart[np.isfinite(apart)]
    top = float(finite.max()) if finite.size and finite.max() > 0 else 1.0
    row, column = (*what.first[-2:],) if apart.ndim > 1 else (0, what.first[0])

    def draw(figure: Figure) -> None:
        for number, panel in enumerate(panels):
            axes = figure.add_subplot(1, len(panels), number + 1)
            _heat(axes, np.where(np.isfinite(panel), panel, top), top, _RED)
            _cross_out(axes, ~np.isfinite(panel))
            if apart.ndim == 1:
                axes.set_yticks([])
            if apart.ndim == 3:
                axes.set_title(f"[{number}]", fontsize=7, color=_GREY, pad=3)
            if number == (what.first[0] if apart.ndim == 3 else 0):
                _frame(axes, row, column)

    at = np.unravel_index(int(np.argmax(apart)), apart.shape)
    facts = {
        "name": what.name + what.part,
        "shape": list(apart.shape),
        "wrong": int(what.wrong.sum()),
        "of": what.wrong.size,
        "first": list(what.first),
        "largest": _number(float(apart.max())),
        "at": [int(i) for i in at],
    }
    rows, columns = panels.shape[1:]
    size = (_span(columns) * len(panels) + 0.3 * len(panels), _span(rows) + (0.45 if apart.ndim == 3 else 0.3))
    return _picture(size, draw, texts["differences"].format(**facts), texts["differences_caption"].format(**facts))


def _weights(what: Differing, texts: dict[str, str], side: str, values: np.ndarray) -> Picture | None:
    def draw(figure: Figure) -> None:
        axes = figure.add_subplot()
        _heat(axes, np.clip(np.nan_to_num(values, posinf=1.0), 0, 1), 1.0, _BLUE)
        _cross_out(axes, ~np.isfinite(values))
        if side == "yours":
            _frame(axes, *what.first)

    told = [_largest(row, number, texts["row"]) for number, row in enumerate(values[:_TOLD])]
    if len(values) > _TOLD:
        told.append(texts["more"].format(more=len(values) - _TOLD))
    facts = {"name": what.name + what.part, "side": texts[side], "rows": "; ".join(told)}
    size = (_span(values.shape[1]) + 0.3, _span(values.shape[0]) + 0.3)
    caption = texts["weights_caption"].format(**facts) + (texts["framed"] if side == "yours" else "")
    return _picture(size, draw, texts["weights"].format(**facts), caption)


def _largest(row: np.ndarray, number: int, text: str) -> str:
    column = int(np.argmax(np.nan_to_num(row, nan=-np.inf)))
    return text.format(row=number, column=column, weight=_number(float(row[column])))


def _series(what: Differing, texts: dict[str, str]) -> Picture | None:
    from matplotlib.ticker import MaxNLocator

    def draw(figure: Figure) -> None:
        axes = figure.add_subplot()
        steps = np.arange(len(what.expected))
        dots = "o" if len(steps) <= _LONG else ""
        axes.plot(steps, what.expected, color=_BLUE, linestyle="--", linewidth=1.5)
        axes.plot(steps, what.yours, color=_RED, marker=dots, markersize=3.5, linewidth=1.2)
        axes.xaxis.set_major_locator(MaxNLocator(6, integer=True))
        axes.grid(color=_GREY, alpha=0.25, linewidth=0.5)
        _quiet(axes)

    facts = {
        "name": what.name + what.part,
        "yours": _numbers(what.yours, texts["more"]),
        "expected": _numbers(what.expected, texts["more"]),
        "first": what.first[0],
    }
    return _picture((3.4, 1.6), draw, texts["series"].format(**facts), texts["series_caption"].format(**facts))


_LONG = 40


def _numbers(values: np.ndarray, more: str) -> str:
    told = [_number(float(value)) for value in values[:_TOLD]]
    if len(values) > _TOLD:
        told.append(more.format(more=len(values) - _TOLD))
    return ", ".join(told)


def _number(value: float) -> str:
    return f"{value:.3g}"


def _span(count: int) -> float:
    """Inches for so many cells: large ones where there are few."""
    return max(0.28 * count if count <= 10 else 2.8 + 0.06 * (count - 10), 0.5)


def _heat(axes: Axes, values: np.ndarray, top: float, colour: str) -> None:
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
        lines: dict[str, Any] = {"color": _GREY, "linewidth": 0.5, "alpha": 0.6}
        axes.hlines(np.arange(1, rows) - 0.5, -0.5, columns - 0.5, **lines)
        axes.vlines(np.arange(1, columns) - 0.5, -0.5, rows - 0.5, **lines)
    axes.xaxis.tick_top()
    _quiet(axes)


def _ticks(count: int) -> np.ndarray:
    return np.arange(0, count, 1 if count <= 10 else 5)


def _cross_out(axes: Axes, where: np.ndarray) -> None:
    """A cross where there is no number to compare."""
    rows, columns = np.nonzero(where)
    axes.plot(columns, rows, linestyle="", marker="x", color=_GREY, markersize=5)


def _frame(axes: Axes, row: int, column: int) -> None:
    from matplotlib.patches import Rectangle

    frame = Rectangle((column - 0.5, row - 0.5), 1, 1, fill=False, edgecolor=_AMBER, linewidth=2, clip_on=False)
    axes.add_patch(frame).set_zorder(5)


def _quiet(axes: Axes) -> None:
    axes.tick_params(labelsize=7, length=0, pad=2, colors=_GREY)
    for spine in axes.spines.values():
        spine.set(color=_GREY, linewidth=0.7)


def _picture(size: tuple[float, float], draw: Callable[[Figure], None], alt: str, caption: str) -> Picture | None:
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
