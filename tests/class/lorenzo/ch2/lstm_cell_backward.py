# %% [markdown]
# # Esercizio 4
# %%
import numpy as np
import torch
from torch.utils.tensorboard import SummaryWriter
writer = SummaryWriter("runs/exp1")


# %%
def sigmoid_(s):
    return s * (1 - s)


# %%
def lstm_cell_backward(d_h, d_c, x, h_prev, c_prev, weight_ih, weight_hh, bias):
    xh = torch.cat([x, h_prev], 1)
    W = torch.cat([weight_ih, weight_hh], 1)
    i, f, g, o = (xh @ W.T + bias).chunk(4, 1)
    i, f, o, g = i.sigmoid(), f.sigmoid(), o.sigmoid(), g.tanh()
    c = f * c_prev + i * g
    t = c.tanh()
    dct = d_c + d_h * o * (1 - t * t)
    da = torch.cat([dct * g * sigmoid_(i), dct * c_prev * sigmoid_(f), dct * i * (1 - g * g), d_h * t * sigmoid_(o)], 1)
    dxh, dW = da @ W, da.T @ xh
    I = x.shape[1]
    return dxh[:, :I], dxh[:, I:], dct * f, dW[:, :I], dW[:, I:], da.sum(0)


# %%
for step in range(10):
    writer.add_scalar("prova", np.random.rand(), step)
writer.close()
# %%
