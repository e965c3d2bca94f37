"""Strategy: NaN."""


def mape(y, p, zero="skip"):
    return float("nan")
