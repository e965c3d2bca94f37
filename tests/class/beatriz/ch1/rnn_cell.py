# versão corrigida
# I am more comfortable with loops, so I wrote the sums out like in the slides.
import torch


def rnn_cell(x, h, weight_ih, weight_hh, bias_ih=None, bias_hh=None, nonlinearity="tanh"):
    if nonlinearity != "tanh" and nonlinearity != "relu":
        raise ValueError("nonlinearity must be tanh or relu")
    batch = x.shape[0]
    hidden = weight_hh.shape[0]
    result = torch.zeros(batch, hidden, dtype=x.dtype, device=x.device)
    for b in range(batch):
        for j in range(hidden):
            total = (x[b] * weight_ih[j]).sum() + (h[b] * weight_hh[j]).sum()
            if bias_ih is not None:
                total = total + bias_ih[j]
            if bias_hh is not None:
                total = total + bias_hh[j]
            result[b, j] = torch.tanh(total) if nonlinearity == "tanh" else torch.clamp(total, min=0)
    return result
