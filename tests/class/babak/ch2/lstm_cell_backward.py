"""The gradients, sample by sample with columns, as on the blackboard. sigma' = s(1-s) and tanh' = 1/cosh^2."""
import torch


def lstm_cell_backward(d_h, d_c, x, h_prev, c_prev, weight_ih, weight_hh, bias):
    H = h_prev.shape[1]
    dx, dh0, dc0 = [], [], []
    dW = torch.zeros_like(weight_ih)
    dR = torch.zeros_like(weight_hh)
    db = torch.zeros_like(bias)
    for n in range(len(x)):
        a = weight_ih @ x[n] + weight_hh @ h_prev[n] + bias
        s = torch.sigmoid(a)
        ds = s * (1 - s)
        g, dg = torch.tanh(a[2 * H : 3 * H]), torch.cosh(a[2 * H : 3 * H]).reciprocal().square()
        i, f, o = s[:H], s[H : 2 * H], s[3 * H :]
        c = f * c_prev[n] + i * g
        D = d_c[n] + d_h[n] * o * torch.cosh(c).pow(-2)
        delta = torch.empty_like(a)
        delta[:H] = D * g * ds[:H]
        delta[H : 2 * H] = D * c_prev[n] * ds[H : 2 * H]
        delta[2 * H : 3 * H] = D * i * dg
        delta[3 * H :] = d_h[n] * torch.tanh(c) * ds[3 * H :]
        dx.append(weight_ih.t() @ delta)
        dh0.append(weight_hh.t() @ delta)
        dc0.append(D * f)
        dW += torch.outer(delta, x[n])
        dR += torch.outer(delta, h_prev[n])
        db += delta
    return torch.stack(dx), torch.stack(dh0), torch.stack(dc0), dW, dR, db
