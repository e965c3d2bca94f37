import torch
from torch import Tensor


def rnn_cell(x: Tensor, h_prev: Tensor, weight_ih: Tensor, weight_hh: Tensor, bias: Tensor) -> Tensor:
    return torch.tanh(torch.addmm(bias, x, weight_ih.T) + h_prev.mm(weight_hh.T))


def hidden_grad_norms(x, h0, weight_ih, weight_hh, bias, v):
    start = h0.detach().clone().requires_grad_()
    hs = []
    h = start
    for t in range(x.shape[1]):
        h = rnn_cell(x[:, t], h, weight_ih, weight_hh, bias)
        hs.append(h)
    L = (v * hs[-1]).sum()
    grads = torch.autograd.grad(L, hs)
    # norm of each sample's gradient, and then the sum over the batch
    return torch.stack([g.norm(dim=1).sum() for g in grads])
