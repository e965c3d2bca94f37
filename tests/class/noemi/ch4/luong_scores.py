import torch


def luong_scores(q, k, kind, W=None, v=None):
    if kind == "dot":
        return q @ k.transpose(1, 2)
    if kind == "general":
        return q @ W @ k.transpose(1, 2)
    # resta solo concat
    coppie = torch.cat(
        [q[:, :, None].expand(-1, -1, k.shape[1], -1), k[:, None].expand(-1, q.shape[1], -1, -1)], dim=-1
    )
    return torch.tanh(coppie @ W.T) @ v
