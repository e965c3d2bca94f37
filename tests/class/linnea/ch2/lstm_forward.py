"""ch2.lstm_forward: An LSTM over a padded batch (7 points).

README.md says what to do. Replace each raise NotImplementedError below, keep the names, and check yourself with

    pytest assignments/ch2/test_lstm_forward.py
"""

import torch
from torch import Tensor


def lstm_cell(
    x: Tensor,
    state: tuple[Tensor, Tensor],
    weight_ih: Tensor,
    weight_hh: Tensor,
    bias_ih: Tensor | None,
    bias_hh: Tensor | None,
) -> tuple[Tensor, Tensor]:
    """One step of an LSTM, ready-made: from x [B, I] and state (h, c), each [B, H], to (h_new, c_new), each [B, H]."""
    return torch.lstm_cell(x, state, weight_ih, weight_hh, bias_ih, bias_hh)


def lstm_forward(
    x: Tensor,
    lengths: Tensor | None,
    state: tuple[Tensor, Tensor] | None,
    weight_ih: Tensor,
    weight_hh: Tensor,
    bias_ih: Tensor | None,
    bias_hh: Tensor | None,
) -> tuple[Tensor, tuple[Tensor, Tensor]]:
    """An LSTM over a batch of padded sequences.

    Args:
        x: input, shape [B, T, I], T at least 1. Steps from lengths[b] on are padding and may hold anything, even NaN.
        lengths: int64, shape [B], on x's device or on the CPU: how many steps of each sequence are real; None means
            all T.
        state: (h, c) to start from, each of shape [B, H]; None means zeros of x's dtype and device.
        weight_ih: shape [4H, I], blocks in the order i, f, g, o.
        weight_hh: shape [4H, H], the same order.
        bias_ih, bias_hh: shape [4H], the same order, or None.

    Returns:
        output, (h_n, c_n): output of shape [B, T, H], the hidden state after every step and 0 in the padding; h_n and
        c_n of shape [B, H], the state after the last real step of each sequence. All have x's dtype and device. The
        arguments stay as they are.

    Raises:
        ValueError: a length is below 1 or above T.

    Write it with torch operations on tensors; torch.nn.LSTM, its relatives and packing are not allowed.
    """
    B, T, _ = x.shape
    H = weight_hh.shape[1]
    if lengths is None:
        lengths = torch.full((B,), T)
    lengths = lengths.to(x.device)
    if lengths.min() < 1 or lengths.max() > T:
        raise ValueError("lengths must be between 1 and T")
    if state is None:
        h = x.new_zeros(B, H)
        c = x.new_zeros(B, H)
    else:
        h, c = state
    outputs = []
    for t in range(T):
        h_new, c_new = lstm_cell(x[:, t], (h, c), weight_ih, weight_hh, bias_ih, bias_hh)
        mask = (t < lengths).unsqueeze(1)  # [B, 1]
        h = torch.where(mask, h_new, h)
        c = torch.where(mask, c_new, c)
        outputs.append(torch.where(mask, h_new, torch.zeros_like(h_new)))
    output = torch.stack(outputs, dim=1)
    return output, (h, c)
