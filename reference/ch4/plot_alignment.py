"""Reference of ch4.plot_alignment: the picture of an alignment.

A figure reaches the judge as a dict that says what is drawn (`autograder.worker.figures`). The oracle writes that dict
down; the twin draws the figure.
"""

from typing import Any

import numpy as np
import torch
from torch import Tensor

from autograder.drawing import Draw
from autograder.exercise import Exercise, Probe, call

exercise = Exercise(
    title="The picture of an alignment",
    title_ja="アライメントの図",
    position=7,
    points=4,
    difficulty=2,
    minutes=20,
    tolerance={"float64": 1e-6, "float32": 1e-4},  # whoever draws float32 draws the same picture
    cpu_seconds=5,  # importing matplotlib takes most of a second
)

Tokens = list[str]
Picture = dict[str, Any]

ENGLISH = ("the", "cat", "sees", "a", "small", "bird", "today", "in", "garden", "<eos>")
JAPANESE = ("猫", "は", "今日", "庭", "で", "小さい", "鳥", "を", "見る", "<eos>")


@exercise.oracle("figure")
def plot_alignment(weights: Tensor, src_tokens: Tokens, tgt_tokens: Tokens) -> Picture:
    """What should be drawn, written down."""
    values = weights.detach().numpy()[: len(tgt_tokens), : len(src_tokens)]
    return picture(values, axis("source", src_tokens), axis("target", tgt_tokens))


def axis(label: str, tokens: Tokens | None) -> Picture:
    """An axis with these tokens at 0, 1, 2, …; None leaves the ticks to matplotlib."""
    ticks = None if tokens is None else np.arange(len(tokens), dtype=np.float64)
    return {"label": label, "scale": "linear", "ticks": ticks, "tick labels": tokens}


def picture(
    values: np.ndarray, x: Picture, y: Picture, limits: tuple[float, float] = (0.0, 1.0), bar: bool = True
) -> Picture:
    """A figure of one image."""
    rows, columns = (np.arange(count, dtype=np.float64) for count in values.shape)
    image = {"values": values, "rows": rows, "columns": columns, "limits": limits, "colour bar": bar}
    return {"axes": [{"images": [image], "lines": [], "x": x, "y": y, "legend": None}]}


@exercise.twin("plot_alignment")
def drawn_by_matplotlib(weights: Tensor, src_tokens: Tokens, tgt_tokens: Tokens) -> Any:
    """A real figure, without pyplot, and with the image upside down twice."""
    from matplotlib.figure import Figure

    figure = Figure()
    ax = figure.subplots()
    values = weights.detach()[: len(tgt_tokens), : len(src_tokens)]
    image = ax.imshow(values.double().tolist(), origin="lower", cmap="gray", clim=(0, 1))
    ax.invert_yaxis()
    for side, label, tokens in ((ax.xaxis, "source", src_tokens), (ax.yaxis, "target", tgt_tokens)):
        side.set_ticks(range(len(tokens)))
        side.set_ticklabels(tokens)
        side.set_label_text(label)
    figure.colorbar(image)
    return figure


def sentence(draw: Draw, words: tuple[str, ...], length: int) -> Tokens:
    """Different words in random order; the same word more than once if there are too few."""
    order = draw.array(length).argsort().tolist()
    return [words[place % len(words)] for place in order]


def drawn(draw: Draw, T: int, S: int, *, real: tuple[int, int] | None = None) -> Probe:
    """Weights ``[T, S]`` that add up to 1 in each row, and the tokens of as many rows and columns as are `real`."""
    weights = torch.softmax(draw.normal(T, S), -1).mul(1000).round() / 1000
    rows, columns = real or (T, S)
    return call("plot_alignment", weights, sentence(draw, ENGLISH, columns), sentence(draw, JAPANESE, rows))


@exercise.case(0.5, public=True)
def two_target_tokens_and_three_source_tokens(draw: Draw) -> Probe:
    """Two target tokens (rows) and three source tokens (columns)."""
    weights = torch.tensor([[0.7, 0.2, 0.1], [0.1, 0.3, 0.6]], dtype=torch.float64)
    return call("plot_alignment", weights, ["black", "cat", "<eos>"], ["chat", "noir"])


@exercise.case(0.25, public=True)
def japanese_tokens(draw: Draw) -> Probe:
    """The tokens of one sentence are Japanese."""
    return drawn(draw, 3, 2)


@exercise.case(0.25, public=True)
def padding_at_the_end(draw: Draw) -> Probe:
    """More rows and columns than tokens: the rest is padding, and is not drawn."""
    return drawn(draw, 3, 4, real=(2, 3))


@exercise.case(0.5)
def a_long_pair_of_sentences(draw: Draw) -> Probe:
    """Nine target tokens and six source tokens."""
    return drawn(draw, 9, 6)


