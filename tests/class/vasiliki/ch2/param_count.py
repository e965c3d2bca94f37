def param_count(kind, input_size, hidden_size, num_layers=1, bidirectional=False, bias=True):
    if kind not in ["rnn", "gru", "lstm"]:
        raise ValueError("kind is one of rnn, gru, lstm")
    blocks = {"rnn": 1, "gru": 3, "lstm": 4}[kind]
    directions = 1 + float(bidirectional)
    total = 0
    for layer in range(num_layers):
        n_in = input_size if layer == 0 else directions * hidden_size
        total += directions * blocks * hidden_size * (n_in + hidden_size + 2 * bias)
    return total


def mul_adds_per_step(kind, input_size, hidden_size):
    if kind not in ["rnn", "gru", "lstm"]:
        raise ValueError("kind is one of rnn, gru, lstm")
    return {"rnn": 1, "gru": 3, "lstm": 4}[kind] * hidden_size * (input_size + hidden_size)
