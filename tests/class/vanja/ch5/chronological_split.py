import math


def chronological_split(n, train, val):
    # nešto mora ostati za test
    if train + val >= 1:
        raise ValueError("train + val mora biti manje od 1")
    a = math.floor(n * train + 1e-9)
    b = math.floor(n * (train + val) + 1e-9)
    return list(range(a)), list(range(a, b)), list(range(b, n))
