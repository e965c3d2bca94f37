"""h' = h + (1 - z)(n - h): a step from h towards the candidate."""
import torch


def affine(v, W, b):
    out = torch.tensordot(v, W, dims=([1], [1]))
    return out if b is None else out + b.expand_as(out)


def gru_cell(x, h, weight_ih, weight_hh, bias_ih=None, bias_hh=None):
    H = h.shape[1]
    P, Q = affine(x, weight_ih, bias_ih), affine(h, weight_hh, bias_hh)
    r, z = torch.sigmoid(P[:, : 2 * H] + Q[:, : 2 * H]).split(H, dim=1)
    n = torch.tanh(torch.addcmul(P[:, 2 * H :], r, Q[:, 2 * H :]))
    return torch.lerp(n, h, z)
