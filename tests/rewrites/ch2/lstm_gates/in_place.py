"""In-place sums and activations on tensors of our own."""

from torch import Tensor


def lstm_gates(
    x: Tensor,
    h: Tensor,
    weight_ih: Tensor,
    weight_hh: Tensor,
    bias_ih: Tensor | None = None,
    bias_hh: Tensor | None = None,
) -> tuple[Tensor, Tensor, Tensor, Tensor]:
    parts = []
    for W, U, k in zip(weight_ih.chunk(4), weight_hh.chunk(4), range(4)):
        a = x @ W.T
        a.addmm_(h, U.T)
        for bias in (bias_ih, bias_hh):
            if bias is not None:
                a.add_(bias.chunk(4)[k])
        parts.append(a.tanh_() if k == 2 else a.sigmoid_())
    return parts[0], parts[1], parts[2], parts[3]
