import matplotlib.pyplot as plt
import seaborn as sns; import torch
plt.style.use("ggplot")
plt.rcParams["figure.figsize"] = (10, 4)


def rnn_cell(x, h_prev, weight_ih, weight_hh, bias):
    return torch.tanh(torch.addmm(bias, x, weight_ih.T) + h_prev.mm(weight_hh.T))


def bptt(d_output, x, h0, weight_ih, weight_hh, bias):
    B, T, I = x.shape
    hs = {-1: h0}
    for t in range(T):
        hs[t] = rnn_cell(x[:, t], hs[t - 1], weight_ih, weight_hh, bias)
    das = {}
    d_h = torch.zeros_like(h0)
    for t in sorted(hs, reverse=True)[:-1]:
        d_h = d_h + d_output[:, t]
        das[t] = d_h * (1 - hs[t] ** 2)
        d_h = das[t] @ weight_hh
    # everything else at once
    da = torch.stack([das[t] for t in range(T)], 1)
    h_old = torch.stack([hs[t - 1] for t in range(T)], 1)
    return (
        da @ weight_ih,
        d_h,
        torch.einsum("bth,bti->hi", da, x),
        torch.einsum("bth,btk->hk", da, h_old),
        da.sum((0, 1)),
    )


# norma del gradiente nel tempo
if True:
    torch.manual_seed(0)
    W = torch.randn(4, 4) * 0.7
    norms = []
    for T in range(1, 12):
        e = torch.zeros(1, T, 4)
        e[:, -1] = 1
        _, d_h0, *_ = bptt(e, torch.zeros(1, T, 2), torch.zeros(1, 4), torch.randn(4, 2), W, torch.zeros(4))
        norms.append(d_h0.norm())
    plt.semilogy(norms)
    plt.xlabel("T"); plt.ylabel("|d_h0|")
    plt.show()
    plt.close("all")
