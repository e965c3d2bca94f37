"""Self-check of ch5.make_windows: Sliding windows over a series.

    pytest assignments/ch5/test_make_windows.py

Each test puts one public case to make_windows.py. The inputs and the expected values are in cases/make_windows.json.
"""


def test_a_short_series(attempt):
    """Six steps of one feature, in windows of three steps with two steps to forecast."""
    attempt("a_short_series")


def test_a_gap_and_a_stride(attempt):
    """Two features; one step lies between window and target, and windows start every other step."""
    attempt("a_gap_and_a_stride")


def test_one_column_to_forecast(attempt):
    """Three features go in, and only column 1 is to be forecast."""
    attempt("one_column_to_forecast")
