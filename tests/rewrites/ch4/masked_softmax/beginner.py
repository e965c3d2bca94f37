"""In the manner of a beginner: one small step in each line, two branches, long names."""

import torch


def masked_softmax(scores, mask=None, dim=-1):
    if mask is None:
        biggest_score = torch.max(scores, dim=dim, keepdim=True).values
        shifted_scores = scores - biggest_score
        exponentials = torch.exp(shifted_scores)
        sum_of_exponentials = torch.sum(exponentials, dim=dim, keepdim=True)
        result = exponentials / sum_of_exponentials
        return result
    else:
        very_small = torch.tensor(float("-inf"), dtype=scores.dtype, device=scores.device)
        scores_with_inf = torch.where(mask, scores, very_small)
        biggest_score = torch.max(scores_with_inf, dim=dim, keepdim=True).values
        is_row_empty = torch.isinf(biggest_score)
        biggest_score = torch.where(is_row_empty, torch.zeros_like(biggest_score), biggest_score)
        shifted_scores = scores_with_inf - biggest_score
        exponentials = torch.exp(shifted_scores)
        sum_of_exponentials = torch.sum(exponentials, dim=dim, keepdim=True)
        sum_of_exponentials = torch.where(is_row_empty, torch.ones_like(sum_of_exponentials), sum_of_exponentials)
        result = exponentials / sum_of_exponentials
        return result
