"""In the manner of a beginner: four branches for the two masks, each with its own softmax."""

import torch


def masked_softmax(scores, mask=None):
    kept = torch.ones_like(scores, dtype=torch.bool) if mask is None else mask
    lowered = torch.where(kept, scores, torch.finfo(scores.dtype).min)
    return torch.softmax(lowered, dim=-1) * kept


def self_attention(x, W_q, W_k, W_v, W_o, causal=False, pad_mask=None):
    number_of_tokens = x.shape[1]
    size = x.shape[2]

    queries = torch.matmul(x, torch.transpose(W_q, 0, 1))
    keys = torch.matmul(x, torch.transpose(W_k, 0, 1))
    values = torch.matmul(x, torch.transpose(W_v, 0, 1))

    keys_transposed = torch.transpose(keys, 1, 2)
    scores = torch.matmul(queries, keys_transposed)
    scores = scores / (size**0.5)

    causal_mask = torch.zeros(number_of_tokens, number_of_tokens, dtype=torch.bool, device=x.device)
    for i in range(number_of_tokens):
        for j in range(number_of_tokens):
            if j <= i:
                causal_mask[i, j] = True

    if causal == False and pad_mask is None:  # noqa: E712
        weights = masked_softmax(scores)
    elif causal == True and pad_mask is None:  # noqa: E712
        weights = masked_softmax(scores, causal_mask)
    elif causal == False and pad_mask is not None:  # noqa: E712
        key_mask = pad_mask.unsqueeze(1)
        weights = masked_softmax(scores, key_mask)
    else:
        key_mask = pad_mask.unsqueeze(1)
        both_masks = causal_mask.unsqueeze(0) * key_mask
        weights = masked_softmax(scores, both_masks)

    context = torch.matmul(weights, values)
    y = torch.matmul(context, torch.transpose(W_o, 0, 1))
    return y, weights
