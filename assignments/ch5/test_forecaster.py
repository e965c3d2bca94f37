"""Self-check of ch5.forecaster: An LSTM that forecasts.

    pytest assignments/ch5/test_forecaster.py

Each test puts one public case to forecaster.py. The inputs and the expected values are in cases/forecaster.json.
"""


def test_one_unit_by_hand(attempt):
    """One window of two steps, one feature, one hidden unit, one step to forecast."""
    attempt("one_unit_by_hand")


def test_two_targets(attempt):
    """Two windows, two steps to forecast, two targets in each."""
    attempt("two_targets")


def test_gradients_of_a_small_model(attempt):
    """Gradients of the forecast with respect to the window and every parameter."""
    attempt("gradients_of_a_small_model")
