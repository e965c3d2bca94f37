import matplotlib.pyplot as plt


def plot_alignment(weights, src_tokens, tgt_tokens):
    w = weights.detach().cpu()[: len(tgt_tokens), : len(src_tokens)]
    fig, ax = plt.subplots()
    figura = ax.imshow(w, cmap="gray", vmax=1)
    ax.set_xticks(range(len(src_tokens)), src_tokens, rotation=90)
    ax.set_yticks(range(len(tgt_tokens)), tgt_tokens)
    ax.set_xlabel("source")
    ax.set_ylabel("target")
    fig.colorbar(figura)
    return fig
