"""Very short and untyped: one where on the stacked state, the output cut out at the end."""

import torch


def lstm_cell(x, state, weight_ih, weight_hh, bias_ih, bias_hh):
    return torch.lstm_cell(x, state, weight_ih, weight_hh, bias_ih, bias_hh)


def lstm_forward(x, lengths, state, *weights):
    B, T, _ = x.shape
    n = x.new_full((B,), T) if lengths is None else lengths.to(x.device)
    if n.min() < 1 or n.max() > T:
        raise ValueError(lengths)
    s, out = torch.stack(state) if state else x.new_zeros(2, B, weights[1].shape[1]), []
    for t in range(T):
        s = torch.where((t < n)[:, None], torch.stack(lstm_cell(x[:, t], tuple(s), *weights)), s)
        out.append(s[0])
    return torch.where((torch.arange(T, device=x.device) < n[:, None])[..., None], torch.stack(out, 1), 0), tuple(s)
