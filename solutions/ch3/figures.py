"""The figure of chapter 3: encoder, context vector, and decoder with teacher forcing."""

import itertools
from collections.abc import Callable

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import FancyArrowPatch, FancyBboxPatch

Point = tuple[float, float]

DARK, LIGHT, GREY = "#b7cde6", "#fdebd3", "#eeeeee"
ENCODER, DECODER = (0.0, 1.15, 2.3), (4.45, 6.1, 7.75)  # where the columns are
TOKENS, CELLS, LOGITS, TARGETS = 0.0, 1.1, 2.2, 3.3  # where the rows are

WORDS = {
    "en": {
        "encoder": "encoder",
        "decoder": "decoder",
        "context": "context\nvector",
        "inputs": "input\n(dec_in)",
        "logits": "logits",
        "loss": "loss",
        "targets": "target\n(dec_tgt)",
        "teacher": "teacher forcing:\nthe target is the next input",
    },
    "ja": {
        "encoder": "エンコーダ",
        "decoder": "デコーダ",
        "context": "コンテキスト\nベクトル",
        "inputs": "入力\n(dec_in)",
        "logits": "logits",
        "loss": "損失",
        "targets": "正解\n(dec_tgt)",
        "teacher": "Teacher Forcing:\n正解を次の入力にする",
    },
}


def draw_seq2seq(language: str) -> Figure:
    """Three steps of the encoder, three of the decoder, and targets that are the inputs of the next step."""
    words = WORDS[language]
    figure = Figure(figsize=(7.2, 3.9), dpi=100)
    axes = figure.add_axes((0.0, 0.0, 1.0, 1.0))
    axes.set_axis_off()
    axes.set_xlim(-0.6, 9.7)
    axes.set_ylim(-0.95, 3.75)

    _row(axes, ENCODER, TOKENS, ("$x_1$", "$x_2$", "EOS"), GREY)
    _row(axes, ENCODER, CELLS, ("GRU", "GRU", "GRU"), DARK)
    _row(axes, DECODER, TOKENS, ("BOS", "$y_1$", "$y_2$"), GREY)
    _row(axes, DECODER, CELLS, ("GRU", "GRU", "GRU"), LIGHT)
    _row(axes, DECODER, LOGITS, ("$z_1$", "$z_2$", "$z_3$"), "white")
    _row(axes, DECODER, TARGETS, ("$y_1$", "$y_2$", "EOS"), GREY)

    for x in ENCODER + DECODER:
        _arrow(axes, (x, TOKENS + 0.27), (x, CELLS - 0.27))
    for x in DECODER:
        _arrow(axes, (x, CELLS + 0.27), (x, LOGITS - 0.27))
        _arrow(axes, (x, LOGITS + 0.27), (x, TARGETS - 0.27), head="<|-|>")
        _label(axes, (x - 0.1, (LOGITS + TARGETS) / 2), words["loss"], "right")
    for left, right in [*itertools.pairwise(ENCODER), *itertools.pairwise(DECODER)]:
        _arrow(axes, (left + 0.42, CELLS), (right - 0.42, CELLS))
    for left, right in itertools.pairwise(DECODER):
        _arrow(axes, (left + 0.42, TARGETS), (right - 0.42, TOKENS), line="dashed")
    _arrow(axes, (ENCODER[-1] + 0.42, CELLS), (DECODER[0] - 0.42, CELLS), width=3)

    middle = (ENCODER[-1] + DECODER[0]) / 2
    _label(axes, (middle, CELLS + 0.2), "$c$", "center", size=13)
    _label(axes, (middle, CELLS - 0.4), words["context"], "center")
    _label(axes, (ENCODER[1], -0.65), words["encoder"], "center", size=12)
    _label(axes, (DECODER[1], -0.65), words["decoder"], "center", size=12)
    for y, word in ((TOKENS, "inputs"), (LOGITS, "logits"), (TARGETS, "targets")):
        _label(axes, (DECODER[-1] + 0.6, y), words[word], "left")
    _arrow(axes, (ENCODER[0] - 0.4, TARGETS), (ENCODER[0] + 0.6, TARGETS), line="dashed")
    _label(axes, (ENCODER[0] + 0.75, TARGETS), words["teacher"], "left")
    return figure


def _row(axes: Axes, columns: tuple[float, ...], y: float, texts: tuple[str, ...], colour: str) -> None:
    """Boxes at one height, each with its text."""
    for x, text in zip(columns, texts, strict=True):
        corner = (x - 0.34, y - 0.19)
        axes.add_patch(FancyBboxPatch(corner, 0.68, 0.38, "round,pad=0.07", facecolor=colour, edgecolor="black"))
        _label(axes, (x, y), text, "center", size=11)


def _arrow(axes: Axes, start: Point, end: Point, head: str = "-|>", line: str = "solid", width: float = 1.2) -> None:
    """An arrow from one point to another."""
    shape = FancyArrowPatch(
        start,
        end,
        arrowstyle=head,
        mutation_scale=11,
        linestyle=line,
        linewidth=width,
        shrinkA=0,
        shrinkB=0,
        color="black",
    )
    axes.add_patch(shape)


def _label(axes: Axes, at: Point, text: str, align: str, size: float = 10) -> None:
    """A text that begins, ends or has its middle at a point."""
    axes.text(*at, text, ha=align, va="center", fontsize=size)


FIGURES: dict[str, Callable[[str], Figure]] = {"seq2seq": draw_seq2seq}
