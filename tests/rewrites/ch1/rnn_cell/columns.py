"""Everything transposed, so that samples are columns as in the formula, and back in the end."""

import torch


def rnn_cell(x, h, weight_ih, weight_hh, bias_ih=None, bias_hh=None, nonlinearity="tanh"):
    if nonlinearity not in {"tanh", "relu"}:
        raise ValueError("nonlinearity: tanh or relu")
    columns = weight_ih.matmul(x.T) + weight_hh.matmul(h.T)
    for bias in [bias_ih, bias_hh]:
        if bias is not None:
            columns = columns + bias[:, None]
    columns = torch.tanh(columns) if nonlinearity == "tanh" else torch.maximum(columns, torch.zeros_like(columns))
    return columns.T
