import torch


def lstm_cell_backward(d_h, d_c, x, h_prev, c_prev, weight_ih, weight_hh, bias):
    a = x @ weight_ih.T + h_prev @ weight_hh.T + bias
    i, f, g, o = a.chunk(4, dim=1)
    i, f, g, o = torch.sigmoid(i), torch.sigmoid(f), torch.tanh(g), torch.sigmoid(o)
    c = f * c_prev + i * g
    tanh_c = torch.tanh(c)
    d_total = d_c + d_h * o * (1 - tanh_c**2)
    d_a = torch.cat(
        [
            d_total * g * i * (1 - i),
            d_total * c_prev * f * (1 - f),
            d_total * i * (1 - g**2),
            d_h * tanh_c * o * (1 - o),
        ],
        dim=1,
    )
    return d_a @ weight_ih, d_a @ weight_hh, d_a.T @ x, d_a.T @ h_prev, d_a.sum(0)
