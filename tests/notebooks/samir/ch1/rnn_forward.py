"""ch1.rnn_forward: An RNN over a sequence (6 points).

README.md says what to do. Replace each raise NotImplementedError below, keep the names, and check yourself with

    pytest assignments/ch1/test_rnn_forward.py
"""

import torch
from torch import Tensor
from torch.nn.functional import linear


def rnn_cell(
    x: Tensor, h: Tensor, weight_ih: Tensor, weight_hh: Tensor, bias_ih: Tensor | None, bias_hh: Tensor | None
) -> Tensor:
    """One step, ready to use: x of shape [B, I] and h of shape [B, H] give the new state, shape [B, H].

    Either bias may be None.
    """
    return torch.tanh(linear(x, weight_ih, bias_ih) + linear(h, weight_hh, bias_hh))


def rnn_forward(
    x: Tensor,
    h0: Tensor | None,
    weight_ih: Tensor,
    weight_hh: Tensor,
    bias_ih: Tensor | None,
    bias_hh: Tensor | None,
) -> tuple[Tensor, Tensor]:
    """Run a plain recurrent network over a batch of sequences.

    Args:
        x: inputs, shape [B, T, I]; T may be 0.
        h0: first state, shape [B, H]; None means zeros of x's dtype and device.
        weight_ih: shape [H, I].
        weight_hh: shape [H, H].
        bias_ih, bias_hh: shape [H], or None; one may be None without the other.

    Returns:
        (output, h_n): output of shape [B, T, H] holds the state after each step, h_n of shape [B, H] the
        state after the last. With T = 0, output has shape [B, 0, H] and h_n is the first state, which may be h0
        itself. Both have x's dtype and device. The arguments stay as they are.

    Write it with torch operations on tensors; torch.nn.RNN and its relatives are not allowed.
    """
    raise NotImplementedError("ch1.rnn_forward is not started")
