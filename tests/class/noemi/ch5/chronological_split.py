from math import floor


def chronological_split(n, train, val):
    if train + val >= 1:
        raise ValueError("non resta niente per il test")
    tutti = list(range(n))
    a = floor(n * train + 1e-9)
    b = floor(n * (train + val) + 1e-9)
    return tutti[:a], tutti[a:b], tutti[b:]
