from matplotlib.colors import Normalize
from matplotlib.figure import Figure
from matplotlib.ticker import FixedFormatter, FixedLocator
from mpl_toolkits.axes_grid1 import make_axes_locatable


def plot_alignment(weights, src_tokens, tgt_tokens):
    rows = [row[: len(src_tokens)] for row in weights.tolist()[: len(tgt_tokens)]]
    fig = Figure(figsize=(0.5 * len(src_tokens) + 2, 0.5 * len(tgt_tokens) + 1))
    ax = fig.add_axes((0.2, 0.2, 0.7, 0.7))
    picture = ax.matshow(rows, cmap="Greys", norm=Normalize(0, 1))
    for axis, words in ((ax.xaxis, src_tokens), (ax.yaxis, tgt_tokens)):
        axis.set_major_locator(FixedLocator(range(len(words))))
        axis.set_major_formatter(FixedFormatter(words))
    ax.set(xlabel="source", ylabel="target", title=f"{len(tgt_tokens)} x {len(src_tokens)}")
    for i, row in enumerate(rows):
        for j, value in enumerate(row):
            ax.annotate(f"{value:.1f}", (j, i), ha="center", color="orange")
    fig.colorbar(picture, cax=make_axes_locatable(ax).append_axes("right", size="5%", pad=0.1))
    return fig
