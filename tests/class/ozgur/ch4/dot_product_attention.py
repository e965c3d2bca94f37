import math
import pandas as pd
import seaborn as sns
import torch
import torch.nn.functional as F
import matplotlib.pyplot as plt

print("torch", torch.__version__)
device = "cuda" if torch.cuda.is_available() else "cpu"
print(device)


def dot_product_attention(q, k, v, mask=None, scale=None):
    if scale is None:
        scale = 1 / math.sqrt(k.shape[-1])
    skor = torch.matmul(q, k.transpose(-2, -1)) * scale
    if mask is None:
        w = F.softmax(skor, dim=-1)
    else:
        w = F.softmax(skor.masked_fill(~mask, -1e9), dim=-1)
        w = w.masked_fill(~mask, 0.0)
    return torch.matmul(w, v), w


# deneme
if True:
    Q = torch.randn(1, 4, 8, device=device)
    K = torch.randn(1, 6, 8, device=device)
    c, w = dot_product_attention(Q, K, K)
    print(c.shape, w.sum(-1))
    sns.heatmap(w[0].cpu().numpy(), annot=True)
    plt.show()
    assert torch.allclose(w.sum(-1), torch.ones(4)), "olmadi"
