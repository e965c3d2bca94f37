"""Both as the power mean of the distances, of the powers 1 and 2."""

from functools import partial

import numpy as np


def power_mean(y, p, power):
    if y.shape != p.shape or len(y.flat) == 0:
        raise ValueError("y and p must have one and the same shape, with entries")
    distances = np.fabs(y - p)
    return float(np.power(np.average(np.power(distances, power)), 1 / power))


mae = partial(power_mean, power=1)
rmse = partial(power_mean, power=2)
