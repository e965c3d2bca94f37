import torch


def masked_cross_entropy(logits, targets, pad_id):
    mask = targets != pad_id
    log_p = torch.log_softmax(logits[mask], dim=-1)  # [N, V], dolgu yok
    target = targets[mask]
    return -log_p[torch.arange(len(target)), target].mean()
