from torch import einsum, sigmoid, tanh


def lstm_gates(x, h, weight_ih, weight_hh, bias_ih=None, bias_hh=None):
    H = weight_hh.shape[-1]
    wi, wh = weight_ih.unflatten(0, (4, H)), weight_hh.unflatten(0, (4, H))
    a = einsum("bi,ghi->gbh", x, wi) + einsum("bk,ghk->gbh", h, wh)
    for bias in (bias_ih, bias_hh):
        if bias is not None:
            a = a + bias.unflatten(0, (4, 1, H))
    return sigmoid(a[0]), sigmoid(a[1]), tanh(a[2]), sigmoid(a[3])


if __name__ == "__main__":
    import torch

    print([g.shape for g in lstm_gates(torch.randn(2, 3), torch.zeros(2, 4), torch.randn(16, 3), torch.randn(16, 4))])
