#!/usr/bin/env python
# coding: utf-8

# In[1]:


import pandas as pd
import seaborn as sns
import matplotlib.pyplot as plt
import numpy as np
import torch
from torch import Tensor
from torch.nn.functional import linear

get_ipython().run_line_magic('matplotlib', 'inline')
sns.set_theme(style="whitegrid")


# In[2]:


def rnn_cell(x, h, weight_ih, weight_hh, bias_ih, bias_hh):
    return torch.tanh(linear(x, weight_ih, bias_ih) + linear(h, weight_hh, bias_hh))


# In[5]:


# first try, forgets the state
def rnn_forward(x, h0, weight_ih, weight_hh, bias_ih, bias_hh):
    return torch.stack([rnn_cell(x[:, t], h0, weight_ih, weight_hh, bias_ih, bias_hh) for t in range(x.shape[1])], 1)


# In[9]:


# second try
def rnn_forward(x, h0, weight_ih, weight_hh, bias_ih, bias_hh):
    if h0 is None:
        h0 = torch.zeros(x.shape[0], weight_hh.shape[0], dtype=x.dtype, device=x.device)
    states = [h0]
    for x_t in x.transpose(0, 1):
        states.append(rnn_cell(x_t, states[-1], weight_ih, weight_hh, bias_ih, bias_hh))
    return torch.stack(states, 1)[:, 1:], states[-1]


# In[10]:


df = pd.read_csv("../data/sine.csv")
x = torch.tensor(df["value"].values).reshape(1, -1, 1)
print(rnn_forward(x, None, torch.ones(1, 1), torch.ones(1, 1), None, None))
df.head()


# In[11]:


x = torch.sin(torch.linspace(0, 10, 50)).reshape(1, -1, 1)
out, h = rnn_forward(x, None, torch.randn(3, 1), torch.randn(3, 3), None, None)
plt.figure(figsize=(8, 3))
plt.plot(out[0])
plt.title("stati nascosti")
plt.savefig("stati.png")
plt.show()
