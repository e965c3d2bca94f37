"""As short as it gets."""


def chronological_split(n, train, val):
    if train < 0 or val < 0 or train + val >= 1:
        raise ValueError
    a, b = [int(n * s + 1e-9) for s in (train, train + val)]
    return list(range(a)), list(range(a, b)), list(range(b, n))
