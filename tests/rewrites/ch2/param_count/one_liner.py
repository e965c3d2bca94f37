"""The shortest version, with str methods for the lookup and a sum."""


def param_count(kind, input_size, hidden_size, num_layers=1, bidirectional=False, bias=True):
    k, D, H = (1, 3, 4)[["rnn", "gru", "lstm"].index(kind)], 1 + bidirectional, hidden_size
    return sum(D * k * H * ((D * H if n else input_size) + H + 2 * bias) for n in range(num_layers))


def mul_adds_per_step(kind, input_size, hidden_size):
    return param_count(kind, input_size, hidden_size, 1, False, False)
