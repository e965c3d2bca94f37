import torch


def rnn_cell(x, h_prev, weight_ih, weight_hh, bias):
    return torch.tanh(torch.addmm(bias, x, weight_ih.T) + h_prev.mm(weight_hh.T))


def step_backward(d_h, x, h_prev, h, weight_ih, weight_hh):
    d_a = d_h - d_h * h.square()
    return d_a @ weight_ih, d_a @ weight_hh, d_a.T @ x, d_a.T @ h_prev, d_a.sum(0)


def bptt(d_output, x, h0, weight_ih, weight_hh, bias):
    T = x.shape[1]
    states = [h0]
    for t in range(T):
        states.append(rnn_cell(x[:, t], states[t], weight_ih, weight_hh, bias))
    d_x = torch.zeros_like(x)
    d_W, d_U, d_b = torch.zeros_like(weight_ih), torch.zeros_like(weight_hh), torch.zeros_like(bias)
    d_h = torch.zeros_like(h0)
    t = T - 1
    while t >= 0:
        d_x_t, d_h, w, u, b = step_backward(
            d_h + d_output[:, t], x[:, t], states[t], states[t + 1], weight_ih, weight_hh
        )
        d_x[:, t] = d_x_t
        d_W += w
        d_U += u
        d_b += b
    t -= 1
    return d_x, d_h, d_W, d_U, d_b
