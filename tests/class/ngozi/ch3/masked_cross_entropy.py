# Ngozi O.
import torch


def masked_cross_entropy(logits, targets, pad_id):
    """-log softmax(z)[k] = log sum_v exp(z_v - z_k): differences only, and only of the tokens that count."""
    here = targets.ne(pad_id).reshape(-1)
    z = logits.reshape(-1, logits.shape[-1])[here]
    k = targets.reshape(-1)[here]
    if k.numel() == 0:
        return 0.0 * logits.sum()
    each = []
    for row, target in zip(z, k.tolist()):
        each.append(torch.logsumexp(row - row[target], dim=0))
    return sum(each) / len(each)
