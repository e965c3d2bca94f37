"""Self-check of ch5.mape: Mean absolute percentage error.

    pytest assignments/ch5/test_mape.py

Each test puts one public case to mape.py. The inputs and the expected values are in cases/mape.json.
"""


def test_two_values_by_hand(attempt):
    """Two positive values."""
    attempt("two_values_by_hand")


def test_negative_values(attempt):
    """Negative true values: an error is never negative."""
    attempt("negative_values")


def test_a_zero_is_left_out(attempt):
    """By default, entries whose true value is zero are left out."""
    attempt("a_zero_is_left_out")
