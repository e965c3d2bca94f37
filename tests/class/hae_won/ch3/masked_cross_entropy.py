import torch


def masked_cross_entropy(logits, targets, pad_id):
    logp = logits.log_softmax(-1)
    picked = logp.gather(2, targets.unsqueeze(2)).squeeze(2)
    mask = (targets != pad_id).type_as(picked)
    n = torch.clamp(mask.sum(), min=1.0)
    return -(picked * mask).sum() / n
