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
    """Recorre la secuencia paso a paso."""
    batch, pasos, _ = x.size()
    ocultas = weight_hh.size(0)
    # estado inicial: ceros
    h = torch.zeros(batch, ocultas, dtype=x.dtype, device=x.device)
    salida = torch.zeros(batch, pasos, ocultas, dtype=x.dtype, device=x.device)
    for t in range(pasos):
        h = rnn_cell(x[:, t], h, weight_ih, weight_hh, bias_ih, bias_hh)
        salida[:, t] = h
    return salida, h
