"""One sequence after the other: then there is no padding to be afraid of."""
import torch
import torch.nn.functional as F


def cell(v, h, c, W, R, b):
    # v: [I], h and c: [H]
    i, f, g, o = torch.mv(W, v).add(torch.mv(R, h)).add(b).view(4, -1)
    c = f.sigmoid() * c + i.sigmoid() * g.tanh()
    return o.sigmoid() * c.tanh(), c


def lstm_forward(x, lengths, state, weight_ih, weight_hh, bias_ih, bias_hh):
    B, T, _ = x.shape
    H = weight_hh.shape[1]
    ns = [T for _ in range(B)] if lengths is None else [int(n) for n in lengths]
    for n in ns:
        if n not in range(1, T + 1):
            raise ValueError("length %d, but there are %d steps" % (n, T))
    bias = torch.zeros(4 * H, dtype=x.dtype, device=x.device)
    if bias_ih is not None:
        bias = bias + bias_ih
    if bias_hh is not None:
        bias = bias + bias_hh
    out, hs, cs = [], [], []
    for b, n in enumerate(ns):
        if state is None:
            h = c = x.new_zeros(H)
        else:
            h, c = state[0][b], state[1][b]
        shown = []
        for t in range(n):
            h, c = cell(x[b, t], h, c, weight_ih, weight_hh, bias)
            shown.append(h)
        out.append(F.pad(torch.stack(shown), (0, 0, 0, T - n)))
        hs.append(h)
        cs.append(c)
    return torch.stack(out), (torch.stack(hs), torch.stack(cs))
