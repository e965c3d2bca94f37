"""In the manner of a beginner: one operation in each line, axes added by reshape, and a loop over the batch."""

import torch


def masked_softmax(scores, mask=None):
    if mask is None:
        mask = torch.ones_like(scores, dtype=torch.bool)
    lowest = torch.finfo(scores.dtype).min
    scores = torch.where(mask, scores, lowest)
    weights = torch.softmax(scores, dim=-1)
    weights = weights * mask
    return weights


def additive_attention(q, k, v, W_q, W_k, w, mask=None):
    number_of_samples = q.shape[0]
    number_of_queries = q.shape[1]
    number_of_keys = k.shape[1]
    size = w.shape[0]
    list_of_scores = []
    for sample in range(number_of_samples):
        projected_query = torch.matmul(q[sample], torch.transpose(W_q, 0, 1))
        projected_query = projected_query.reshape(number_of_queries, 1, size)
        projected_key = torch.matmul(k[sample], torch.transpose(W_k, 0, 1))
        projected_key = projected_key.reshape(1, number_of_keys, size)
        total = projected_query + projected_key
        after_tanh = torch.tanh(total)
        score = torch.sum(after_tanh * w, dim=-1)
        list_of_scores.append(score)
    scores = torch.stack(list_of_scores)
    weights = masked_softmax(scores, mask)
    context = torch.matmul(weights, v)
    return context, weights
