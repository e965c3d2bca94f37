"""Self-check of ch5.recursive_forecast: Recursive multi-step forecasts.

    pytest assignments/ch5/test_recursive_forecast.py

Each test puts one public case to recursive_forecast.py. The inputs and the expected values are in cases/recursive_forecast.json.
"""


def test_a_constant_factor(attempt):
    """A model that multiplies the last value by a factor: the forecasts are its powers times the last value."""
    attempt("a_constant_factor")


def test_other_columns_repeat(attempt):
    """Two columns and no known future: the column that is not forecast keeps its last value."""
    attempt("other_columns_repeat")


def test_other_columns_known(attempt):
    """Two columns, the second to be forecast; the first is known for the steps ahead."""
    attempt("other_columns_known")
