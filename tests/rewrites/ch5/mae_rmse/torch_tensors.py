"""By tensors that look at the arrays' memory, without any of the ready-made losses."""

import numpy as np
import torch


def _difference(y: np.ndarray, p: np.ndarray) -> torch.Tensor:
    a, b = torch.from_numpy(np.ascontiguousarray(y)), torch.from_numpy(np.ascontiguousarray(p))
    if a.shape != b.shape or a.numel() == 0:
        raise ValueError("the tensors do not match")
    return a.sub(b)


def mae(y: np.ndarray, p: np.ndarray) -> float:
    return _difference(y, p).abs().mean().item()


def rmse(y: np.ndarray, p: np.ndarray) -> float:
    return _difference(y, p).pow(2).mean().sqrt().item()
