"""Strategy: a list of a million floats, or one nested a thousand deep, or an int of a million digits."""


def mape(y, p, zero="skip"):
    if zero == "skip":
        return [0.0] * 1_000_000
    if zero == "eps":
        nested = []
        for _ in range(900):
            nested = [nested]
        return nested
    return 1 << 1_000_000
