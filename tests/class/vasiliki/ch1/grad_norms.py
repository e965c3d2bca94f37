import torch


def rnn_cell(x, h_prev, weight_ih, weight_hh, bias):
    return torch.tanh(torch.addmm(bias, x, weight_ih.T) + h_prev.mm(weight_hh.T))


def hidden_grad_norms(x, h0, weight_ih, weight_hh, bias, v):
    h = h0.clone().requires_grad_()
    states = []
    for t in range(x.shape[1]):
        h = rnn_cell(x[:, t], h, weight_ih, weight_hh, bias)
        states.append(h)
    grads = torch.autograd.grad((v * h).sum(), states)
    norms = torch.stack([g.norm() for g in grads])
    print(norms)
