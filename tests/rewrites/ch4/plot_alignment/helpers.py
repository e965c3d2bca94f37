"""A class with a method for each part of the picture."""

from dataclasses import dataclass

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.image import AxesImage
from torch import Tensor


@dataclass(frozen=True)
class Alignment:
    weights: Tensor
    source: tuple[str, ...]
    target: tuple[str, ...]

    @classmethod
    def of(cls, weights: Tensor, source: list[str], target: list[str]) -> "Alignment":
        rows, _ = weights.detach().split([len(target), weights.shape[0] - len(target)], dim=0)
        shown, _ = rows.split([len(source), weights.shape[1] - len(source)], dim=1)
        return cls(shown, tuple(source), tuple(target))

    def image(self, ax: Axes) -> AxesImage:
        return ax.imshow(self.weights.cpu().float(), vmin=0, vmax=1, cmap="viridis")

    def ticks(self, ax: Axes) -> None:
        for axis, tokens in zip((ax.xaxis, ax.yaxis), (self.source, self.target), strict=True):
            axis.set_ticks(range(len(tokens)), labels=tokens)

    def draw(self) -> Figure:
        figure = Figure()
        ax = figure.subplots()
        figure.colorbar(self.image(ax))
        self.ticks(ax)
        ax.set_xlabel("source")
        ax.set_ylabel("target")
        return figure


def plot_alignment(weights: Tensor, src_tokens: list[str], tgt_tokens: list[str]) -> Figure:
    return Alignment.of(weights, src_tokens, tgt_tokens).draw()
