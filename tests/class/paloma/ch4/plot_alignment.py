import matplotlib.pyplot as plt
from torch import Tensor

plt.rcParams["figure.dpi"] = 120
plt.rcParams["image.cmap"] = "magma"


def plot_alignment(weights: Tensor, src_tokens: list[str], tgt_tokens: list[str]):
    filas, columnas = len(tgt_tokens), len(src_tokens)
    w = weights.detach()[:filas, :columnas]
    fig, ax = plt.subplots()
    img = ax.imshow(w, vmin=0, vmax=1, origin="lower", aspect="auto")
    ax.set_xticks(list(range(columnas)))
    ax.set_yticks(list(range(filas)))
    ax.set_xticklabels(src_tokens)
    ax.set_yticklabels(tgt_tokens)
    ax.set_xlabel("source")
    ax.set_ylabel("target")
    for i in range(filas):
        for j in range(columnas):
            ax.text(j, i, f"{float(w[i, j]):.2f}", ha="center", va="center", color="w")
    fig.colorbar(img, ax=ax, label="peso")
    return fig