@exercise.case(0.5)
def as_many_targets_as_sources(draw: Draw) -> Probe:
    """As many target tokens as source tokens, so that a transposed picture has the right shape."""
    return drawn(draw, 5, 5)


@exercise.case(0.5)
def padding_of_rows_and_columns(draw: Draw) -> Probe:
    """Padding in both directions."""
    return drawn(draw, 8, 7, real=(5, 4))


@exercise.case(0.25)
def equal_weights(draw: Draw) -> Probe:
    """Every weight is the same, which shows as one colour on the scale from 0 to 1."""
    return call("plot_alignment", torch.full((3, 4), 0.25, dtype=torch.float64), list(ENGLISH[:4]), list(JAPANESE[:3]))


@exercise.case(0.25)
def a_single_token(draw: Draw) -> Probe:
    """One target token and one source token."""
    return drawn(draw, 1, 1)


@exercise.case(0.25)
def a_word_that_occurs_twice(draw: Draw) -> Probe:
    """The same word occurs several times, each time with a column of its own."""
    return call(
        "plot_alignment", torch.softmax(draw.normal(3, 5), -1), ["the", "cat", "and", "the", "cat"], ["a", "b", "a"]
    )


@exercise.case(0.5, gradients=True)
def weights_in_the_graph(draw: Draw) -> Probe:
    """Weights that require gradients, as a model returns them, can be drawn."""
    return drawn(draw, 3, 4)


@exercise.case(0.25, watch="everything")
def weights_stay_as_they_are(draw: Draw) -> Probe:
    """The call leaves the weights unchanged; it changes nothing else either, and gives the same when repeated."""
    return drawn(draw, 4, 5, real=(3, 4))


# Wrong implementations: other pictures.


class Axes:
    """Stands for the axes of matplotlib."""


def image_of(figure: Picture) -> Picture:
    """The one image."""
    return figure["axes"][0]["images"][0]  # type: ignore[no-any-return]


def scaled_from(low: float, figure: Picture) -> Picture:
    """The figure with colours from `low` to the largest weight; matplotlib widens limits that coincide."""
    high = float(image_of(figure)["values"].max())
    image_of(figure)["limits"] = (low, high) if low < high else (low - abs(low) / 10, high + abs(high) / 10)
    return figure


@exercise.mistake(
    "plot_alignment",
    "The image is transposed. Rows are target tokens and columns source tokens, just as in weights: draw it as it is.",
    "画像が転置されています。weights と同じく、行が出力トークン、列が入力トークンなので、そのまま描きます。",
)
def image_transposed(weights: Tensor, src_tokens: Tokens, tgt_tokens: Tokens) -> Picture:
    figure = plot_alignment(weights, src_tokens, tgt_tokens)
    image_of(figure)["values"] = image_of(figure)["values"].T
    return figure


@exercise.mistake(
    "plot_alignment",
    "The whole picture is turned over: source tokens go along x (columns), target tokens along y (rows).",
    "図全体の縦と横が逆です。入力トークンは x 軸（列）、出力トークンは y 軸（行）です。",
)
def source_on_the_y_axis(weights: Tensor, src_tokens: Tokens, tgt_tokens: Tokens) -> Picture:
    values = weights.detach().numpy()[: len(tgt_tokens), : len(src_tokens)]
    return picture(values.T, axis("target", tgt_tokens), axis("source", src_tokens))


@exercise.mistake(
    "plot_alignment",
    "The tokens are on the wrong axes: columns (x) are source tokens, rows (y) are target tokens.",
    "トークンを書く軸が逆です。列（x 軸）が入力トークン、行（y 軸）が出力トークンです。",
)
def tokens_exchanged(weights: Tensor, src_tokens: Tokens, tgt_tokens: Tokens) -> Picture:
    values = weights.detach().numpy()[: len(tgt_tokens), : len(src_tokens)]
    return picture(values, axis("source", tgt_tokens), axis("target", src_tokens))


@exercise.mistake(
    "plot_alignment",
    'The labels of the axes are exchanged: x is "source", y is "target".',
    '軸のラベルが逆です。x 軸が "source"、y 軸が "target" です。',
)
def axis_labels_exchanged(weights: Tensor, src_tokens: Tokens, tgt_tokens: Tokens) -> Picture:
    figure = plot_alignment(weights, src_tokens, tgt_tokens)
    x, y = figure["axes"][0]["x"], figure["axes"][0]["y"]
    x["label"], y["label"] = y["label"], x["label"]
    return figure


@exercise.mistake(
    "plot_alignment",
    'The axes have no labels. Call them "source" and "target", or nobody knows which is which.',
    '軸にラベルがありません。どちらがどちらか分かるように、"source" と "target" を付けましょう。',
)
def axis_labels_missing(weights: Tensor, src_tokens: Tokens, tgt_tokens: Tokens) -> Picture:
    figure = plot_alignment(weights, src_tokens, tgt_tokens)
    figure["axes"][0]["x"]["label"] = figure["axes"][0]["y"]["label"] = ""
    return figure


