"""In the manner of a beginner: repeat in place of expand, many names, a final else for the error."""

import torch


def luong_scores(q, k, kind, W=None, v=None):
    batch_size = q.size(0)
    number_of_queries = q.size(1)
    number_of_keys = k.size(1)
    if kind == "dot":
        keys_transposed = torch.transpose(k, 1, 2)
        scores = torch.matmul(q, keys_transposed)
    elif kind == "general":
        keys_transposed = torch.transpose(k, 1, 2)
        W_times_keys = torch.matmul(W, keys_transposed)
        scores = torch.matmul(q, W_times_keys)
    elif kind == "concat":
        q_repeated = q.unsqueeze(2).repeat(1, 1, number_of_keys, 1)
        k_repeated = k.unsqueeze(1).repeat(1, number_of_queries, 1, 1)
        joined = torch.cat((q_repeated, k_repeated), dim=3)
        hidden = torch.matmul(joined, torch.transpose(W, 0, 1))
        hidden = torch.tanh(hidden)
        scores = torch.matmul(hidden, v.unsqueeze(1))
        scores = scores.reshape(batch_size, number_of_queries, number_of_keys)
    else:
        raise ValueError("kind must be dot, general or concat")
    return scores
