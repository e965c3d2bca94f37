"""Ticks at whole numbers, labelled by functions that look the tokens up."""

import matplotlib.pyplot as plt
from matplotlib.ticker import FuncFormatter


def plot_alignment(weights, src_tokens, tgt_tokens):
    def labels(tokens):
        return FuncFormatter(lambda position, _: tokens[round(position)] if 0 <= position < len(tokens) else "")

    figure = plt.figure()
    ax = figure.add_subplot()
    shown = weights.detach().cpu().numpy()[slice(len(tgt_tokens)), slice(len(src_tokens))]
    mappable = ax.imshow(shown, vmin=0, vmax=1, cmap="Greys_r")
    ax.set_xticks(range(len(src_tokens)))
    ax.set_yticks(range(len(tgt_tokens)))
    ax.xaxis.set_major_formatter(labels(src_tokens))
    ax.yaxis.set_major_formatter(labels(tgt_tokens))
    plt.xlabel("source")
    plt.ylabel("target")
    plt.colorbar(mappable)
    return figure
