import matplotlib.pyplot as plt


def plot_alignment(weights, src_tokens, tgt_tokens):
    T, S = len(tgt_tokens), len(src_tokens)
    fig, ax = plt.subplots()
    im = ax.imshow(weights[:T, :S].detach().numpy(), vmin=0, vmax=1)
    ax.set_xticks(range(S), src_tokens)
    ax.set_yticks(range(T), tgt_tokens)
    ax.set_xlabel("source")
    ax.set_ylabel("target")
    # сетка между строками
    for i in range(1, T):
        ax.axhline(i - 0.5, color="white", linewidth=1)
    fig.colorbar(im)
    return fig
