"""A beginner's two loops over sentences and steps."""

import torch


def masked_cross_entropy(logits, targets, pad_id):
    B = logits.shape[0]
    T = logits.shape[1]
    total = (logits * 0).sum()
    count = 0
    for b in range(B):
        for t in range(T):
            target = targets[b][t].item()
            if target == pad_id:
                continue
            log_probs = torch.log_softmax(logits[b][t], dim=0)
            total = total - log_probs[target]
            count = count + 1
    if count == 0:
        count = 1
    loss = total / count
    return loss
