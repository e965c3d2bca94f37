import torch, math, csv
import numpy as np, pandas as pd
import matplotlib.pyplot as plt
from torch import Tensor


def alignment(weights: Tensor, src_mask: Tensor):
    m = src_mask[:, None, :]
    w = torch.where(m, weights, 0.0)
    konum = torch.where(m, weights, -1.0).argmax(-1)
    H = torch.special.entr(w).sum(-1)
    return konum, H


with open("hizalama.csv", "w", newline="") as f:
    yazici = csv.writer(f)
    yazici.writerow(["t", "s", "H"])
    a, H = alignment(torch.tensor([[[0.5, 0.5, 0.0]]]), torch.tensor([[True, True, False]]))
    for t in range(1):
        yazici.writerow([t, int(a[0, t]), float(H[0, t])])
print(pd.read_csv("hizalama.csv"))


def alignment_accuracy(argmax: Tensor, gold) -> float:
    dogru = toplam = 0
    for b, cumle in enumerate(gold):
        for t, yerler in enumerate(cumle):
            if len(yerler) == 0:
                continue
            toplam += 1
            dogru += int(argmax[b, t]) in yerler
    if toplam == 0:
        return math.nan
    return dogru / toplam


plt.hist(np.random.rand(100)); plt.show()
print("dogruluk:", alignment_accuracy(torch.tensor([[0, 2, 1, 3]]), [[[0], [1], [1, 2], []]]))  # 2/3
if input("devam? (e/h) ") == "h":
    exit()
