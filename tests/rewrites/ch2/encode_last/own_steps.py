"""A long version that runs the cells itself, step by step, with the module's parameters, and holds ended sequences."""

import torch
from torch import Tensor
from torch.nn.functional import linear


def one_step(mode: str, x: Tensor, h: Tensor, c: Tensor, weights: list) -> tuple[Tensor, Tensor]:
    W, U, b, d = weights
    if mode == "LSTM":
        i, f, g, o = (linear(x, W, b) + linear(h, U, d)).chunk(4, dim=-1)
        c = f.sigmoid() * c + i.sigmoid() * g.tanh()
        return o.sigmoid() * c.tanh(), c
    if mode == "GRU":
        from_x, from_h = linear(x, W, b).chunk(3, -1), linear(h, U, d).chunk(3, -1)
        r = torch.sigmoid(from_x[0] + from_h[0])
        z = torch.sigmoid(from_x[1] + from_h[1])
        n = torch.tanh(from_x[2] + r * from_h[2])
        return n + z * (h - n), c
    a = linear(x, W, b) + linear(h, U, d)
    return (torch.relu(a) if mode == "RNN_RELU" else torch.tanh(a)), c


def run(module: torch.nn.RNNBase, x: Tensor, running: Tensor, layer: int, reverse: bool) -> tuple[Tensor, Tensor]:
    suffix = f"_l{layer}" + ("_reverse" if reverse else "")
    names = ["weight_ih", "weight_hh", "bias_ih", "bias_hh"]
    weights = [getattr(module, name + suffix, None) for name in names]
    h = c = x.new_zeros(x.shape[0], module.hidden_size)
    steps = range(x.shape[1])
    output = [h] * x.shape[1]
    for t in reversed(steps) if reverse else steps:
        new_h, new_c = one_step(module.mode, x[:, t], h, c, weights)
        h = torch.where(running[:, t], new_h, h)
        c = torch.where(running[:, t], new_c, c)
        output[t] = h
    return torch.stack(output, dim=1), h


def encode_last(module: torch.nn.RNNBase, x: Tensor, lengths: Tensor) -> Tensor:
    steps = torch.arange(x.shape[1], device=x.device)
    running = (steps < lengths.to(x.device)[:, None]).unsqueeze(-1)
    x = torch.where(running, x, torch.zeros_like(x))
    finals = []
    for layer in range(module.num_layers):
        both = [run(module, x, running, layer, reverse) for reverse in (False, True)[: 1 + module.bidirectional]]
        x = torch.cat([output for output, _ in both], dim=-1)
        finals = [h for _, h in both]
    return torch.cat(finals, dim=-1)
