"""Figures of matplotlib as data: what is drawn, not how it looks.

Nothing here imports matplotlib, which is slow: a value can only be a figure if the student's file did. Colours, sizes,
fonts, titles and layout are left out: they are the student's own.
"""

from __future__ import annotations

import sys
from typing import Any

import numpy as np


def is_figure(kind: type) -> bool:
    """Whether `kind` is the class of a matplotlib figure."""
    module = sys.modules.get("matplotlib.figure")
    return module is not None and issubclass(kind, module.Figure)


def describe_figure(figure: Any) -> dict[str, Any]:
    """``{"axes": [...]}``, an entry for each pair of axes but those of colour bars:

    - ``images``: for each ``values`` as seen within the axes, rows from top to bottom and columns from left to right,
      and where their centres are; ``limits``, the values at the two ends of the colour map; ``colour bar``, whether
      there is one;
    - ``lines``: for each ``x``, ``y`` and ``label`` (empty where matplotlib made one up);
    - ``x`` and ``y``: ``label`` and ``scale``; ``ticks`` (positions) and ``tick labels`` from left to right and from
      top to bottom, or None where matplotlib chooses the labels;
    - ``legend``: its texts, or None.
    """
    bars = [ax._colorbar for ax in figure.axes if getattr(ax, "_colorbar", None) is not None]
    plots = [ax for ax in figure.axes if ax.get_visible() and all(ax is not bar.ax for bar in bars)]
    return {"axes": [_axes(ax, bars) for ax in plots]}


def _axes(ax: Any, bars: list[Any]) -> dict[str, Any]:
    legend = ax.get_legend()
    return {
        "images": [_image(image, ax, bars) for image in ax.images if image.get_visible()],
        "lines": [_line(line) for line in ax.lines if line.get_visible()],
        "x": _axis(ax.xaxis, ascending=not ax.xaxis_inverted()),
        "y": _axis(ax.yaxis, ascending=ax.yaxis_inverted()),
        "legend": None if legend is None else [text.get_text() for text in legend.get_texts()],
    }


def _image(image: Any, ax: Any, bars: list[Any]) -> dict[str, Any]:
    values = np.ma.filled(image.get_array().astype(np.float64), np.nan)
    left, right, bottom, top = image.get_extent()
    first, last = (top, bottom) if image.origin == "upper" else (bottom, top)
    rows, columns = _centres(first, last, values.shape[0]), _centres(left, right, values.shape[1])
    row = [i for i in np.argsort(-rows if not ax.yaxis_inverted() else rows) if _within(rows[i], ax.get_ylim())]
    column = [i for i in np.argsort(-columns if ax.xaxis_inverted() else columns) if _within(columns[i], ax.get_xlim())]
    low, high = image.get_clim()
    return {
        "values": values[row][:, column],
        "rows": rows[row],
        "columns": columns[column],
        "limits": (float(low), float(high)),
        "colour bar": any(_explains(bar, image) for bar in bars),
    }


def _centres(start: float, end: float, count: int) -> np.ndarray:
    """Where the middles of `count` cells between two positions are."""
    return np.asarray(start + (end - start) * (np.arange(count) + 0.5) / max(count, 1))


def _within(position: float, limits: tuple[float, float]) -> bool:
    return bool(min(limits) <= position <= max(limits))


def _explains(bar: Any, image: Any) -> bool:
    """Whether a colour bar shows the colours of an image: made from it, or from the same colours and limits."""
    same_colours = bar.cmap.name == image.cmap.name and (bar.vmin, bar.vmax) == image.get_clim()
    return bar.mappable is image or bool(same_colours)


def _line(line: Any) -> dict[str, Any]:
    x, y = (np.asarray(data, dtype=np.float64) for data in line.get_data(orig=False))
    label = str(line.get_label())
    return {"x": x, "y": y, "label": "" if label.startswith("_") else label}


def _axis(axis: Any, ascending: bool) -> dict[str, Any]:
    described = {"label": axis.get_label_text(), "scale": axis.get_scale(), "ticks": None, "tick labels": None}
    if not axis.isDefault_majfmt:
        texts = [text.get_text() for text in axis.get_majorticklabels()]
        ticks = zip(axis.get_majorticklocs(), texts, strict=True)
        inside = [(position, text) for position, text in ticks if _within(position, axis.get_view_interval())]
        seen = sorted(inside, reverse=not ascending)
        described["ticks"] = np.array([position for position, _ in seen], dtype=np.float64)
        described["tick labels"] = [text for _, text in seen]
    return described
