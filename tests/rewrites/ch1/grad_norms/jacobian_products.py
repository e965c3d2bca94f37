"""The product of all later Jacobians for every step and sample, and one product with v in the end."""

import torch
from torch import Tensor


def hidden_grad_norms(x: Tensor, h0: Tensor, weight_ih: Tensor, weight_hh: Tensor, bias: Tensor, v: Tensor) -> Tensor:
    projected = torch.einsum("bti,hi->bth", x, weight_ih) + bias
    h, states = h0, []
    for t in range(x.size(1)):
        h = torch.tanh(projected[:, t] + torch.einsum("bj,hj->bh", h, weight_hh))
        states.append(h)
    B, H = h0.shape
    product = torch.eye(H, dtype=x.dtype, device=x.device).repeat(B, 1, 1)  # d h_T / d h_t
    products = [product]
    for h in states[:0:-1]:
        product = torch.bmm(product, torch.diag_embed(1 - h.square()) @ weight_hh)
        products.insert(0, product)
    gradients = torch.einsum("bk,tbkj->tbj", v, torch.stack(products))
    return gradients.square().sum(dim=(1, 2)).sqrt()
