"""The colour bar belongs to a ScalarMappable with the norm and the colour map of the image."""
import matplotlib.pyplot as plt
from matplotlib.cm import ScalarMappable
from matplotlib.colors import Normalize


def plot_alignment(weights, src_tokens, tgt_tokens):
    norm, colours = Normalize(0, 1), plt.get_cmap("viridis")
    figure, ax = plt.subplots()
    ax.imshow(weights.detach().cpu()[: len(tgt_tokens), : len(src_tokens)], norm=norm, cmap=colours)
    ax.set_xticks(range(len(src_tokens)), labels=src_tokens)
    ax.set_yticks(range(len(tgt_tokens)), labels=tgt_tokens)
    ax.set_xlabel("source")
    ax.set_ylabel("target")
    figure.colorbar(ScalarMappable(norm, colours), ax=ax)
    return figure
