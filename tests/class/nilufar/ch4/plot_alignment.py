"""ch4.plot_alignment: The picture of an alignment (4 points)."""

import matplotlib.pyplot as plt
from matplotlib.figure import Figure
from torch import Tensor


def plot_alignment(weights: Tensor, src_tokens: list[str], tgt_tokens: list[str]) -> Figure:
    """Draw attention weights as an image."""
    w = weights[: len(tgt_tokens), : len(src_tokens)].detach().cpu().numpy()
    fig, ax = plt.subplots(figsize=(6, 5))
    im = ax.imshow(w, cmap="viridis", vmin=0, vmax=1)
    ax.set_xticks(range(len(src_tokens)))
    ax.set_xticklabels(src_tokens, rotation=45)
    ax.set_yticks(range(len(tgt_tokens)))
    ax.set_yticklabels(tgt_tokens)
    ax.set_xlabel("source")
    ax.set_ylabel("target")
    fig.colorbar(im, ax=ax)
    plt.tight_layout()
    return fig
