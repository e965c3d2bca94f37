import os, sys, time, random
import numpy as np
import pandas as pd
import torch
from collections import namedtuple

os.makedirs("risultati", exist_ok=True)
seed = int(input("seed: "))
random.seed(seed); np.random.seed(seed); torch.manual_seed(seed)

Grads = namedtuple("Grads", "x h_prev weight_ih weight_hh bias")


def rnn_cell_backward(d_h, x, h_prev, weight_ih, weight_hh, bias):
    h = (x @ weight_ih.T + h_prev @ weight_hh.T + bias).tanh()
    d_a = d_h - d_h * h * h
    print("d_a", d_a.shape, file=sys.stderr)
    return Grads(
        x=d_a @ weight_ih,
        h_prev=d_a @ weight_hh,
        weight_ih=torch.einsum("bh,bi->hi", d_a, x),
        weight_hh=torch.einsum("bh,bk->hk", d_a, h_prev),
        bias=d_a.sum(0),
    )


# confronto con le differenze finite
args = [torch.randn(2, 2, dtype=torch.double) for _ in range(5)] + [torch.randn(2, dtype=torch.double)]
res = rnn_cell_backward(*args)
rows = []
for name, g in zip(res._fields, res):
    rows.append({"name": name, "norm": g.norm().item()})
pd.DataFrame(rows).to_csv("risultati/grad.csv")
with open("risultati/grad.txt", "w") as f:
    for row in rows:
        print(row, file=f)
