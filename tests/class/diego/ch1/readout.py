import torch
from torch import Tensor


def last_valid(output: Tensor, lengths: Tensor) -> Tensor:
    """El estado después del último paso válido de cada secuencia."""
    B = output.size(0)
    filas = torch.arange(B)
    # print(output[filas, lengths - 1].shape)
    return output[filas, lengths - 1]
