"""Tensors without storage are made on the meta device and their numbers of elements are added up."""

import torch


def layer_tensors(rows: int, I: int, H: int, bias: bool) -> list[torch.Tensor]:
    made = [torch.empty(rows, I, device="meta"), torch.empty(rows, H, device="meta")]
    if bias:
        made += [torch.empty(rows, device="meta") for _ in range(2)]
    return made


def rows_of(kind: str, H: int) -> int:
    if kind not in ("rnn", "gru", "lstm"):
        raise ValueError("kind is rnn, gru or lstm")
    return H * (1 if kind == "rnn" else 3 if kind == "gru" else 4)


def param_count(
    kind: str,
    input_size: int,
    hidden_size: int,
    num_layers: int = 1,
    bidirectional: bool = False,
    bias: bool = True,
) -> int:
    rows = rows_of(kind, hidden_size)
    directions = 2 if bidirectional else 1
    tensors: list[torch.Tensor] = []
    features = input_size
    for _ in range(num_layers):
        for _ in range(directions):
            tensors.extend(layer_tensors(rows, features, hidden_size, bias))
        features = directions * hidden_size
    return sum(tensor.numel() for tensor in tensors)


def mul_adds_per_step(kind: str, input_size: int, hidden_size: int) -> int:
    return sum(tensor.numel() for tensor in layer_tensors(rows_of(kind, hidden_size), input_size, hidden_size, False))
