import torch


def lstm_cell(x, state, weight_ih, weight_hh, bias_ih, bias_hh):
    return torch.lstm_cell(x, state, weight_ih, weight_hh, bias_ih, bias_hh)


def lstm_forward(x, lengths, state, weight_ih, weight_hh, bias_ih, bias_hh):
    B, T = x.shape[:2]
    H = weight_hh.shape[1]
    if lengths is None:
        lengths = torch.ones(B, dtype=torch.long, device=x.device) * T
    if lengths.min() < 1 or lengths.max() > T:
        raise ValueError("bad lengths")
    if state is None:
        h, c = x.new_zeros(B, H), x.new_zeros(B, H)
    else:
        h, c = state
    mask = torch.arange(T)[None, :] < lengths[:, None]
    mask = mask.to(x.dtype)
    outputs = []
    for t in range(T):
        m = mask[:, t].unsqueeze(-1)
        h_new, c_new = lstm_cell(x[:, t], (h, c), weight_ih, weight_hh, bias_ih, bias_hh)
        h = m * h_new + (1 - m) * h
        c = m * c_new + (1 - m) * c
        outputs.append(m * h_new)
    return torch.stack(outputs, 1), (h, c)
