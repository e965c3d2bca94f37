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
    h = h0
    y = dec_in[:, 0]
    logits: list[Tensor] = []
    for t in range(dec_in.shape[1]):
        if t > 0:
            y = torch.where(use_teacher[:, t], dec_in[:, t], logits[-1].argmax(dim=-1))
        out, h = step_fn(y, h.detach())
        logits.append(out)
    return torch.stack(logits, dim=1)


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
    shapes = {"token": (B, T), "step": (1, T), "sequence": (B, 1)}
    if granularity not in shapes:
        raise ValueError(f"granularity should be one of {sorted(shapes)}, not {granularity!r}")
    uniform = torch.rand(shapes[granularity], generator=generator, device=generator.device)
    return (uniform < ratio).expand(B, T)
