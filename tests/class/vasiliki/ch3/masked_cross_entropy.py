import math

import torch


def masked_cross_entropy(logits, targets, pad_id):
    # in bits
    logp = torch.log_softmax(logits, dim=-1) / math.log(2)
    mask = targets != pad_id
    index = torch.where(mask, targets, 0).unsqueeze(-1)
    nll = -logp.gather(-1, index).squeeze(-1)
    return (nll * mask).sum() / mask.sum().clamp(min=1)
