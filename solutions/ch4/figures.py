"""The figure of chapter 4: all attention weights of a small translation, and what one row of them is."""

from collections.abc import Callable

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import ConnectionPatch, Rectangle

SOURCE = ("black", "cat", "sleeps", "<eos>")
TARGET = ("chat", "noir", "dort", "<eos>")
KEYS = np.array([[2, 1, 0, 0], [0, 2, 1, 0], [0, 1, 2, 0], [0, 0, 1, 2]])
QUERIES = np.array([[0, 4, 0, 0], [2, 2, 0, 0], [0, 0, 4, 0], [0, 0, 0, 3]])
ROW = TARGET.index("noir")

SCORES = QUERIES @ KEYS.T / np.sqrt(KEYS.shape[1])
WEIGHTS = np.exp(SCORES) / np.exp(SCORES).sum(axis=1, keepdims=True)

ORANGE = "#e8743b"
SIZE = 11
TEXTS: dict[str, dict[str, str]] = {
    "en": {
        "source": "source (keys)",
        "target": "target (queries)",
        "row": "one row: where “noir” looks",
        "sum": "weights (sum 1)",
        "scores": "scores",
    },
    "ja": {
        "source": "入力（キー）",
        "target": "出力（クエリ）",
        "row": "1 行 = noir の注目先",
        "sum": "重み（和は 1）",
        "scores": "スコア",
    },
}


def draw_alignment(language: str) -> Figure:
    """A heat map of all weights; beside it, the row of "noir" as bars, over the scores that it comes from."""
    figure = Figure(figsize=(7, 3.3))
    table = figure.add_axes((0.125, 0.19, 0.35, 0.76))
    bars = figure.add_axes((0.645, 0.3, 0.345, 0.53))
    draw_table(table, TEXTS[language])
    draw_row(bars, TEXTS[language])
    ends = (len(SOURCE) - 0.5, ROW), (-0.38, 0.55)
    arrow = ConnectionPatch(*ends, table.transData, bars.transData, arrowstyle="-|>", color=ORANGE)
    arrow.set(mutation_scale=14, linewidth=1.5)
    figure.add_artist(arrow)
    return figure


def draw_table(ax: Axes, words: dict[str, str]) -> None:
    """The weights as an image with numbers; a frame around the row that is shown as bars."""
    ax.imshow(WEIGHTS, vmin=0, vmax=1, cmap="cividis", aspect="auto")
    for t, weights in enumerate(WEIGHTS):
        for s, weight in enumerate(weights):
            colour = "black" if weight > 0.5 else "white"
            ax.text(s, t, f"{weight:.2f}", color=colour, fontsize=SIZE, ha="center", va="center")
    ax.add_patch(
        Rectangle((-0.5, ROW - 0.5), len(SOURCE), 1, fill=False, edgecolor=ORANGE, linewidth=3, zorder=3, clip_on=False)
    )
    ax.set_xticks(range(len(SOURCE)), labels=SOURCE, fontsize=SIZE)
    ax.set_yticks(range(len(TARGET)), labels=TARGET, fontsize=SIZE)
    ax.set_xlabel(words["source"], fontsize=SIZE)
    ax.set_ylabel(words["target"], fontsize=SIZE)
    ax.set_xticks(np.arange(1, len(SOURCE)) - 0.5, minor=True)
    ax.set_yticks(np.arange(1, len(TARGET)) - 0.5, minor=True)
    ax.grid(which="minor", color="white", linewidth=1.5)
    ax.tick_params(which="both", length=0)
    ax.spines[:].set_visible(False)


def draw_row(ax: Axes, words: dict[str, str]) -> None:
    """One row of weights as bars, with the scores under them."""
    ax.bar(range(len(SOURCE)), WEIGHTS[ROW], width=0.6, color="#666666")
    for s, (weight, score) in enumerate(zip(WEIGHTS[ROW], SCORES[ROW], strict=True)):
        ax.text(s, weight + 0.02, f"{weight:.2f}", fontsize=SIZE, ha="center", va="bottom")
        ax.annotate(
            f"{score:.0f}", (s, 0), (0, -34), textcoords="offset points", fontsize=SIZE, ha="center", va="center"
        )
    for text, below in (("softmax ↑", 10), (words["scores"], 34)):
        ax.annotate(text, (-0.5, 0), (-4, -below), textcoords="offset points", fontsize=SIZE, ha="right", va="center")
    ax.text(1.5, 0.88, words["row"], fontsize=SIZE, ha="center", va="center")
    ax.text(2, 0.45, words["sum"], fontsize=SIZE, ha="center", va="center")
    ax.set_xticks(range(len(SOURCE)), labels=SOURCE, fontsize=SIZE)
    ax.set_yticks([])
    ax.set_xlim(-0.5, len(SOURCE) - 0.5)
    ax.set_ylim(0, 0.8)
    ax.tick_params(length=0)
    ax.spines[["left", "right", "top"]].set_visible(False)


FIGURES: dict[str, Callable[[str], Figure]] = {"alignment": draw_alignment}
