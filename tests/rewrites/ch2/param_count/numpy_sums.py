"""numpy arrays of layer widths, with the result turned into a Python int."""

import numpy as np


def check(kind: str) -> int:
    kinds = np.array(["rnn", "gru", "lstm"])
    found = np.flatnonzero(kinds == kind)
    if found.size == 0:
        raise ValueError(f"{kind} is unknown")
    return int(np.array([1, 3, 4])[found[0]])


def param_count(
    kind: str,
    input_size: int,
    hidden_size: int,
    num_layers: int = 1,
    bidirectional: bool = False,
    bias: bool = True,
) -> int:
    k = check(kind)
    D = 2 if bidirectional else 1
    widths = np.full(num_layers, D * hidden_size, dtype=np.int64)
    widths[0] = input_size
    per_direction = k * hidden_size * (widths + hidden_size + (2 if bias else 0))
    return int(D * per_direction.sum())


def mul_adds_per_step(kind: str, input_size: int, hidden_size: int) -> int:
    weights = np.array([input_size, hidden_size]) * hidden_size * check(kind)
    return weights.sum().item()
