"""A beginner's version with a chain of ifs in both functions and counters that grow."""


def param_count(kind, input_size, hidden_size, num_layers=1, bidirectional=False, bias=True):
    if kind == "rnn":
        blocks = 1
    elif kind == "gru":
        blocks = 3
    elif kind == "lstm":
        blocks = 4
    else:
        raise ValueError("unknown kind")
    total = 0
    layer = 1
    while layer <= num_layers:
        if layer == 1:
            features = input_size
        else:
            if bidirectional == True:
                features = 2 * hidden_size
            else:
                features = hidden_size
        weight_ih = blocks * hidden_size * features
        weight_hh = blocks * hidden_size * hidden_size
        params = weight_ih + weight_hh
        if bias == True:
            bias_ih = blocks * hidden_size
            bias_hh = blocks * hidden_size
            params = params + bias_ih + bias_hh
        if bidirectional == True:
            params = params * 2
        total = total + params
        layer = layer + 1
    return total


def mul_adds_per_step(kind, input_size, hidden_size):
    if kind == "rnn":
        blocks = 1
    elif kind == "gru":
        blocks = 3
    elif kind == "lstm":
        blocks = 4
    else:
        raise ValueError("unknown kind")
    products_with_x = blocks * hidden_size * input_size
    products_with_h = blocks * hidden_size * hidden_size
    return products_with_x + products_with_h
