"""numpy: a masked array for the arg max, a logarithm of the positive weights only, and a mean."""

import numpy as np
import torch
from torch import Tensor


def alignment(weights: Tensor, src_mask: Tensor) -> tuple[Tensor, Tensor]:
    w = weights.detach().cpu().numpy()
    hidden = np.broadcast_to(~src_mask.cpu().numpy()[:, np.newaxis, :], w.shape)
    argmax = np.ma.masked_array(w, mask=hidden).argmax(axis=-1, fill_value=-1)
    kept = np.where(hidden, 0, w).astype(w.dtype)
    entropy = -(kept * np.log(np.where(kept > 0, kept, 1))).sum(axis=-1)
    return torch.as_tensor(argmax, device=weights.device), torch.as_tensor(entropy, device=weights.device)


def alignment_accuracy(argmax: Tensor, gold: list[list[list[int]]]) -> float:
    hits = [
        np.isin(place, places)
        for row, answers in zip(argmax.cpu().numpy(), gold)
        for place, places in zip(row, answers)
        if places
    ]
    return float(np.mean(hits)) if hits else float(np.nan)
