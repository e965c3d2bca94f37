"""Time runs forwards and every sample that is still running takes over the new state."""

import torch
from torch import Tensor


def last_valid(output: Tensor, lengths: Tensor) -> Tensor:
    if ((lengths < 1) | (lengths > output.shape[1])).any():
        raise ValueError("length out of range")
    state = torch.zeros_like(output[:, 0])
    for t, h in enumerate(output.unbind(dim=1)):
        running = (t < lengths).unsqueeze(-1)
        state = torch.where(running, h, state)
    return state
