import torch
from torch import Tensor
from torch.nn.functional import linear


def rnn_cell(
    x: Tensor, h: Tensor, weight_ih: Tensor, weight_hh: Tensor, bias_ih: Tensor | None, bias_hh: Tensor | None
) -> Tensor:
    return torch.tanh(linear(x, weight_ih, bias_ih) + linear(h, weight_hh, bias_hh))


def rnn_forward(x, h0, weight_ih, weight_hh, bias_ih, bias_hh):
    B, T, I = x.shape
    H = weight_hh.shape[0]
    h = h0
    if h is None:
        h = torch.zeros(B, H).to(x)
    outputs = []
    for t in range(T):
        h = rnn_cell(x[:, t], h, weight_ih, weight_hh, bias_ih, bias_hh)
        outputs.append(h)
    return torch.stack(outputs, 1), h
