"""A mosaic with a place for the picture and one for its colour bar, in a context of settings."""

import matplotlib as mpl
import matplotlib.pyplot as plt

SETTINGS = {"image.cmap": "inferno", "figure.dpi": 80, "axes.grid": False}


def plot_alignment(weights, src_tokens, tgt_tokens):
    with mpl.rc_context(SETTINGS):
        figure, places = plt.subplot_mosaic("ab", width_ratios=[12, 1], layout="tight")
        ax = places["a"]
        norm = mpl.colors.Normalize(vmin=0, vmax=1)
        image = ax.imshow(weights.data[: len(tgt_tokens)].T[: len(src_tokens)].T.cpu().numpy().copy(), norm=norm)
        figure.colorbar(image, cax=places["b"])
        ax.set_xticks(ticks=[*range(len(src_tokens))], labels=src_tokens, rotation="vertical")
        ax.set_yticks(ticks=[*range(len(tgt_tokens))], labels=tgt_tokens)
        ax.set(xlabel="source", ylabel="target", title="attention")
        plt.close(figure)
    return figure
