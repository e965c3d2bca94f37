import torch


def lstm_cell(x, state, weight_ih, weight_hh, bias_ih, bias_hh):
    return torch.lstm_cell(x, state, weight_ih, weight_hh, bias_ih, bias_hh)


def lstm_forward(x, lengths, state, weight_ih, weight_hh, bias_ih, bias_hh):
    B, T, _ = x.shape
    H = weight_hh.shape[1]
    if lengths is not None:
        if lengths.min() < 1 or lengths.max() > x.shape[0]:
            raise ValueError("lengths")
    else:
        lengths = torch.full((B,), T)
    if state is None:
        state = x.new_zeros(B, H), x.new_zeros(B, H)
    h, c = state
    out = []
    for t in range(T):
        h1, c1 = lstm_cell(x[:, t], (h, c), weight_ih, weight_hh, bias_ih, bias_hh)
        go_on = (t < lengths)[:, None]
        h = torch.where(go_on, h1, h)
        c = torch.where(go_on, c1, c)
        out.append(torch.where(go_on, h1, torch.zeros_like(h1)))
    return torch.stack(out, 1), (h, c)
