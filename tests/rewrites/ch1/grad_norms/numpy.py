"""All in numpy, since nothing has to be differentiated further."""

import numpy as np
import torch
from torch import Tensor


def hidden_grad_norms(x: Tensor, h0: Tensor, weight_ih: Tensor, weight_hh: Tensor, bias: Tensor, v: Tensor) -> Tensor:
    inputs, h, W, U, b, gradient = (each.detach().cpu().numpy() for each in (x, h0, weight_ih, weight_hh, bias, v))
    slopes = []
    for t in range(inputs.shape[1]):
        h = np.tanh(inputs[:, t] @ W.T + h @ U.T + b)
        slopes.append(1.0 - h**2)
    norms = [np.linalg.norm(gradient)]
    for slope in slopes[:0:-1]:
        gradient = (gradient * slope) @ U
        norms.append(np.linalg.norm(gradient))
    return torch.tensor(np.array(norms[::-1]), dtype=x.dtype, device=x.device)
