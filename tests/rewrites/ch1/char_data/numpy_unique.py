"""np.unique with its inverse, and rows of np.eye."""

import numpy as np
import torch
from torch import Tensor


def make_char_pairs(text: str) -> tuple[list[str], Tensor, Tensor]:
    if len(text) < 2:
        raise ValueError(text)
    vocab, ids = np.unique(list(text), return_inverse=True)
    ids = torch.from_numpy(ids.astype(np.int64)).reshape(1, -1)
    return vocab.tolist(), ids[:, :-1], ids[:, 1:]


def one_hot(x: Tensor, V: int, dtype: torch.dtype) -> Tensor:
    return torch.from_numpy(np.eye(V)[x.cpu().numpy()]).to(device=x.device, dtype=dtype)
