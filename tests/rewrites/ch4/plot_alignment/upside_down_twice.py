"""Origin below and the axis inverted, with an extent written out and rows reversed."""

import numpy as np
from matplotlib import pyplot


def plot_alignment(weights, src_tokens, tgt_tokens):
    T, S = len(tgt_tokens), len(src_tokens)
    values = np.asarray(weights.detach().cpu().tolist())[:T, :S]
    figure, ax = pyplot.subplots(1, 1)
    image = ax.imshow(values[::-1], origin="lower", extent=(-0.5, S - 0.5, T - 0.5, -0.5), vmin=0, vmax=1)
    ax.set_xticks(np.arange(S), src_tokens)
    ax.set_yticks(np.arange(T)[::-1], tgt_tokens[::-1])
    ax.set_xlabel("source")
    ax.set_ylabel("target")
    pyplot.colorbar(image, ax=ax)
    return figure
