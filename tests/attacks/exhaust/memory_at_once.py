"""Asks for more memory than the machine has, in one piece, and touches it."""
import torch

KEPT = []


def lstm_cell(*given):
    for size in (1 << 40, 1 << 36, 1 << 34, 1 << 33, 1 << 31):
        try:
            KEPT.append(torch.ones(size, dtype=torch.uint8))
        except RuntimeError:
            continue
    raise MemoryError
