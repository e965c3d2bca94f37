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

    - ``images``: for each ``values`` as seen, rows from top to bottom and columns from left to right; ``limits``, the
      values at the two ends of the colour map; ``colour bar``, whether there is one;
    - ``lines``: for each ``x``, ``y`` and ``label`` (empty where matplotlib made one up);
    - ``x`` and ``y``: ``label`` and ``scale``; ``ticks`` (positions) and ``tick labels`` from left to right and from
      top to bottom, or None where matplotlib chooses the labels;
    - ``legend``: its texts, or None.
    """
    bars = [image.colorbar.ax for ax in figure.axes for image in ax.images if image.colorbar is not None]
    return {"axes": [_axes(ax) for ax in figure.axes if ax not in bars and ax.get_visible()]}


def _axes(ax: Any) -> dict[str, Any]:
    legend = ax.get_legend()
    return {
        "images": [_image(image, ax) for image in ax.images if image.get_visible()],
        "lines": [_line(line) for line in ax.lines if line.get_visible()],
        "x": _axis(ax.xaxis, ascending=not ax.xaxis_inverted()),
        "y": _axis(ax.yaxis, ascending=ax.yaxis_inverted()),
        "legend": None if legend is None else [text.get_text() for text in legend.get_texts()],
    }


def _image(image: Any, ax: Any) -> dict[str, Any]:
    values = np.ma.filled(image.get_array().astype(np.float64), np.nan)
    left, right, bottom, top = image.get_extent()
    first, last = (top, bottom) if image.origin == "upper" else (bottom, top)
    if (first < last) != ax.yaxis_inverted():
        values = values[::-1]
    if (left < right) == ax.xaxis_inverted():
        values = values[:, ::-1]
    low, high = image.get_clim()
    return {"values": values, "limits": (float(low), float(high)), "colour bar": image.colorbar is not None}


def _line(line: Any) -> dict[str, Any]:
    x, y = (np.asarray(data, dtype=np.float64) for data in line.get_data(orig=False))
    label = str(line.get_label())
    return {"x": x, "y": y, "label": "" if label.startswith("_") else label}


def _axis(axis: Any, ascending: bool) -> dict[str, Any]:
    described = {"label": axis.get_label_text(), "scale": axis.get_scale(), "ticks": None, "tick labels": None}
    if not axis.isDefault_majfmt:
        texts = [text.get_text() for text in axis.get_majorticklabels()]
        seen = sorted(zip(axis.get_majorticklocs(), texts, strict=True), reverse=not ascending)
        described["ticks"] = np.array([position for position, _ in seen], dtype=np.float64)
        described["tick labels"] = [text for _, text in seen]
    return described
