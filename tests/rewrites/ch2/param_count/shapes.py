"""The shapes of all parameters are listed by name, and math.prod counts each."""

from math import prod

STACKED = dict(rnn=["h"], gru=["r", "z", "n"], lstm=["i", "f", "g", "o"])


def shapes(kind: str, I: int, H: int, layers: int, directions: list[str], bias: bool) -> dict[str, tuple[int, ...]]:
    if kind not in STACKED:
        raise ValueError(f"kind must be one of {', '.join(STACKED)}")
    rows = len(STACKED[kind]) * H
    found: dict[str, tuple[int, ...]] = {}
    for layer in range(layers):
        for direction in directions:
            end = f"_l{layer}{direction}"
            found["weight_ih" + end] = (rows, I if layer == 0 else len(directions) * H)
            found["weight_hh" + end] = (rows, H)
            if bias:
                found["bias_ih" + end] = (rows,)
                found["bias_hh" + end] = (rows,)
    return found


def param_count(
    kind: str,
    input_size: int,
    hidden_size: int,
    num_layers: int = 1,
    bidirectional: bool = False,
    bias: bool = True,
) -> int:
    directions = ["", "_reverse"] if bidirectional else [""]
    named = shapes(kind, input_size, hidden_size, num_layers, directions, bias)
    return sum(prod(shape) for shape in named.values())


def mul_adds_per_step(kind: str, input_size: int, hidden_size: int) -> int:
    named = shapes(kind, input_size, hidden_size, 1, [""], True)
    return sum(prod(shape) for name, shape in named.items() if name.startswith("weight"))
