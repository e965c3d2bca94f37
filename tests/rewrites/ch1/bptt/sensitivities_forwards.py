"""No way back at all: the sensitivities of the state to the weights and to the start are carried forwards in time."""

import torch


def bptt(d_output, x, h0, weight_ih, weight_hh, bias):
    B, T, I = x.shape
    H = h0.shape[1]
    eye = torch.eye(H, dtype=x.dtype, device=x.device)
    h = h0
    to_start = eye.expand(B, H, H)  # d h_t / d h_0
    to_weights = x.new_zeros(B, H, H, I + H + 1)  # d h_t / d [W_ih, W_hh, b]
    to_inputs = []  # d h_t / d x_s for s = 1 ... t
    d_x, d_h0 = torch.zeros_like(x), torch.zeros_like(h0)
    d_weights = x.new_zeros(H, I + H + 1)
    for t in range(T):
        features = torch.cat([x[:, t], h, x.new_ones(B, 1)], dim=1)
        h = torch.tanh(x[:, t] @ weight_ih.T + h @ weight_hh.T + bias)
        slope = (1 - h * h).unsqueeze(-1)
        jacobian = slope * weight_hh
        to_start = jacobian @ to_start
        direct = torch.einsum("bk,kl,bf->bklf", slope[..., 0], eye, features)
        to_weights = direct + torch.einsum("bkj,bjlf->bklf", jacobian, to_weights)
        to_inputs = [jacobian @ earlier for earlier in to_inputs] + [slope * weight_ih]
        e = d_output[:, t]
        d_h0 = d_h0 + torch.einsum("bk,bkj->bj", e, to_start)
        d_weights = d_weights + torch.einsum("bk,bklf->lf", e, to_weights)
        for s, sensitivity in enumerate(to_inputs):
            d_x[:, s] += torch.einsum("bk,bki->bi", e, sensitivity)
    return d_x, d_h0, d_weights[:, :I].clone(), d_weights[:, I : I + H].clone(), d_weights[:, -1].clone()
