# ch2.lstm_gates  15/10
import torch
from torch import Tensor


def lstm_gates(
    x: Tensor,
    h: Tensor,
    weight_ih: Tensor,
    weight_hh: Tensor,
    bias_ih: Tensor | None = None,
    bias_hh: Tensor | None = None,
) -> tuple[Tensor, Tensor, Tensor, Tensor]:
    z = x @ weight_ih.T + h @ weight_hh.T
    if bias_ih is not None:
        z = z + bias_ih
    if bias_hh is not None:
        z = z + bias_hh
    i, f, g, o = z.chunk(4)
    return torch.sigmoid(i), torch.sigmoid(f), torch.tanh(g), torch.sigmoid(o)


if __name__ == "__main__":
    import torch

    print([g.shape for g in lstm_gates(torch.randn(2, 3), torch.zeros(2, 4), torch.randn(16, 3), torch.randn(16, 4))])
