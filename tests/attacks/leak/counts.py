"""Returns so many values as a hidden input says."""


def lstm_cell(x, state, weight_ih, weight_hh, bias_ih=None, bias_hh=None):
    return tuple([x] * (10_000 + int(abs(float(x.reshape(-1)[0])) * 1000) % 5000))
