# słowo po słowie: każde pyta tylko te, które wolno mu widzieć
import torch


def self_attention(x, W_q, W_k, W_v, W_o, causal=False, pad_mask=None):
    batch, length, size = x.shape
    q, k, v = torch.einsum("nij,btj->nbti", torch.stack((W_q, W_k, W_v)), x)
    q = q / size ** 0.25
    k = k / size ** 0.25          # pierwiastek z pierwiastka po obu stronach
    ys, ws = [], []
    for b in range(batch):
        for t in range(length):
            seen = [s for s in range(length) if (pad_mask is None or bool(pad_mask[b, s])) and not (causal and s > t)]
            w = torch.zeros(length, dtype=x.dtype, device=x.device)
            if seen:
                w = w.index_put((torch.tensor(seen, device=x.device),), torch.softmax(k[b, seen] @ q[b, t], 0))
            ws.append(w)
            ys.append(W_o.mv(sum((w[s] * v[b, s] for s in seen), torch.zeros_like(x[b, t]))))
    return torch.stack(ys).unflatten(0, (batch, length)), torch.stack(ws).unflatten(0, (batch, length))
