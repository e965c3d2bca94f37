import torch


def luong_scores(q, k, kind, W=None, v=None):
    match kind:
        case "dot":
            return torch.einsum("bqd,bkd->bqk", q, k)
        case "general":
            return torch.einsum("bqi,ij,bkj->bqk", q, W, k)
        case "concat":
            Q = q[:, :, None, :].expand(-1, -1, k.shape[1], -1)
            K = k[:, None, :, :].expand(-1, q.shape[1], -1, -1)
            junto = torch.cat([K, Q], dim=-1)
            return torch.einsum("a,bqka->bqk", v, torch.tanh(torch.einsum("ac,bqkc->bqka", W, junto)))
        case _:
            raise ValueError("tipo desconocido: " + kind)
