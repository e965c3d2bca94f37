"""ch3.teacher_forcing: Teacher forcing (8 points).

README.md says what to do. Replace each raise NotImplementedError below, keep the names, and check yourself with

    pytest assignments/ch3/test_teacher_forcing.py
"""

from collections.abc import Callable

import torch
from torch import Tensor


def run_decoder(
    step_fn: Callable[[Tensor, Tensor], tuple[Tensor, Tensor]],
    dec_in: Tensor,
    h0: Tensor,
    use_teacher: Tensor,
) -> Tensor:
    """Run a decoder for T steps, with teacher forcing where the coins say so.

    Args:
        step_fn: one step, ``step_fn(y_prev, h) -> (logits, h_new)``; y_prev: int64, shape [B]; h and h_new:
            shape [B, H]; logits: shape [B, V]. Call it exactly T times.
        dec_in: int64, shape [B, T], T at least 1: BOS, then the target's tokens without EOS.
        h0: the first state, shape [B, H].
        use_teacher: bool, shape [B, T]. At step t, row b is fed dec_in[b, t] where use_teacher[b, t] is True,
            else the arg max of its own logits of step t - 1. Column 0 is ignored: step 0 is fed dec_in[:, 0].

    Returns:
        The logits of all steps, shape [B, T, V]. There is no early stop at EOS.
    """
    T = dec_in.shape[1]
    h = h0
    y = dec_in[:, 0]
    outputs = []
    for t in range(T):
        if t > 0:
            prediction = outputs[-1].argmax(dim=-1)
            y = torch.where(use_teacher[:, t], dec_in[:, t], prediction)
        logits, h = step_fn(y, h)
        outputs.append(logits)
    return torch.stack(outputs, dim=1)


def sample_coins(
    B: int,
    T: int,
    ratio: float,
    generator: torch.Generator,
    granularity: str = "token",
) -> Tensor:
    """Toss the coins of `run_decoder`.

    Args:
        B, T: number of rows and of steps.
        ratio: the probability of True, from 0 (never) to 1 (always), both included.
        generator: draw the random numbers from it, on its device.
        granularity: "token", every token has its own coin; "step", all rows of a step share one; "sequence",
            all steps of a row share one. Coins that are not shared are independent. Anything else raises
            ValueError.

    Returns:
        bool, shape [B, T], on the generator's device.
    """
    if granularity == "token":
        shape = (B, T)
    elif granularity == "step":
        shape = (1, T)
    elif granularity == "sequence":
        shape = (B, 1)
    else:
        raise ValueError(f"unknown granularity: {granularity}")
    coins = torch.rand(shape, generator=generator, device=generator.device) < ratio
    return coins.expand(B, T)
