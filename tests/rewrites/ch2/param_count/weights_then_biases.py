"""First all weights of input and state are counted, then the biases, for the network as a whole."""

from typing import Final, Literal, get_args

Kind = Literal["rnn", "gru", "lstm"]
BLOCKS: Final[dict[str, int]] = dict(zip(get_args(Kind), (1, 3, 4), strict=True))


def param_count(
    kind: str,
    input_size: int,
    hidden_size: int,
    num_layers: int = 1,
    bidirectional: bool = False,
    bias: bool = True,
) -> int:
    if (k := BLOCKS.get(kind)) is None:
        raise ValueError(f"unknown kind {kind!r}")
    directions = int(bidirectional) + 1
    cells = num_layers * directions
    rows = k * hidden_size
    recurrent = cells * rows * hidden_size
    from_below = directions * rows * input_size
    from_below += directions * (num_layers - 1) * rows * directions * hidden_size
    biases = 2 * cells * rows if bias else 0
    return recurrent + from_below + biases


def mul_adds_per_step(kind: str, input_size: int, hidden_size: int) -> int:
    total = param_count(kind, input_size, hidden_size)
    return total - 2 * BLOCKS[kind] * hidden_size
