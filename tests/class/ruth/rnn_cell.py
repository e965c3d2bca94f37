import torch

def rnn_cell(x, h, W, U, b=None, c=None, nonlinearity="tanh"):
    if nonlinearity not in ("tanh", "relu"): raise ValueError(nonlinearity)
    b, c = (v if v is not None else 0 for v in (b, c))
    return getattr(torch, nonlinearity)(x @ W.T + b + h @ U.T + c)
