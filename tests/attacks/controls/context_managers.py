"""Context managers of its own, contextlib.suppress, and an ExitStack around the computation."""
import contextlib

import torch


@contextlib.contextmanager
def shown(name):
    print("begin", name)
    try:
        yield
    finally:
        print("end", name)


with contextlib.suppress(ImportError):
    import einops_that_is_not_installed


def lstm_cell(x, state, weight_ih, weight_hh, bias_ih=None, bias_hh=None):
    with contextlib.ExitStack() as stack:
        stack.enter_context(shown("cell"))
        with contextlib.suppress(TypeError):
            h, c = state
        if state is None:
            h = c = x.new_zeros(len(x), weight_hh.shape[1])
        a = x @ weight_ih.T + h @ weight_hh.T
        for bias in (bias_ih, bias_hh):
            a = a if bias is None else a + bias
        i, f, g, o = a.chunk(4, -1)
        c_new = torch.sigmoid(f) * c + torch.sigmoid(i) * torch.tanh(g)
        return torch.sigmoid(o) * torch.tanh(c_new), c_new
