"""A Figure of its own, with fixed locators and formatters."""

from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.colors import Normalize
from matplotlib.figure import Figure
from matplotlib.ticker import FixedFormatter, FixedLocator
from torch import Tensor


def plot_alignment(weights: Tensor, src_tokens: list[str], tgt_tokens: list[str]) -> Figure:
    figure = Figure(figsize=(1 + 0.5 * len(src_tokens), 1 + 0.5 * len(tgt_tokens)), layout="constrained")
    FigureCanvasAgg(figure)
    ax = figure.add_subplot(1, 1, 1)
    values = weights.detach().narrow(0, 0, len(tgt_tokens)).narrow(1, 0, len(src_tokens)).cpu().clone()
    image = ax.imshow(values, norm=Normalize(0, 1), cmap="Blues", aspect="auto", interpolation="nearest")
    for axis, name, tokens in ((ax.xaxis, "source", src_tokens), (ax.yaxis, "target", tgt_tokens)):
        axis.set_major_locator(FixedLocator(range(len(tokens))))
        axis.set_major_formatter(FixedFormatter(tokens))
        axis.set_label_text(name)
    figure.colorbar(image, ax=ax, orientation="horizontal", label="weight")
    return figure
