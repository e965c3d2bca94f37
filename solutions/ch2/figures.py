"""Figures of chapter 2: the cell of an LSTM and that of a GRU, drawn alike so that they can be compared."""

from collections.abc import Callable, Sequence

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import FancyBboxPatch

WORDS = {
    "en": {"f": "forget", "i": "input", "g": "candidate", "o": "output", "z": "update", "r": "reset", "n": "candidate"},
    "ja": {"f": "忘却", "i": "入力", "g": "候補", "o": "出力", "z": "更新", "r": "リセット", "n": "候補"},
}
# Heights of the memory, of the products under it, of the gates and candidates, of a weight, of the wires of h and x.
MEMORY, PRODUCT, GATE, WEIGHT, OLD_STATE, INPUT = 5.65, 4.4, 2.85, 1.8, 1.1, 0.4
TALL = 0.9  # the height of a gate's box
TO_NODE = 8  # typographic points from the middle of a node to its edge


def draw_cells(language: str) -> Figure:
    """The LSTM at the left, the GRU at the right."""
    figure = Figure(figsize=(7.4, 3.6))
    axes = figure.add_axes((0, 0, 1, 1), xlim=(0, 23.4), ylim=(0, 7.1))
    axes.set_axis_off()
    axes.plot([12.75, 12.75], [0.2, 6.9], color="0.75", linewidth=1)
    draw_lstm(axes, WORDS[language])
    draw_gru(axes, WORDS[language], left=13.0)
    return figure


def draw_lstm(axes: Axes, words: dict[str, str]) -> None:
    """The cell state passes along the top; the gates change it from below."""
    f, i, g, o, shown, end = 2.35, 4.35, 6.6, 8.85, 10.55, 11.75
    added = (i + g) / 2
    axes.text(0.25, 6.65, "LSTM", fontsize=11, weight="bold", va="center")
    wire(axes, [(1.35, MEMORY), (end, MEMORY)], width=2.6)
    wire(axes, [(1.35, OLD_STATE), (o - 0.3, OLD_STATE), (o - 0.3, GATE - TALL / 2)])
    wire(axes, [(1.35, INPUT), (o + 0.3, INPUT), (o + 0.3, GATE - TALL / 2)])
    for x in (f, i, g):
        feed(axes, x)
    wire(axes, [(f, GATE), (f, MEMORY)], TO_NODE)
    wire(axes, [(i, GATE), (i, PRODUCT), (added, PRODUCT)], TO_NODE)
    wire(axes, [(g, GATE), (g, PRODUCT), (added, PRODUCT)], TO_NODE)
    wire(axes, [(added, PRODUCT), (added, MEMORY)], TO_NODE)
    wire(axes, [(shown, MEMORY), (shown, GATE)], TO_NODE)
    wire(axes, [(o, GATE), (shown, GATE)], TO_NODE)
    wire(axes, [(shown, GATE), (end, GATE)])
    for x, letter in ((f, "f"), (i, "i"), (g, "g"), (o, "o")):
        part(axes, x, letter, words)
    box(axes, shown, PRODUCT, 1.3, 0.55, "0.85")
    axes.text(shown, PRODUCT, "tanh", fontsize=9, ha="center", va="center", zorder=4)
    for x, y, sign in ((f, MEMORY, "×"), (added, MEMORY, "+"), (added, PRODUCT, "×"), (shown, GATE, "×")):
        node(axes, x, y, sign)
    axes.plot([shown], [MEMORY], "ko", markersize=4)
    for x, y, text in ((0.7, MEMORY, "$c_{t-1}$"), (0.7, OLD_STATE, "$h_{t-1}$"), (0.7, INPUT, "$x_t$")):
        label(axes, x, y, text)
    label(axes, end + 0.5, MEMORY, "$c_t$")
    label(axes, end + 0.5, GATE, "$h_t$")


