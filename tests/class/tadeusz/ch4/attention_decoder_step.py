import torch
from torch import nn
from torch.func import functional_call


def attention_decoder_step(emb, h, att_prev, enc, src_mask, gru_params, W_a, W_c, W_o):
    E, H = emb.size(1), h.size(1)
    # prawdziwy nn.GRUCell, tylko z cudzymi wagami
    cell = nn.GRUCell(E + H, H)
    names = ["weight_ih", "weight_hh", "bias_ih", "bias_hh"]
    h_new = functional_call(cell, dict(zip(names, gru_params)), (torch.column_stack([emb, att_prev]), h))

    # liczę w podwójnej precyzji i wracam do typu wejścia
    kind = emb.dtype
    query = h_new.double() @ W_a.double()
    contexts, weights = [], []
    for b in range(emb.size(0)):
        keep = src_mask[b]
        s = torch.mv(enc[b].double(), query[b])
        if keep.any():
            e = torch.where(keep, torch.exp(s - s[keep].max()), 0.0)
            w = e / e.sum()
        else:
            w = s * 0
        weights.append(w)
        contexts.append((w[:, None] * enc[b].double()).sum(0))
    weights = torch.stack(weights).to(kind)
    context = torch.stack(contexts).to(kind)

    Wc_context, Wc_state = W_c.split(H, dim=1)
    att_new = torch.tanh(context @ Wc_context.T + h_new @ Wc_state.T)
    return att_new @ W_o.T, h_new, att_new, weights
