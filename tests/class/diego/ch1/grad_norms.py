import torch
from torch import Tensor


def rnn_cell(x: Tensor, h_prev: Tensor, weight_ih: Tensor, weight_hh: Tensor, bias: Tensor) -> Tensor:
    """One step, ready to use: x of shape [B, I] and h_prev of shape [B, H] give the new state, shape [B, H]."""
    return torch.tanh(torch.addmm(bias, x, weight_ih.T) + h_prev.mm(weight_hh.T))


def hidden_grad_norms(x: Tensor, h0: Tensor, weight_ih: Tensor, weight_hh: Tensor, bias: Tensor, v: Tensor) -> Tensor:
    """Normas de los gradientes, a mano (sin autograd)."""
    estados = [h0]
    for t in range(x.size(1)):
        estados.append(rnn_cell(x[:, t], estados[-1], weight_ih, weight_hh, bias))
    g = v
    normas = [g.norm()]
    for h in estados[:1:-1]:  # h_T, ..., h_2
        g = (g * (1 - h**2)) @ weight_hh
        normas.append(g.norm())
    return torch.stack(normas)
