"""Computes the two products in threads of a pool, as somebody might who has read about speed."""
from concurrent.futures import ThreadPoolExecutor

import torch


def lstm_cell(x, state, weight_ih, weight_hh, bias_ih=None, bias_hh=None):
    h, c = state if state is not None else (x.new_zeros(len(x), weight_hh.shape[1]),) * 2
    pairs = [(x, weight_ih), (h, weight_hh)]
    if torch.is_grad_enabled():
        a = sum(left @ right.T for left, right in pairs)
    else:
        with ThreadPoolExecutor(2) as pool, torch.no_grad():
            a = sum(pool.map(lambda pair: (pair[0].detach() @ pair[1].detach().T), pairs))
    for bias in (bias_ih, bias_hh):
        a = a if bias is None else a + bias
    i, f, g, o = a.chunk(4, -1)
    c_new = torch.sigmoid(f) * c + torch.sigmoid(i) * torch.tanh(g)
    return torch.sigmoid(o) * torch.tanh(c_new), c_new
