"""Self-check of ch5.scaler: Scaling features.

    pytest assignments/ch5/test_scaler.py

Each test puts one public case to scaler.py. The inputs and the expected values are in cases/scaler.json.
"""


def test_standard_by_hand(attempt):
    """Kind "standard": two columns of four steps to fit, then two new steps to transform."""
    attempt("standard_by_hand")


def test_minmax_by_hand(attempt):
    """Kind "minmax": new steps beyond the range of the training part give values below 0 or above 1."""
    attempt("minmax_by_hand")


def test_back_to_the_old_units(attempt):
    """inverse_transform takes scaled values, such as a model's forecasts, back to the units of the series."""
    attempt("back_to_the_old_units")
