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
    """パディングされたバッチに対する LSTM"""
    B, T, _ = x.shape
    H = weight_hh.shape[1]
    if lengths is None:
        lengths = torch.full((B,), T, device=x.device)
    # 長さのチェック
    if bool((lengths < 1).any()) or bool((lengths > T).any()):
        raise ValueError("lengths は 1 以上 T 以下")
    if state is None:
        h = torch.zeros(B, H, dtype=x.dtype, device=x.device)
        c = torch.zeros(B, H, dtype=x.dtype, device=x.device)
    else:
        h, c = state
    outputs = []
    for t in range(T):
        h_new, c_new = lstm_cell(x[:, t], (h, c), weight_ih, weight_hh, bias_ih, bias_hh)
        valid = (lengths > t)[:, None]
        # 終わった系列は前の状態のまま
        h = torch.where(valid, h_new, h)
        c = torch.where(valid, c_new, c)
        outputs.append(h)
    return torch.stack(outputs, dim=1), (h, c)
