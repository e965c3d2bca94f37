"""Returns its own subclass of Tensor, with a __torch_function__ that only counts."""
import torch


class Counted(torch.Tensor):
    calls = 0

    @classmethod
    def __torch_function__(cls, function, types, args=(), kwargs=None):
        cls.calls += 1
        return super().__torch_function__(function, types, args, kwargs or {})


def lstm_cell(x, state, weight_ih, weight_hh, bias_ih=None, bias_hh=None):
    h, c = state if state is not None else (x.new_zeros(len(x), weight_hh.shape[1]),) * 2
    a = x.as_subclass(Counted) @ weight_ih.T + h @ weight_hh.T
    for bias in (bias_ih, bias_hh):
        a = a if bias is None else a + bias
    i, f, g, o = a.chunk(4, -1)
    c_new = torch.sigmoid(f) * c + torch.sigmoid(i) * torch.tanh(g)
    return torch.sigmoid(o) * torch.tanh(c_new), c_new
