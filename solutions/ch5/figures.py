"""The figure of chapter 5: a series split in time, the part that the scaler sees, and the windows that slide over it."""

from collections.abc import Callable

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

SERIES = (10, 12, 11, 14, 13, 15, 14, 16, 20, 16)
L, H = 3, 2
PARTS = {"training": (0, 6), "validation": (6, 8), "test": (8, 10)}  # first step, and the one after the last
SHADES = ("white", "0.93", "0.86")
INPUT, TARGET, SCALER, FAINT = "#cfe2f5", "#e08e45", "#1f5f9e", "0.4"

WORDS = {
    "en": {
        "training": "training",
        "validation": "validation",
        "test": "test",
        "scaler": "the scaler sees only these steps:\nminimum 10, maximum 15",
        "units": "old units",
        "scaled": "scaled",
        "step": "step",
        "window": "window",
        "none": "left out",
        "input": "input, L = 3",
        "target": "target, H = 2",
        "crosses": "target crosses a cut",
    },
    "ja": {
        "training": "学習用",
        "validation": "検証用",
        "test": "テスト用",
        "scaler": "スケーラが見るのはここだけ\n最小値 10、最大値 15",
        "units": "元の単位",
        "scaled": "正規化後",
        "step": "時刻",
        "window": "ウィンドウ",
        "none": "使わない",
        "input": "入力（L = 3）",
        "target": "ターゲット（H = 2）",
        "crosses": "ターゲットが境界をまたぐ",
    },
}


def draw_sliding_window(language: str) -> Figure:
    """The series of the worked example above, its six windows below, and the two cuts through both."""
    words = WORDS[language]
    figure = Figure(figsize=(7.2, 5.4))
    above, below = figure.subplots(2, 1, sharex=True, height_ratios=(1, 1.15))
    figure.subplots_adjust(left=0.16, right=0.86, top=0.94, bottom=0.02, hspace=0.16)
    for axes in (above, below):
        for (start, end), shade in zip(PARTS.values(), SHADES, strict=True):
            axes.axvspan(start - 0.5, end - 0.5, color=shade, zorder=0)
            axes.axvline(start - 0.5, color="black", linewidth=1.5 if start else 0)
    draw_series(above, words)
    draw_windows(below, words)
    return figure


def draw_series(axes: Axes, words: dict[str, str]) -> None:
    """The steps in old units (left) and scaled (right), and the dashed box of what the scaler sees."""
    axes.plot(SERIES, color="black", marker="o")
    axes.add_patch(Rectangle((-0.4, 10), 5.8, 5, fill=False, edgecolor=SCALER, linewidth=1.5, linestyle="--"))
    axes.text(2.5, 15.5, words["scaler"], color=SCALER, ha="center", va="bottom", fontsize=10)
    for name, (start, end) in PARTS.items():
        axes.text((start + end - 1) / 2, 22.5, words[name], ha="center", va="bottom", fontsize=11)
    axes.set_xlim(-0.5, len(SERIES) - 0.5)
    axes.set_ylim(8.5, 22)
    axes.set_xticks(range(len(SERIES)))
    axes.set_yticks([10, 15, 20])
    axes.set_ylabel(words["units"], fontsize=10)
    axes.tick_params(labelbottom=True, labelsize=10)
    axes.text(-0.7, 8.1, words["step"], ha="right", va="top", fontsize=10)
    right = axes.twinx()
    right.set_ylim((8.5 - 10) / 5, (22 - 10) / 5)
    right.set_yticks([0, 1, 2])
    right.set_ylabel(words["scaled"], fontsize=10)
    right.tick_params(labelsize=10)


def draw_windows(axes: Axes, words: dict[str, str]) -> None:
    """One row for each window: its input, its target, and the part in which the whole target lies, if any."""
    rows = len(SERIES) - L - H + 1
    for i in range(rows):
        middle, last = i + L, i + L + H - 1  # the target's first and last step
        part = next((name for name, (start, end) in PARTS.items() if start <= middle and last < end), "none")
        ink = FAINT if part == "none" else "black"
        for step in range(i, i + L + H):
            color = "none" if part == "none" else INPUT if step < middle else TARGET
            draw_cell(axes, step, i, color)
            axes.text(step, i, str(SERIES[step]), ha="center", va="center", fontsize=10, color=ink)
        axes.text(-0.7, i, f"{words['window']} {i}", ha="right", va="center", fontsize=10)
        axes.text(9.7, i, words[part], va="center", fontsize=10, color=ink)
    for i, (name, color) in enumerate((("input", INPUT), ("target", TARGET), ("crosses", "none"))):
        draw_cell(axes, -0.2, rows - 2.1 + 0.55 * i, color, 0.4)
        axes.text(0.15, rows - 2.1 + 0.55 * i, words[name], va="center", fontsize=10)
    axes.set_ylim(rows - 0.5, -0.5)
    axes.set_axis_off()


def draw_cell(axes: Axes, x: float, y: float, color: str, size: float = 0.92) -> None:
    """A box around one step of a window; without a colour it is dotted."""
    low, height = y - 0.39 * size, 0.78 * size
    style = ":" if color == "none" else "-"
    axes.add_patch(Rectangle((x - size / 2, low), size, height, facecolor=color, edgecolor="0.2", linestyle=style))


FIGURES: dict[str, Callable[[str], Figure]] = {"sliding_window": draw_sliding_window}
