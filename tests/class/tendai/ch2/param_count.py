GATES = {"rnn": 1, "gru": 3, "lstm": 4}


def param_count(kind, input_size, hidden_size, num_layers=1, bidirectional=False, bias=True):
    g = GATES[kind]
    d = 2 if bidirectional else 1
    first = g * hidden_size * (input_size + hidden_size + 2 * bias)
    deeper = g * hidden_size * (d * hidden_size + hidden_size + 2 * bias)
    return d * (first + (num_layers - 1) * deeper)


def mul_adds_per_step(kind, input_size, hidden_size):
    return GATES[kind] * hidden_size * (input_size + hidden_size)