@exercise.mistake(
    "plot_alignment",
    "The first target token is at the bottom. Texts are read from the top: leave origin at its default, 'upper'.",
    "最初の出力トークンが一番下になっています。文章は上から読むので、origin は既定値の 'upper' のままにします。",
)
def first_token_at_the_bottom(weights: Tensor, src_tokens: Tokens, tgt_tokens: Tokens) -> Picture:
    figure = plot_alignment(weights, src_tokens, tgt_tokens)
    image_of(figure)["values"] = image_of(figure)["values"][::-1]
    y = figure["axes"][0]["y"]
    y["ticks"], y["tick labels"] = y["ticks"][::-1], y["tick labels"][::-1]
    return figure


@exercise.mistake(
    "plot_alignment",
    "The colours run from the smallest to the largest weight of this picture, so that even equal weights look lively and"
    " two pictures cannot be compared. Give imshow vmin=0 and vmax=1.",
    "色がこの図の最小の重みから最大の重みまでになっています。ほぼ均等な重みでも差があるように見え、図どうしを"
    "比べられません。imshow に vmin=0、vmax=1 を渡しましょう。",
)
def colours_scaled_to_the_weights(weights: Tensor, src_tokens: Tokens, tgt_tokens: Tokens) -> Picture:
    figure = plot_alignment(weights, src_tokens, tgt_tokens)
    return scaled_from(float(image_of(figure)["values"].min()), figure)


@exercise.mistake(
    "plot_alignment",
    "The colours start at 0, but end at the largest weight of this picture. Give imshow vmax=1 too.",
    "色の範囲の下端は 0 ですが、上端がこの図の最大の重みになっています。imshow に vmax=1 も渡しましょう。",
)
def colours_end_at_the_largest_weight(weights: Tensor, src_tokens: Tokens, tgt_tokens: Tokens) -> Picture:
    return scaled_from(0.0, plot_alignment(weights, src_tokens, tgt_tokens))


@exercise.mistake(
    "plot_alignment",
    "There is no colour bar, so nobody can tell which weight a colour stands for: figure.colorbar(image).",
    "カラーバーがないので、色がどの重みを表すのか分かりません。figure.colorbar(image) で付けましょう。",
)
def colour_bar_missing(weights: Tensor, src_tokens: Tokens, tgt_tokens: Tokens) -> Picture:
    figure = plot_alignment(weights, src_tokens, tgt_tokens)
    image_of(figure)["colour bar"] = False
    return figure


@exercise.mistake(
    "plot_alignment",
    "Rows and columns of padding are drawn. Cut the weights to as many rows and columns as there are tokens.",
    "パディングの行と列も描かれています。重みをトークンの数だけの行と列に切り取りましょう。",
)
def padding_drawn(weights: Tensor, src_tokens: Tokens, tgt_tokens: Tokens) -> Picture:
    return picture(weights.detach().numpy(), axis("source", src_tokens), axis("target", tgt_tokens))


@exercise.mistake(
    "plot_alignment",
    "The tokens are not written at the axes: ax.set_xticks(positions, labels=tokens), and the same for y.",
    "軸にトークンが書かれていません。ax.set_xticks(位置, labels=トークン) とし、y 軸も同様にします。",
)
def tokens_missing(weights: Tensor, src_tokens: Tokens, tgt_tokens: Tokens) -> Picture:
    values = weights.detach().numpy()[: len(tgt_tokens), : len(src_tokens)]
    return picture(values, axis("source", None), axis("target", None))


@exercise.mistake(
    "plot_alignment",
    "The axes are returned. Return the figure: figure, ax = plt.subplots() gives both.",
    "Axes を返しています。figure, ax = plt.subplots() で両方得られるので、Figure を返しましょう。",
)
def returns_the_axes(weights: Tensor, src_tokens: Tokens, tgt_tokens: Tokens) -> Any:
    return Axes()


@exercise.mistake(
    "plot_alignment",
    "Figure and axes are returned. Return the figure alone.",
    "Figure と Axes の両方を返しています。Figure だけを返しましょう。",
)
def returns_figure_and_axes(weights: Tensor, src_tokens: Tokens, tgt_tokens: Tokens) -> Any:
    return plot_alignment(weights, src_tokens, tgt_tokens), Axes()


@exercise.mistake(
    "plot_alignment",
    "Nothing is returned. plt.show() puts a figure on the screen; return the figure, so that whoever calls can save it.",
    "何も返していません。plt.show() は画面に表示するだけなので、呼び出し側が保存できるように Figure を返しましょう。",
)
def returns_nothing(weights: Tensor, src_tokens: Tokens, tgt_tokens: Tokens) -> Any:
    return None
