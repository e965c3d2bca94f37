import matplotlib.pyplot as plt
from matplotlib.figure import Figure
from torch import Tensor


def plot_alignment(weights: Tensor, src_tokens: list[str], tgt_tokens: list[str]) -> Figure:
    """Draw attention weights as an image."""
    fig = plt.figure(figsize=(8, 8))
    ax = fig.add_subplot(1, 1, 1)
    data = weights.detach().numpy()
    data = data[:len(tgt_tokens), :len(src_tokens)]
    image = ax.imshow(data, cmap="Blues")
    fig.colorbar(image)
    ax.set_xticks(range(len(src_tokens)), labels=src_tokens, rotation=90)
    ax.set_yticks(range(len(tgt_tokens)), labels=tgt_tokens)
    ax.set_xlabel("source")
    ax.set_ylabel("target")
    ax.set_title("attention")
    return fig
