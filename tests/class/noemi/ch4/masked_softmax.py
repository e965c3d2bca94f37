import torch


def masked_softmax(scores, mask=None, dim=-1):
    if mask is None:
        mask = torch.ones_like(scores, dtype=torch.bool)
    scores.masked_fill_(~mask, -torch.inf)
    massimo = scores.amax(dim, keepdim=True)
    massimo = torch.where(massimo.isinf(), 0.0, massimo)
    e = torch.exp(scores - massimo)
    somma = e.sum(dim, keepdim=True)
    return e / torch.where(somma == 0, 1.0, somma)
