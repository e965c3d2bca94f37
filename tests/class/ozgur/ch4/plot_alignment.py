import matplotlib
matplotlib.use("TkAgg")
import matplotlib.pyplot as plt
import seaborn as sns
import pandas as pd
import torch

sns.set_style("whitegrid")
plt.style.use("seaborn-v0_8-dark")
plt.rcParams["font.family"] = "IPAexGothic"      # Japonca harfler icin


def plot_alignment(weights, src_tokens, tgt_tokens):
    # eski hali: sns.heatmap(weights, xticklabels=src_tokens, yticklabels=tgt_tokens)
    w = weights.detach().cpu().numpy()
    w = w[:len(tgt_tokens), :len(src_tokens)]
    plt.figure(figsize=(10, 8))
    plt.imshow(w, cmap="hot", vmin=0, vmax=1)
    plt.colorbar()
    plt.xticks(range(len(src_tokens)), src_tokens, rotation=60)
    plt.yticks(range(len(tgt_tokens)), tgt_tokens)
    plt.xlabel("source")
    plt.ylabel("target")
    plt.title("Hizalama")
    fig = plt.gcf()
    plt.show()
    return fig


plot_alignment(torch.tensor([[0.7, 0.2, 0.1], [0.1, 0.3, 0.6]]), ["black", "cat", "<eos>"], ["chat", "noir"])
plt.savefig("hizalama.png")
plt.close("all")
