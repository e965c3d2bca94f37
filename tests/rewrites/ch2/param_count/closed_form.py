"""No loop: the first layer and num_layers - 1 equal layers above it in closed form."""

BLOCKS = {"rnn": 1, "gru": 3, "lstm": 4}


def blocks_of(kind: str) -> int:
    try:
        return BLOCKS[kind]
    except KeyError:
        raise ValueError(f"no such kind: {kind}") from None


def param_count(
    kind: str,
    input_size: int,
    hidden_size: int,
    num_layers: int = 1,
    bidirectional: bool = False,
    bias: bool = True,
) -> int:
    k, D, H = blocks_of(kind), 1 + bool(bidirectional), hidden_size
    extra = 2 * bool(bias)
    first = D * k * H * (input_size + H + extra)
    later = D * k * H * (D * H + H + extra)
    return first + (num_layers - 1) * later


def mul_adds_per_step(kind: str, input_size: int, hidden_size: int) -> int:
    return blocks_of(kind) * hidden_size * (input_size + hidden_size)
