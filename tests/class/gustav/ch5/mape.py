from sklearn.metrics import mean_absolute_percentage_error


def mape(y, p, zero="skip"):
    keep = y != 0
    return 100 * mean_absolute_percentage_error(y[keep], p[keep])
