"""An Enum refuses unknown kinds by itself and knows the number of blocks."""

from enum import Enum
from itertools import chain, repeat


class Kind(Enum):
    RNN = "rnn"
    GRU = "gru"
    LSTM = "lstm"

    @property
    def blocks(self) -> int:
        return {Kind.RNN: 1, Kind.GRU: 3, Kind.LSTM: 4}[self]


def param_count(
    kind: str,
    input_size: int,
    hidden_size: int,
    num_layers: int = 1,
    bidirectional: bool = False,
    bias: bool = True,
) -> int:
    rows = Kind(kind).blocks * hidden_size
    directions = (False, True)[: 1 + bool(bidirectional)]
    widths = chain([input_size], repeat(len(directions) * hidden_size, num_layers - 1))
    columns = [width + hidden_size + (bias and 2) for width in widths for _ in directions]
    return rows * sum(columns)


def mul_adds_per_step(kind: str, input_size: int, hidden_size: int) -> int:
    return Kind(kind).blocks * hidden_size * (input_size + hidden_size)
