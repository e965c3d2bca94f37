"""A decorator checks the kind and hands the number of blocks on."""

import functools


def with_blocks(count):
    @functools.wraps(count)
    def checked(kind, *args, **kwargs):
        if kind == "rnn" or kind == "gru" or kind == "lstm":
            return count({"r": 1, "g": 3, "l": 4}[kind[0]], *args, **kwargs)
        raise ValueError("kind should be rnn, gru or lstm, but it is " + repr(kind))

    return checked


@with_blocks
def param_count(kind, input_size, hidden_size, num_layers=1, bidirectional=False, bias=True):
    directions = [1, 2][bidirectional]

    def layer(features):
        one = kind * hidden_size
        return directions * (one * features + one * hidden_size + (one + one if bias else 0))

    return layer(input_size) + sum(map(layer, [directions * hidden_size] * (num_layers - 1)))


@with_blocks
def mul_adds_per_step(kind, input_size, hidden_size):
    return functools.reduce(lambda total, size: total + kind * hidden_size * size, (input_size, hidden_size), 0)
