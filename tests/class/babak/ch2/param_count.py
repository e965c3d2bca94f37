"""Closed formulas. G blocks, D directions, L layers:

G H D ((I + H + 2b) + (L - 1)(D H + H + 2b))
"""


def param_count(kind, input_size, hidden_size, num_layers=1, bidirectional=False, bias=True):
    G, H, D, L, b = blocks(kind), hidden_size, 1 + bidirectional, num_layers, 2 * bias
    return G * H * D * ((input_size + H + b) + (L - 1) * (D * H + H + b))


def mul_adds_per_step(kind, input_size, hidden_size):
    return param_count(kind, input_size, hidden_size, bias=False)


def blocks(kind):
    try:
        return [None, "rnn", None, "gru", "lstm"].index(kind or "?")
    except ValueError:
        raise ValueError("rnn, gru, lstm; not " + repr(kind)) from None
