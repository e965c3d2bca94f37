"""Figures as data: what is drawn counts, however it was drawn; and they can be drawn behind the wall."""

from typing import Any

import numpy as np
import pytest

from autograder.judge.records import read_answers
from autograder.sandbox.wall import Wall
from autograder.worker.figures import describe_figure
from autograder.worker.values import Encoder
from autograder.worker.wire import pack

figure_module = pytest.importorskip("matplotlib.figure")

VALUES = np.arange(6.0).reshape(2, 3) / 6
SOURCE = b"""
import matplotlib.pyplot as plt

def draw():
    figure, ax = plt.subplots()
    ax.plot([0, 1], [2, 3], label="a line")
    return figure
"""


def heat_map(**options: Any) -> Any:
    """A figure of `VALUES` with tokens at both axes and a colour bar."""
    figure = figure_module.Figure()
    ax = figure.subplots()
    image = ax.imshow(VALUES, vmin=0, vmax=1, **options)
    ax.set_xticks(range(3), labels=["a", "b", "c"])
    ax.set_yticks(range(2), labels=["u", "v"])
    figure.colorbar(image)
    return figure


def test_a_heat_map() -> None:
    """Image, limits, ticks and colour bar; the colour bar's own axes are no axes of the figure."""
    (axes,) = describe_figure(heat_map())["axes"]
    (image,) = axes["images"]
    assert np.array_equal(image["values"], VALUES)
    assert (image["limits"], image["colour bar"]) == ((0.0, 1.0), True)
    assert axes["x"]["tick labels"] == ["a", "b", "c"]
    assert axes["y"]["ticks"].tolist() == [0, 1]
    assert axes["legend"] is None


def test_the_same_picture_drawn_in_another_way() -> None:
    """Upside down twice is the right way up; upside down once is not."""
    twice = heat_map(origin="lower")
    twice.axes[0].invert_yaxis()
    encode = Encoder(None).encode
    assert encode(twice) == encode(heat_map())
    assert encode(heat_map(origin="lower")) != encode(heat_map())


def test_lines_scales_and_legend() -> None:
    """Lines with their labels, a logarithmic axis, a legend; ticks that matplotlib chose are left out."""
    ax = figure_module.Figure().subplots()
    ax.semilogy([1, 2], [10, 100], label="loss")
    ax.plot([1, 2], [3, 4])
    ax.set_xlabel("step")
    ax.legend()
    (axes,) = describe_figure(ax.figure)["axes"]
    assert [(line["label"], line["y"].tolist()) for line in axes["lines"]] == [("loss", [10, 100]), ("", [3, 4])]
    assert (axes["x"]["label"], axes["y"]["scale"], axes["legend"]) == ("step", "log", ["loss"])
    assert axes["x"]["ticks"] is None


def test_a_figure_comes_back_over_the_wall() -> None:
    """matplotlib can be imported and draws, although a child can write nowhere."""
    step: dict[str, Any] = {"target": "draw", "args": [], "kwargs": {"dict": []}, "parameters": None, "keep": True}
    probe: dict[str, Any] = {"steps": [step], "gradients": False, "cotangents": {}, "no_grad": False, "watch": ""}
    job: dict[str, Any] = {
        "exercise": "ch4.picture",
        "name": "picture",
        "forbidden": [],
        "loading_seconds": 10,
        "device": "cpu",
    }
    job["cases"] = [{"name": "drawn", "probe": probe, "dtype": "float64", "cpu_seconds": 10}]
    with Wall() as wall:
        run = wall.run([pack(job, {}), SOURCE])
    answer = read_answers(run.output).by_case["drawn"]
    assert answer.raised is None, run.log
    assert "a line" in str(answer.returned)


def test_a_colour_bar_of_the_same_colours() -> None:
    """A bar made from the colours and their limits explains the image as well; one of other limits does not."""
    matplotlib = pytest.importorskip("matplotlib")
    for high, explained in ((1.0, True), (2.0, False)):
        figure = figure_module.Figure()
        ax = figure.subplots()
        image = ax.imshow(VALUES, vmin=0, vmax=1)
        norm = matplotlib.colors.Normalize(0, high)
        figure.colorbar(matplotlib.cm.ScalarMappable(norm, image.cmap), ax=ax)
        (axes,) = describe_figure(figure)["axes"]
        assert axes["images"][0]["colour bar"] is explained


def test_only_what_lies_within_the_axes() -> None:
    """Cells and ticks outside of the axes cannot be seen; an image that lies elsewhere has its cells elsewhere."""
    cut = heat_map()
    cut.axes[0].set_xlim(-0.5, 1.5)
    (axes,) = describe_figure(cut)["axes"]
    assert np.array_equal(axes["images"][0]["values"], VALUES[:, :2])
    assert axes["x"]["tick labels"] == ["a", "b"]
    (moved,) = describe_figure(heat_map(extent=(0, 3, 2, 0)))["axes"]
    assert moved["images"][0]["columns"].tolist() == [0.5, 1.5, 2.5]
