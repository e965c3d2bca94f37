import torch


def additive_attention(q, k, v, W_q, W_k, w, mask=None):
    somma = (q @ W_q.T)[:, :, None, :] + (k @ W_k.T)[:, None, :, :]
    punteggi = torch.tanh(somma) @ w                 # [B, Tq, Tk]
    if mask is not None:
        punteggi = punteggi.masked_fill(~mask, -1e9)
    pesi = torch.softmax(punteggi, dim=1)
    return pesi @ v, pesi
