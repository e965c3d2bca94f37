"""Floor division by one instead of int or floor, and unpacked ranges."""


def cut(n, share):
    return int((n * share + 1e-9) // 1)


def chronological_split(n, train, val):
    if min(train, val) < 0 or max(train, val) > 1 or train + val >= 1:
        raise ValueError(f"{train=} {val=}")
    a = cut(n, train)
    b = cut(n, train + val)
    return [*range(0, a)], [*range(a, b)], [*range(b, n)]
