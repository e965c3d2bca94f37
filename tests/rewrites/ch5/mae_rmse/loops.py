"""A beginner's loops over the flattened arrays, with math.sqrt at the end."""

import math


def mae(y, p):
    if y.shape != p.shape:
        raise ValueError("the shapes are different")
    if y.size == 0:
        raise ValueError("there are no numbers")
    total = 0.0
    a = y.reshape(-1)
    b = p.reshape(-1)
    for i in range(len(a)):
        if a[i] >= b[i]:
            total = total + (a[i] - b[i])
        else:
            total = total + (b[i] - a[i])
    return float(total / len(a))


def rmse(y, p):
    if y.shape != p.shape:
        raise ValueError("the shapes are different")
    if y.size == 0:
        raise ValueError("there are no numbers")
    total = 0.0
    a = y.reshape(-1)
    b = p.reshape(-1)
    for i in range(len(a)):
        total = total + (a[i] - b[i]) * (a[i] - b[i])
    return float(math.sqrt(total / len(a)))
