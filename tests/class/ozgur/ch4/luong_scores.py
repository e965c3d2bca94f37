from google.colab import drive
drive.mount("/content/drive")

import pandas as pd
import torch
from torch import Tensor

soru = input("dot / general / concat ? ")


def luong_scores(q: Tensor, k: Tensor, kind: str, W: Tensor | None = None, v: Tensor | None = None) -> Tensor:
    if kind == "dot":
        s = q @ k.mT
    elif kind == "general":
        s = q @ (W @ k.mT)
    elif kind == "concat":
        n, t = q.shape[1], k.shape[1]
        cift = torch.cat([q[:, :, None].repeat(1, 1, t, 1), k[:, None].repeat(1, n, 1, 1)], -1)
        s = (cift @ W.T).tanh() @ v
    else:
        raise ValueError("boyle bir skor yok: " + str(kind))
    return s


df = pd.read_csv("/content/drive/MyDrive/ceviri.csv")
df.head()
q = torch.tensor([[[1.0, 2.0]]]); k = torch.tensor([[[3.0, 1.0]]])
for kind in [soru, "dot"]:
    print(kind, luong_scores(q, k, kind))
