"""Everything by einsum, views and in-place operations on tensors of its own."""
import torch


def lstm_cell(x, state, weight_ih, weight_hh, bias_ih=None, bias_hh=None):
    H = weight_hh.size(-1)
    h, c = state if state is not None else torch.zeros(2, x.size(0), H, dtype=x.dtype, device=x.device).unbind(0)
    a = torch.einsum("bi,ghi->bgh", x, weight_ih.view(4, H, -1))
    a = a + torch.einsum("bi,ghi->bgh", h, weight_hh.view(4, H, -1))
    for bias in filter(lambda bias: bias is not None, (bias_ih, bias_hh)):
        a = a + bias.view(4, H)
    i, f, g, o = a.unbind(1)
    c_new = torch.addcmul(torch.sigmoid(f) * c, torch.sigmoid(i), torch.tanh(g))
    return torch.sigmoid(o).mul_(torch.tanh(c_new)) if not torch.is_grad_enabled() else o.sigmoid() * c_new.tanh(), c_new
