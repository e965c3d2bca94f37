"""A beginner's version that slices every block out of every argument and writes the formulas down one by one."""

import torch


def gru_cell(x, h, weight_ih, weight_hh, bias_ih=None, bias_hh=None):
    H = h.shape[1]

    W_ir = weight_ih[0:H]
    W_iz = weight_ih[H : 2 * H]
    W_in = weight_ih[2 * H : 3 * H]
    W_hr = weight_hh[0:H]
    W_hz = weight_hh[H : 2 * H]
    W_hn = weight_hh[2 * H : 3 * H]

    if bias_ih is None:
        bias_ih = torch.zeros(3 * H, dtype=x.dtype, device=x.device)
    if bias_hh is None:
        bias_hh = torch.zeros(3 * H, dtype=x.dtype, device=x.device)
    b_ir = bias_ih[0:H]
    b_iz = bias_ih[H : 2 * H]
    b_in = bias_ih[2 * H : 3 * H]
    b_hr = bias_hh[0:H]
    b_hz = bias_hh[H : 2 * H]
    b_hn = bias_hh[2 * H : 3 * H]

    r = torch.sigmoid(torch.matmul(x, W_ir.T) + b_ir + torch.matmul(h, W_hr.T) + b_hr)
    z = torch.sigmoid(torch.matmul(x, W_iz.T) + b_iz + torch.matmul(h, W_hz.T) + b_hz)
    n = torch.tanh(torch.matmul(x, W_in.T) + b_in + r * (torch.matmul(h, W_hn.T) + b_hn))
    h_new = (1 - z) * n + z * h
    return h_new
