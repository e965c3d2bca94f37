"""The figure of chapter 1: a recurrent cell as a loop, and the same cell unrolled over time."""

from collections.abc import Callable

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import FancyBboxPatch

INK, FORWARD, BACKWARD, FILL = "#222222", "#1f5a99", "#c4541a", "#e8eef5"
TEXTS = {
    "en": {
        "loop": "the loop",
        "unrolled": "unrolled: a copy for each step, the same weights",
        "forward": "forwards: the state",
        "backward": "backwards: the gradient",
    },
    "ja": {
        "loop": "ループ",
        "unrolled": "時間方向に展開した形（重みはすべて共通）",
        "forward": "順伝播: 状態",
        "backward": "逆伝播: 勾配",
    },
}
WIDTH, HEIGHT = 1.0, 0.9  # of a cell, whose middle lies at height 0


def arrow(axes: Axes, *points: tuple[float, float], color: str = INK, dashed: bool = False) -> None:
    """A line through these points, with a head at the last of them."""
    line = (0, (3, 2)) if dashed else "-"
    axes.plot(*zip(*points[:-1], strict=True), color=color, lw=1.5, solid_joinstyle="miter")
    style = {"arrowstyle": "-|>", "color": color, "lw": 1.5, "linestyle": line, "shrinkA": 0, "shrinkB": 0}
    axes.annotate("", points[-1], points[-2], arrowprops={**style, "mutation_scale": 12})


def cell(axes: Axes, x: float, step: str) -> None:
    """A cell with its middle at x: its input comes from below, by way of the input weight, and its state leaves above."""
    corner = (x - WIDTH / 2, -HEIGHT / 2)
    axes.add_patch(FancyBboxPatch(corner, WIDTH, HEIGHT, "round,pad=0,rounding_size=0.12", fc=FILL, ec=INK, lw=1.2))
    axes.text(x, 0, "tanh", ha="center", va="center", fontsize=11, color=INK)
    arrow(axes, (x, -1.25), (x, -HEIGHT / 2))
    arrow(axes, (x, HEIGHT / 2), (x, 1.15))
    axes.text(x, -1.33, f"$x_{step}$", ha="center", va="top", fontsize=14, color=INK)
    axes.text(x, 1.22, f"$h_{step}$", ha="center", va="bottom", fontsize=14, color=INK)
    axes.text(x + 0.08, -0.88, "$W_{ih}$", ha="left", va="center", fontsize=13, color=INK)


def between(axes: Axes, left: float, right: float, factor: str) -> None:
    """From one cell to the next: the state goes right, the gradient, times a factor, comes back."""
    arrow(axes, (left, 0.17), (right, 0.17), color=FORWARD)
    arrow(axes, (right, -0.17), (left, -0.17), color=BACKWARD, dashed=True)
    middle = (left + right) / 2
    axes.text(middle, 0.25, "$W_{hh}$", ha="center", va="bottom", fontsize=13, color=FORWARD)
    axes.text(middle, -0.25, factor, ha="center", va="top", fontsize=13, color=BACKWARD)


def draw_unrolled(language: str) -> Figure:
    """On the left the cell that feeds its state back to itself, on the right one copy of it for each step."""
    texts = TEXTS[language]
    figure = Figure(figsize=(7.2, 3.4), facecolor="white")
    axes = figure.add_axes((0, 0, 1, 1))
    axes.set(xlim=(0, 11), ylim=(-2.75, 2.35))
    axes.set_axis_off()
    axes.text(1.1, 2.05, texts["loop"], ha="center", va="center", fontsize=11, color=INK)
    axes.text(6.95, 2.05, texts["unrolled"], ha="center", va="center", fontsize=11, color=INK)

    cell(axes, 1.1, "t")
    arrow(axes, (1.1, 0.75), (2.35, 0.75), (2.35, 0), (1.6, 0), color=FORWARD)
    axes.text(2.43, 0.37, "$W_{hh}$", ha="left", va="center", fontsize=13, color=FORWARD)
    axes.text(2.1, -0.12, "$h_{t-1}$", ha="center", va="top", fontsize=13, color=INK)
    axes.text(3.3, 0, "=", ha="center", va="center", fontsize=22, color=INK)

    first, second, last = 5.5, 7.4, 10.1
    for x, step in zip((first, second, last), "12T", strict=True):
        cell(axes, x, step)
    axes.text(3.72, 0.13, "$h_0$", ha="left", va="center", fontsize=14, color=INK)
    between(axes, 4.15, first - 0.5, "$J_1$")
    between(axes, first + 0.5, second - 0.5, "$J_2$")
    axes.plot((8.15, 8.32, 8.49), (0, 0, 0), "o", ms=2.5, color=INK)
    between(axes, last - 1.38, last - 0.5, "$J_T$")

    for x, name, color in ((2.0, "forward", FORWARD), (5.6, "backward", BACKWARD)):
        ends = [(x, -2.4), (x + 0.7, -2.4)]
        arrow(axes, *(ends if name == "forward" else ends[::-1]), color=color, dashed=name == "backward")
        axes.text(x + 0.85, -2.4, texts[name], ha="left", va="center", fontsize=11, color=color)
    return figure


FIGURES: dict[str, Callable[[str], Figure]] = {"unrolled": draw_unrolled}
