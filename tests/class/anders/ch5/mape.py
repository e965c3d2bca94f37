import sys


def mape(y, p, zero="skip"):
    """Mean absolute percentage error, written as a plain loop."""
    if y.shape != p.shape or y.size == 0:
        raise ValueError("y and p must have the same shape and must not be empty")
    if zero not in ["skip", "eps", "raise"]:
        raise ValueError("zero must be skip, eps or raise")
    total = 0.0
    count = 0
    for actual, forecast in zip(y.flatten().tolist(), p.flatten().tolist()):
        denominator = abs(actual)
        if actual == 0 and zero == "raise":
            raise ValueError("there is a zero in y")
        if actual == 0 and zero == "skip":
            continue
        if zero == "eps":
            denominator = max(denominator, sys.float_info.epsilon)
        total += abs(actual - forecast) / denominator
        count += 1
    if count == 0:
        return 0.0
    return 100 * total / count


if __name__ == "__main__":
    import numpy

    print(mape(numpy.array([1.0, 2.0]), numpy.array([1.1, 1.9])), "should be 7.5")
