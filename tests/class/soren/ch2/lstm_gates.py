import torch


def lstm_gates(x, h, weight_ih, weight_hh, bias_ih=None, bias_hh=None):
    H = h.size(1)
    pre = torch.mm(x, weight_ih.t()) + torch.mm(h, weight_hh.t())
    if bias_ih is not None:
        pre = pre + bias_ih
    if bias_hh is not None:
        pre = pre + bias_hh

    i_gate = torch.sigmoid(pre[:, :H])
    f_gate = torch.sigmoid(pre[:, H:2 * H])
    g_cand = torch.tanh(pre[:, 2 * H:3 * H])
    o_gate = torch.sigmoid(pre[:, 3 * H:])
    return i_gate, f_gate, o_gate, g_cand


if __name__ == "__main__":
    import torch

    print([g.shape for g in lstm_gates(torch.randn(2, 3), torch.zeros(2, 4), torch.randn(16, 3), torch.randn(16, 4))])
