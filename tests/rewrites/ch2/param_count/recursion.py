"""Recursion over the layers: the top layer, and the network below it."""


def blocks(kind: str) -> int:
    match kind:
        case "rnn":
            return 1
        case "gru":
            return 3
        case "lstm":
            return 4
        case other:
            raise ValueError(other)


def param_count(
    kind: str,
    input_size: int,
    hidden_size: int,
    num_layers: int = 1,
    bidirectional: bool = False,
    bias: bool = True,
) -> int:
    k = blocks(kind)
    if num_layers == 0:
        return 0
    D = 2 if bidirectional else 1
    I = input_size if num_layers == 1 else D * hidden_size
    top = D * k * hidden_size * (I + hidden_size + (2 if bias else 0))
    return param_count(kind, input_size, hidden_size, num_layers - 1, bidirectional, bias) + top


def mul_adds_per_step(kind: str, input_size: int, hidden_size: int) -> int:
    return hidden_size * blocks(kind) * (hidden_size + input_size)
