import torch


def lstm_cell(x, state, weight_ih, weight_hh, bias_ih, bias_hh):
    return torch.lstm_cell(x, state, weight_ih, weight_hh, bias_ih, bias_hh)


def lstm_forward(x, lengths, state, weight_ih, weight_hh, bias_ih, bias_hh):
    B, T, I = x.shape
    H = weight_hh.shape[1]
    if state is None:
        state = (torch.zeros(B, H).to(x), torch.zeros(B, H).to(x))
    output = []
    for t in range(T):
        state = lstm_cell(x[:, t], state, weight_ih, weight_hh, bias_ih, bias_hh)
        output.append(state[0])
    return torch.stack(output, dim=1), state
