import numpy as np
import torch
from torch import Tensor


def alignment(weights: Tensor, src_mask: Tensor) -> tuple[Tensor, Tensor]:
    mask = src_mask.unsqueeze(1)
    mejor = torch.where(mask, weights, -1.0).max(dim=2).indices
    w = weights * mask
    entropia = -(w * torch.log(w + 1e-12)).sum(dim=2)   # 1e-12 para que no salga nan
    return mejor, entropia


def alignment_accuracy(argmax: Tensor, gold: list[list[list[int]]]) -> float:
    por_frase = []
    for fila, oro in zip(argmax, gold):
        aciertos = [int(p) in lugares for p, lugares in zip(fila, oro) if lugares]
        if aciertos:
            por_frase.append(np.mean(aciertos))
    if not por_frase:
        return float("nan")
    return float(np.mean(por_frase))
