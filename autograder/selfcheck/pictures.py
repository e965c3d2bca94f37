"""Small pictures of what differs, as PNG, each with a text that says the same. The notebook's own figures stay."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from autograder.selfcheck.canvas import BLUE, GREY, RED, Picture, cross_out, frame, heat, picture, quiet, span
from autograder.selfcheck.differing import Differing, Shown

if TYPE_CHECKING:
    from matplotlib.figure import Figure

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
            heat(axes, np.where(np.isfinite(panel), panel, top), top, RED)
            cross_out(axes, ~np.isfinite(panel))
            if apart.ndim == 1:
                axes.set_yticks([])
            if apart.ndim == 3:
                axes.set_title(f"[{number}]", fontsize=7, color=GREY, pad=3)
            if number == (what.first[0] if apart.ndim == 3 else 0):
                frame(axes, row, column)

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
    size = (span(columns) * len(panels) + 0.3 * len(panels), span(rows) + (0.45 if apart.ndim == 3 else 0.3))
    return picture(size, draw, texts["differences"].format(**facts), texts["differences_caption"].format(**facts))


def _weights(what: Differing, texts: dict[str, str], side: str, values: np.ndarray) -> Picture | None:
    def draw(figure: Figure) -> None:
        axes = figure.add_subplot()
        heat(axes, np.clip(np.nan_to_num(values, posinf=1.0), 0, 1), 1.0, BLUE)
        cross_out(axes, ~np.isfinite(values))
        if side == "yours":
            frame(axes, *what.first)

    told = [_largest(row, number, texts["row"]) for number, row in enumerate(values[:_TOLD])]
    if len(values) > _TOLD:
        told.append(texts["more"].format(more=len(values) - _TOLD))
    facts = {"name": what.name + what.part, "side": texts[side], "rows": "; ".join(told)}
    size = (span(values.shape[1]) + 0.3, span(values.shape[0]) + 0.3)
    caption = texts["weights_caption"].format(**facts) + (texts["framed"] if side == "yours" else "")
    return picture(size, draw, texts["weights"].format(**facts), caption)


def _largest(row: np.ndarray, number: int, text: str) -> str:
    column = int(np.argmax(np.nan_to_num(row, nan=-np.inf)))
    return text.format(row=number, column=column, weight=_number(float(row[column])))


def _series(what: Differing, texts: dict[str, str]) -> Picture | None:
    from matplotlib.ticker import MaxNLocator

    def draw(figure: Figure) -> None:
        axes = figure.add_subplot()
        steps = np.arange(len(what.expected))
        dots = "o" if len(steps) <= _LONG else ""
        axes.plot(steps, what.expected, color=BLUE, linestyle="--", linewidth=1.5)
        axes.plot(steps, what.yours, color=RED, marker=dots, markersize=3.5, linewidth=1.2)
        axes.xaxis.set_major_locator(MaxNLocator(6, integer=True))
        axes.grid(color=GREY, alpha=0.25, linewidth=0.5)
        quiet(axes)

    facts = {
        "name": what.name + what.part,
        "yours": _numbers(what.yours, texts["more"]),
        "expected": _numbers(what.expected, texts["more"]),
        "first": what.first[0],
    }
    return picture((3.4, 1.6), draw, texts["series"].format(**facts), texts["series_caption"].format(**facts))


_LONG = 40


def _numbers(values: np.ndarray, more: str) -> str:
    told = [_number(float(value)) for value in values[:_TOLD]]
    if len(values) > _TOLD:
        told.append(more.format(more=len(values) - _TOLD))
    return ", ".join(told)


def _number(value: float) -> str:
    return f"{value:.3g}"
