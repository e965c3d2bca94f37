"""The colour bar has axes that were cut off from the image's."""

import matplotlib.pyplot as plt
import torch
from mpl_toolkits.axes_grid1 import make_axes_locatable


def plot_alignment(weights, src_tokens, tgt_tokens):
    rows, columns = torch.arange(len(tgt_tokens)), torch.arange(len(src_tokens))
    with torch.no_grad():
        values = weights.cpu()[rows][:, columns]
    figure = plt.figure()
    ax = figure.add_axes((0.2, 0.2, 0.7, 0.7))
    image = ax.imshow(values.detach().numpy())
    image.set_clim(0, 1)
    plt.setp(ax, xlabel="source", ylabel="target")
    ax.set_xticks(columns.numpy())
    ax.set_xticklabels(src_tokens, rotation=60, ha="right")
    ax.set_yticks(rows.numpy())
    ax.set_yticklabels(tgt_tokens)
    figure.colorbar(image, cax=make_axes_locatable(ax).append_axes("right", size="5%", pad=0.1))
    return figure