def draw_gru(axes: Axes, words: dict[str, str], left: float) -> None:
    """The hidden state itself passes along the top; one gate mixes it with the candidate."""
    away, z, r, reset, n, end = (left + x for x in (1.5, 2.75, 4.75, 6.3, 8.2, 9.45))
    axes.text(left + 0.15, 6.65, "GRU", fontsize=11, weight="bold", va="center")
    wire(axes, [(left + 1.2, MEMORY), (end, MEMORY)], width=2.6)
    wire(axes, [(away, MEMORY), (away, OLD_STATE), (reset, OLD_STATE), (reset, GATE)], TO_NODE)
    wire(axes, [(left + 1.2, INPUT), (n, INPUT), (n, GATE - TALL / 2)])
    for x in (z, r):
        feed(axes, x)
    wire(axes, [(z, GATE), (z, MEMORY)], TO_NODE)
    wire(axes, [(z, PRODUCT), (n, PRODUCT)], TO_NODE)
    wire(axes, [(r, GATE), (reset, GATE)], TO_NODE)
    wire(axes, [(reset, GATE), (n - 1.15, GATE)])
    wire(axes, [(n, GATE), (n, PRODUCT)], TO_NODE)
    wire(axes, [(n, PRODUCT), (n, MEMORY)], TO_NODE)
    for x, letter in ((z, "z"), (r, "r"), (n, "n")):
        part(axes, x, letter, words)
    box(axes, reset, WEIGHT, 1.4, 0.55, "white")
    axes.text(reset, WEIGHT, "$W_{hn}$", fontsize=10, ha="center", va="center", zorder=4)
    box(axes, (z + n) / 2, PRODUCT, 1.3, 0.55, "white")
    axes.text((z + n) / 2, PRODUCT, "1 − z", fontsize=9, ha="center", va="center", zorder=4)
    for x, y, sign in ((z, MEMORY, "×"), (n, MEMORY, "+"), (n, PRODUCT, "×"), (reset, GATE, "×")):
        node(axes, x, y, sign)
    axes.plot([away, z], [MEMORY, PRODUCT], "ko", markersize=4)
    label(axes, left + 0.6, MEMORY, "$h_{t-1}$")
    label(axes, left + 0.6, INPUT, "$x_t$")
    label(axes, end + 0.5, MEMORY, "$h_t$")


def wire(axes: Axes, points: Sequence[tuple[float, float]], gap: float = 0, width: float = 1.1) -> None:
    """A line through the points, with an arrow head that stops so many typographic points before the last."""
    axes.plot(*zip(*points[:-1], strict=True), color="black", linewidth=width, zorder=1)
    style = {"arrowstyle": "-|>,head_width=0.22,head_length=0.4", "shrinkA": 0, "shrinkB": gap, "color": "black"}
    axes.annotate("", points[-1], points[-2], arrowprops=style | {"linewidth": width}, zorder=1)


def feed(axes: Axes, x: float) -> None:
    """Both wires, that of h and that of x, branch off to the box above."""
    for at, height in ((x - 0.3, OLD_STATE), (x + 0.3, INPUT)):
        wire(axes, [(at, height), (at, GATE - TALL / 2)])
        axes.plot([at], [height], "ko", markersize=3)


def part(axes: Axes, x: float, letter: str, words: dict[str, str]) -> None:
    """A gate (white) or a candidate (grey): its name, and under it its letter and its activation."""
    gate = letter not in "gn"
    box(axes, x, GATE, 1.75 if gate else 2.3, TALL, "white" if gate else "0.85")
    axes.text(x, GATE + 0.2, words[letter], fontsize=9, ha="center", va="center", zorder=4)
    colon = x - (0.1 if gate else 0.5)
    axes.text(colon, GATE - 0.2, letter, fontsize=10, style="italic", ha="right", va="center", zorder=4)
    axes.text(colon, GATE - 0.2, " : σ" if gate else " : tanh", fontsize=9, ha="left", va="center", zorder=4)


def box(axes: Axes, x: float, y: float, width: float, height: float, color: str) -> None:
    """A box of a fixed size, with room for fonts that run wider."""
    corner = (x - width / 2, y - height / 2)
    style = "round,pad=0,rounding_size=0.12"
    axes.add_patch(FancyBboxPatch(corner, width, height, style, facecolor=color, edgecolor="black", zorder=3))


def node(axes: Axes, x: float, y: float, sign: str) -> None:
    """A circle: × multiplies entry by entry, + adds."""
    axes.plot([x], [y], "o", markersize=15, markerfacecolor="white", markeredgecolor="black", zorder=4)
    axes.text(x, y, sign, fontsize=12, ha="center", va="center", zorder=5)


def label(axes: Axes, x: float, y: float, text: str) -> None:
    """What a wire carries."""
    axes.text(x, y, text, fontsize=11, ha="center", va="center")


FIGURES: dict[str, Callable[[str], Figure]] = {"cells": draw_cells}
