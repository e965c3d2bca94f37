import torch
from torch import Tensor


def luong_scores(
    q: Tensor,
    k: Tensor,
    kind: str,
    W: Tensor | None = None,
    v: Tensor | None = None,
) -> Tensor:
    """Raw attention scores of every query with every key: not scaled, no softmax."""
    if kind not in ["dot", "general", "concat"]:
        raise ValueError("kind must be dot, general or concat")

    if kind == "dot":
        return torch.bmm(q, k.transpose(1, 2))

    if kind == "general":
        # project the keys, then it is the same as dot
        projected = torch.matmul(k, W)
        return torch.bmm(q, projected.transpose(1, 2))

    B, Tq, _ = q.shape
    Tk = k.shape[1]
    qs = q.unsqueeze(2).repeat(1, 1, Tk, 1)
    ks = k.unsqueeze(1).repeat(1, Tq, 1, 1)
    energy = torch.tanh(torch.matmul(torch.cat((qs, ks), dim=3), W.t()))
    return torch.matmul(energy, v)
