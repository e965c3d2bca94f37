import torch
from torch.nn.functional import bilinear


def _dot(q, k, W, v):
    return (q[:, :, None] * k[:, None]).sum(3)


def _general(q, k, W, v):
    # bilinear chce tyle samo wierszy po obu stronach
    Q = q.repeat_interleave(k.size(1), dim=1)
    K = k.repeat(1, q.size(1), 1)
    return bilinear(Q, K, W.unsqueeze(0)).reshape(q.size(0), q.size(1), k.size(1))


def _concat(q, k, W, v):
    left, right = W.tensor_split([q.size(-1)], dim=1)
    total = 0
    for a in range(len(v)):     # jeden ukryty neuron naraz
        total = total + v[a] * torch.tanh((q @ left[a]).unsqueeze(2) + (k @ right[a]).unsqueeze(1))
    return total


KINDS = dict(dot=_dot, general=_general, concat=_concat)


def luong_scores(q, k, kind, W=None, v=None):
    try:
        f = KINDS[kind]
    except KeyError:
        raise ValueError("kind to dot, general albo concat, a nie " + repr(kind))
    return f(q, k, W, v)
