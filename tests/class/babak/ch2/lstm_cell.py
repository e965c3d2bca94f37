"""One matrix for x and h together, as in the paper."""
import torch


def lstm_cell(x, state, weight_ih, weight_hh, bias_ih=None, bias_hh=None):
    n = weight_hh.size(1)
    h, c = state if state is not None else torch.zeros(2, len(x), n, dtype=x.dtype, device=x.device)
    W = torch.cat((weight_ih, weight_hh), dim=1)
    xh = torch.cat((x, h), dim=1)
    pre = (W @ xh.t()).t()
    for b in (bias_ih, bias_hh):
        pre = pre if b is None else pre + b
    blocks = dict(zip("ifgo", pre.split(n, dim=1)))
    keep = blocks["f"].sigmoid() * c
    write = blocks["i"].sigmoid() * blocks["g"].tanh()
    c_new = torch.add(keep, write)
    return blocks["o"].sigmoid() * c_new.tanh(), c_new
