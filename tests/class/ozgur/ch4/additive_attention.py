import torch
import torch.nn as nn
from torch import Tensor
import matplotlib.pyplot as plt
import pandas as pd


def masked_softmax(scores: Tensor, mask: Tensor | None = None) -> Tensor:
    """Ready to use: softmax over the last dimension, 0 where mask is False, all 0 in rows without any True."""
    kept = torch.ones_like(scores, dtype=torch.bool) if mask is None else mask
    lowered = torch.where(kept, scores, torch.finfo(scores.dtype).min)
    return torch.softmax(lowered, dim=-1) * kept


def additive_attention_old(q, k, v, W_q, W_k, w, mask=None):
    # ilk deneme, yanlis !!!
    return (q @ W_q.T + k @ W_k.T).tanh() @ w


def additive_attention(q, k, v, W_q, W_k, w, mask=None):
    a = (q @ W_q.T)[:, :, None]
    b = (k @ W_k.T)[:, None]
    s = (a + b).tanh() @ w
    p = masked_softmax(s, mask)
    return p @ v, p


# kucuk bir egitim: anahtar 0'a bakmayi ogreniyor mu?
if True:
    torch.manual_seed(0)
    Wq = nn.Parameter(torch.randn(5, 4) * 0.1)
    Wk = nn.Parameter(torch.randn(5, 4) * 0.1)
    w_ = nn.Parameter(torch.randn(5) * 0.1)
    opt = torch.optim.Adam([Wq, Wk, w_], lr=0.05)
    q = torch.randn(8, 1, 4)
    k = torch.cat([q, torch.randn(8, 3, 4)], 1)
    losses = []
    for epoch in range(20):
        c, p = additive_attention(q, k, k, Wq, Wk, w_)
        loss = -p[:, 0, 0].log().mean()
        opt.zero_grad()
        loss.backward()
        opt.step()
        losses.append(loss.item())
        if epoch % 5 == 0:
            print(f"epoch {epoch} loss {loss.item():.3f}")
    plt.plot(losses)
    plt.xlabel("epoch")
    plt.savefig("/content/drive/MyDrive/loss.png")
    plt.show()

torch.save({"Wq": Wq, "Wk": Wk, "w": w_}, "additive.pt")
