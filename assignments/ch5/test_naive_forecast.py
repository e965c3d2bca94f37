"""Self-check of ch5.naive_forecast: Naive forecasts.

    pytest assignments/ch5/test_naive_forecast.py

Each test puts one public case to naive_forecast.py. The inputs and the expected values are in cases/naive_forecast.json.
"""


def test_the_last_value(attempt):
    """By default the last value is repeated."""
    attempt("the_last_value")


def test_the_line_goes_on(attempt):
    """Kind "drift": the line through the first and the last value goes on."""
    attempt("the_line_goes_on")


def test_the_season_repeats(attempt):
    """Kind "seasonal": with a season of three steps, four steps ahead repeat the last season and start it again."""
    attempt("the_season_repeats")
