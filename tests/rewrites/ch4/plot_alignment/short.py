"""As short as it gets, with Axes.set."""

import matplotlib.pyplot as plt


def plot_alignment(weights, src_tokens, tgt_tokens):
    f, a = plt.subplots()
    m, n = len(tgt_tokens), len(src_tokens)
    f.colorbar(a.imshow(weights[:m, :n].tolist(), clim=(0, 1)))
    a.set(xticks=range(n), yticks=range(m), xticklabels=src_tokens, yticklabels=tgt_tokens)
    a.set(xlabel="source", ylabel="target")
    return f
