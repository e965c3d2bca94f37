# Ingrid H. - kapittel 1
import torch


def hidden_grad_norms(x, h0, weight_ih, weight_hh, bias, v):
    """dh_T/dh_t is a product of T - t matrices. One matrix for each sample, written out."""
    B, T, _ = x.shape
    H = h0.shape[1]
    jacobians = []
    h = h0
    for t in range(T):
        h = torch.tanh(x[:, t] @ weight_ih.T + h @ weight_hh.T + bias)
        jacobians.append(torch.diag_embed(1 - h * h) @ weight_hh)  # [B, H, H]
    norms = torch.empty(T, dtype=x.dtype)
    product = torch.eye(H, dtype=x.dtype).repeat(B, 1, 1)
    for t in range(T - 1, -1, -1):
        g = torch.einsum("bk,bkj->bj", v, product)
        norms[t] = torch.sqrt((g * g).sum())
        product = torch.bmm(product, jacobians[t])
    return norms
