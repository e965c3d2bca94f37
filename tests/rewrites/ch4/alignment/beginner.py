"""In the manner of a beginner: clone, fill by indexing, isnan, and counters in while loops."""

import torch


def alignment(weights, src_mask):
    batch, targets, sources = weights.shape
    big_mask = src_mask.unsqueeze(1)
    big_mask = big_mask.repeat(1, targets, 1)
    copy_for_argmax = weights.clone()
    copy_for_argmax[~big_mask] = -100.0
    argmax = torch.argmax(copy_for_argmax, dim=-1)
    copy_for_entropy = weights.clone()
    copy_for_entropy[~big_mask] = 0.0
    products = copy_for_entropy * torch.log(copy_for_entropy)
    products[torch.isnan(products)] = 0.0
    entropy = -1 * torch.sum(products, dim=-1)
    return argmax, entropy


def alignment_accuracy(argmax, gold):
    number_right = 0
    number_known = 0
    b = 0
    while b < argmax.shape[0]:
        t = 0
        while t < argmax.shape[1]:
            answers = gold[b][t]
            if answers != []:
                number_known = number_known + 1
                if argmax[b][t].item() in answers:
                    number_right = number_right + 1
            t = t + 1
        b = b + 1
    if number_known == 0:
        return float("nan")
    accuracy = number_right / number_known
    return accuracy
