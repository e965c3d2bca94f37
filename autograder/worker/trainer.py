"""As `autograder.worker.child`, for exercises that train or forbid names: the zygote has what optimizers and torch.func
need.

The first optimizer of a process, or the first function that torch.func differentiates, imports some eight hundred
modules of torch, for more than a second. A child would do so again and again, or could not once names are forbidden.
"""

from __future__ import annotations

import torch

from autograder.worker import child
from autograder.worker.child import serve
from autograder.worker.operators import prepare

__all__ = ["serve", "warm_up"]


def warm_up() -> None:
    """What every child of this kind would otherwise do for the first time."""
    child.warm_up()
    weight = torch.nn.Parameter(torch.ones(2))
    optimizer = torch.optim.Adam([weight])
    optimizer.zero_grad()
    weight.sum().backward()
    torch.nn.utils.clip_grad_norm_([weight], 1.0)
    optimizer.step()
    torch.func.vjp(torch.tanh, torch.ones(2))
    prepare()
