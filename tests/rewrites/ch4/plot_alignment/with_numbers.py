"""Numbers in the cells, a grid of minor ticks, source tokens on top, a title."""

import matplotlib.pyplot as plt


def plot_alignment(weights, src_tokens, tgt_tokens):
    T, S = len(tgt_tokens), len(src_tokens)
    values = [[float(weights[t, s]) for s in range(S)] for t in range(T)]
    figure, ax = plt.subplots(figsize=(6, 5))
    image = ax.imshow(values, cmap="magma", vmin=0.0, vmax=1.0)
    for t, row in enumerate(values):
        for s, value in enumerate(row):
            ax.text(s, t, f"{value:.2f}", ha="center", va="center", color="white" if value < 0.5 else "black")
    ax.set_xticks(list(range(S)), src_tokens)
    ax.set_yticks(list(range(T)), tgt_tokens)
    ax.set_xticks([s - 0.5 for s in range(1, S)], minor=True)
    ax.set_yticks([t - 0.5 for t in range(1, T)], minor=True)
    ax.grid(which="minor", color="white", linewidth=2)
    ax.tick_params(which="minor", length=0)
    ax.xaxis.tick_top()
    ax.xaxis.set_label_position("top")
    ax.set_xlabel("source", fontsize=14)
    ax.set_ylabel("target", fontsize=14)
    ax.set_title("Where the decoder looks")
    bar = figure.colorbar(image, ax=ax, shrink=0.8)
    bar.set_label("weight")
    return figure
