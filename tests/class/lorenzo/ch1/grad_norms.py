import warnings
warnings.filterwarnings("ignore")
import torch
import torch.nn as nn
import torch.optim as optim
from IPython.display import display, clear_output


def rnn_cell(x, h_prev, weight_ih, weight_hh, bias):
    return torch.tanh(torch.addmm(bias, x, weight_ih.T) + h_prev.mm(weight_hh.T))


def hidden_grad_norms(x, h0, weight_ih, weight_hh, bias, v):
    states = []
    h = h0
    for t in range(x.shape[1]):
        h = rnn_cell(x[:, t], h, weight_ih, weight_hh, bias)
        states.append(h)
    g = v.clone()
    norms = [torch.linalg.norm(g)]
    for h in reversed(states[1:]):
        g = torch.mm(g * (1 - h.pow(2)), weight_hh)
        norms.insert(0, torch.linalg.norm(g))
    return torch.tensor([n.item() for n in norms], dtype=x.dtype)


display(hidden_grad_norms(*[torch.rand(1, 2, 1)] + [torch.rand(1, 1)] * 3 + [torch.rand(1)] + [torch.rand(1, 1)]))
net = nn.Linear(2, 1)
opt = optim.SGD(net.parameters(), lr=0.1)
losses = []
if True:
    for epoch in range(20):
        xb = torch.randn(8, 2)
        loss = ((net(xb) - xb.sum(1, keepdim=True)) ** 2).mean()
        opt.zero_grad(); loss.backward(); opt.step()
        losses.append(loss.item())
        clear_output(wait=True)
print(losses)
