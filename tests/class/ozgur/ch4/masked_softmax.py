#!/usr/bin/env python
# coding: utf-8

# In[1]:


import os, sys, math, random, time
import numpy as np
import pandas as pd
import seaborn as sns
import matplotlib.pyplot as plt
import torch
import torch.nn as nn
import torch.nn.functional as F
from torch import Tensor
from tqdm import tqdm
get_ipython().run_line_magic('matplotlib', 'inline')
sns.set_theme()
torch.manual_seed(42)


# In[2]:


name = input("ad soyad: ")
print("merhaba", name)


# In[3]:


def masked_softmax(scores: Tensor, mask: Tensor | None = None, dim: int = -1) -> Tensor:
    # print("scores", scores.shape)
    if mask is not None:
        scores = torch.where(mask, scores, torch.finfo(scores.dtype).min)
    tepe = scores.max(dim=dim, keepdim=True)[0]
    e = torch.exp(scores - tepe)
    if mask is not None:
        e = e * mask
    toplam = e.sum(dim=dim, keepdim=True)
    # display(pd.DataFrame(e.detach().numpy()))
    return e / torch.clamp(toplam, min=torch.finfo(e.dtype).tiny)


# In[4]:


s = torch.tensor([1.0, 5.0, 0.0])
m = torch.tensor([True, False, True])
w = masked_softmax(s, m)
print(w)
df = pd.DataFrame({"skor": s.numpy(), "agirlik": w.numpy()})
df.to_csv("agirliklar.csv")
df


# In[5]:


plt.bar(range(3), w)
plt.title("softmax")
plt.show()
print("bitti :)")
